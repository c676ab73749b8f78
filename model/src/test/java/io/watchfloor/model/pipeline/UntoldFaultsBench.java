package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.cause.CauseModel;
import io.watchfloor.model.cause.Explainer;
import io.watchfloor.model.cause.Ranking;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The recorded faults of an estate on which no weight was fitted, by measurements alone: what the
/// alerts, states, findings and changes say is left out. Run by `mvn -Pbench verify
/// -Dtest=UntoldFaultsBench`.
final class UntoldFaultsBench {
  private static final int LOOKED_AT_SECONDS = 20;

  @Test
  void theCulpritIsOftenFirstByMeasurementsAlone() throws Exception {
    var recordings = Path.of(Objects.requireNonNull(getClass().getResource("/recordings")).toURI());
    int all = 0;
    int first = 0;
    int amongThree = 0;
    try (var folders = Files.list(recordings)) {
      for (var folder : folders.sorted().toList()) {
        var recording = new Recording(folder);
        int place = place(recording);
        System.out.println(folder.getFileName() + ": " + (place == 0 ? "not named" : place));
        all++;
        if (place == 1) first++;
        if (place > 0 && place <= 3) amongThree++;
      }
    }
    System.out.printf("first %d, among three %d of %d%n", first, amongThree, all);
    assertTrue(first >= all / 4, "fewer than chance would name of four suspects");
  }

  /// The culprit's place, from 1, some seconds after the first incident was opened; 0 where nobody
  /// measured anything of it.
  private static int place(Recording recording) {
    var truth = recording.truths.getFirst();
    var culprits = Set.of(truth.culprit().split("\\+"));
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                IncidentId.LIVE,
                false,
                EntityRules.DEFAULT,
                List.of(),
                List.of(),
                new Automation(true, 0)));
    Optional<Incident> incident = Optional.empty();
    for (var batch : recording.batches()) {
      var now = batch.received();
      var turn = pipeline.turn(batch, now).facts().incidents();
      var tick = pipeline.tick(now).facts().incidents();
      for (var changed : List.of(turn, tick))
        for (var one : changed)
          if (one.openedAt().isAfter(truth.from())
              && incident.filter(known -> !known.id().equals(one.id())).isEmpty())
            incident = Optional.of(one);
      if (incident.isEmpty()
          || now.isBefore(incident.get().openedAt().plusSeconds(LOOKED_AT_SECONDS))) continue;
      var scene = new Explainer(EntityRules.DEFAULT).scene(incident.get(), pipeline.memory(), now);
      return place(Ranking.of(scene.untold()).culprits(), culprits);
    }
    return 0;
  }

  private static int place(List<CauseModel.Culprit> ranked, Set<String> culprits) {
    for (int i = 0; i < ranked.size(); i++)
      if (culprits.contains(ranked.get(i).entity().name())) return i + 1;
    return 0;
  }
}
