package io.watchfloor.model.pipeline;

import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.topology.EntityRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the pipeline made of a recording: every version of every incident, alert and diagnosis.
final class Played {
  record At<T>(Instant at, T what) {}

  final Recording recording;
  final List<At<Incident>> incidents = new ArrayList<>();
  final List<At<Diagnosis>> diagnoses = new ArrayList<>();
  final List<At<TrackedAlert>> alerts = new ArrayList<>();

  Played(Path folder) {
    recording = new Recording(folder);
    var automation = AUTOMATION;
    var pipeline =
        new Pipeline(
            new Pipeline.Config(
                IncidentId.LIVE, false, EntityRules.DEFAULT, List.of(), List.of(), automation));
    for (var batch : recording.batches()) {
      keep(pipeline.turn(batch, batch.received()).facts(), batch.received());
      keep(pipeline.tick(batch.received()).facts(), batch.received());
    }
  }

  private static final Automation AUTOMATION = automation();

  private static Automation automation() {
    return new Automation(true, 0);
  }

  private void keep(Facts facts, Instant now) {
    for (var incident : facts.incidents()) incidents.add(new At<>(now, incident));
    for (var diagnosis : facts.diagnoses()) diagnoses.add(new At<>(now, diagnosis));
    for (var alert : facts.alerts()) alerts.add(new At<>(now, alert));
  }

  /// Incidents opened while a fault was at work (or just after), oldest first, each with its newest
  /// version before `until`.
  List<Incident> opened(Instant from, Instant until) {
    var newest = new LinkedHashMap<IncidentId, Incident>();
    for (var version : incidents)
      if (!version.what.openedAt().isBefore(from) && version.at.isBefore(until))
        newest.put(version.what.id(), version.what);
    return List.copyOf(newest.values());
  }

  /// The newest diagnosis of an incident before `until`.
  Optional<Diagnosis> diagnosis(IncidentId incident, Instant until) {
    Diagnosis newest = null;
    for (var version : diagnoses)
      if (version.what.incident().equals(incident) && !version.at.isAfter(until))
        newest = version.what;
    return Optional.ofNullable(newest);
  }

  /// When `culprit` first stood at the top of an incident and was still there at `until`.
  Optional<Instant> firstBy(IncidentId incident, Set<String> culprits, Instant until) {
    Instant since = null;
    for (var version : diagnoses) {
      if (!version.what.incident().equals(incident) || version.at.isAfter(until)) continue;
      boolean first =
          !version.what.hypotheses().isEmpty()
              && culprits.contains(version.what.hypotheses().getFirst().entity().name());
      if (!first) since = null;
      else if (since == null) since = version.at;
    }
    return Optional.ofNullable(since);
  }

  static Duration after(Instant from, Instant to) {
    return Duration.between(from, to);
  }

  /// A readable account of one recording.
  String account(boolean evidence) {
    var text = new StringBuilder();
    for (int i = 0; i < recording.truths.size(); i++) {
      var truth = recording.truths.get(i);
      var until = truth.until().equals(Instant.MAX) ? truth.from().plusSeconds(120) : truth.until();
      var next = i + 1 < recording.truths.size() ? recording.truths.get(i + 1).from() : Instant.MAX;
      var culprits = Set.of(truth.culprit().split("\\+"));
      text.append("== ")
          .append(truth.fault())
          .append(" (")
          .append(truth.culprit())
          .append(' ')
          .append(truth.kind())
          .append(")\n");
      for (var incident : opened(truth.from(), next)) {
        var diagnosis = diagnosis(incident.id(), until);
        var ok =
            diagnosis
                .filter(
                    d ->
                        !d.hypotheses().isEmpty()
                            && culprits.contains(d.hypotheses().getFirst().entity().name()))
                .isPresent();
        var at = firstBy(incident.id(), culprits, until);
        text.append(ok ? "  OK   " : "  MISS ")
            .append(incident.id())
            .append(" +")
            .append(after(truth.from(), incident.openedAt()).toSeconds())
            .append("s culprit at ")
            .append(at.map(a -> "+" + after(incident.openedAt(), a).toSeconds()).orElse("-"))
            .append(" resolved ")
            .append(incident.resolvedAt().map(r -> "+" + after(until, r).toSeconds()).orElse("-"))
            .append("  ")
            .append(incident.title())
            .append('\n');
        for (var member : incident.members())
          if (evidence || member.ref() instanceof Ref.ToAlert)
            text.append("        m ")
                .append(member.entity())
                .append(" | ")
                .append(member.text())
                .append(" | ")
                .append(member.severity())
                .append(" | ")
                .append(member.reason())
                .append('\n');
        if (diagnosis.isPresent()) {
          for (var h : diagnosis.get().hypotheses()) {
            text.append(
                String.format(
                    "       %5.2f %s %s %s %s%n",
                    h.probability(),
                    h.entity(),
                    h.kind(),
                    h.metric(),
                    h.change().map(c -> c.kind() + " " + c.version()).orElse("")));
            if (evidence)
              for (var e : h.evidence())
                text.append(
                    String.format("             %+.2f %s %s%n", e.weight(), e.kind(), e.text()));
            if (evidence) text.append("             ").append(h.attributes()).append('\n');
          }
          text.append("       else ")
              .append(String.format("%.2f", diagnosis.get().somethingElse()))
              .append("  ")
              .append(diagnosis.get().notToBlame())
              .append('\n');
        }
      }
    }
    return text.toString();
  }
}
