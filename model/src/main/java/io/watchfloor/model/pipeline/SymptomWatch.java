package io.watchfloor.model.pipeline;

import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Verifier;
import io.watchfloor.model.signal.SourceId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Reads an incident's symptoms for the verifier: its alerts that fire, and whether the anomalies
/// on the fixed entity are over.
final class SymptomWatch {
  private SymptomWatch() {}

  static Verifier.Symptoms of(
      Proposal proposal,
      Optional<Incident> incident,
      AlertBook alerts,
      Memory memory,
      Detectors detectors,
      Set<SourceId> blind) {
    var firing = new ArrayList<Verifier.Symptoms.Firing>();
    boolean unseen = false;
    if (incident.isPresent()) {
      for (var member : incident.get().members()) {
        if (!(member.ref() instanceof Ref.ToAlert ref)) continue;
        var alert = alerts.get(ref.key());
        if (alert.isEmpty()) continue;
        unseen |= blind.contains(alert.get().alert().source());
        if (alert.get().alert().isActive())
          firing.add(
              new Verifier.Symptoms.Firing(
                  alert.get().alert().name(), alert.get().alert().entity().name()));
      }
    }
    boolean strange =
        detectors.open().stream()
            .anyMatch(anomaly -> anomaly.entity().equals(proposal.plan().target()));
    boolean known = !memory.seriesOf(proposal.plan().target()).isEmpty();
    return new Verifier.Symptoms(firing, known ? Optional.of(!strange) : Optional.empty(), unseen);
  }
}
