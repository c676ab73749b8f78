package io.watchfloor.model.pipeline;

import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Experience;
import io.watchfloor.model.cause.Explainer;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Advisor;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which incidents are due for an explanation, and what it leads to: suspects, and the fixes that
/// fit them. A young incident is looked at often, an old one seldom. The engine thread owns it.
final class Explanations {
  private static final Duration EXPLAIN_AGAIN = Duration.ofSeconds(2);
  private static final Duration EXPLAIN_LATER = Duration.ofSeconds(15);
  private static final Duration YOUNG = Duration.ofMinutes(3);
  private static final double MATERIAL = 0.03;

  private final Explainer explainer;
  private final Correlator correlator;
  private final Memory memory;
  private final Desk desk;
  private final boolean sandbox;
  private final Supplier<Priors> priors;
  private final Supplier<List<Remediation>> catalogue;
  private final Map<IncidentId, Instant> explainedAt = new TreeMap<>();

  Explanations(
      Explainer explainer,
      Correlator correlator,
      Memory memory,
      Desk desk,
      boolean sandbox,
      Supplier<Priors> priors,
      Supplier<List<Remediation>> catalogue) {
    this.explainer = explainer;
    this.correlator = correlator;
    this.memory = memory;
    this.desk = desk;
    this.sandbox = sandbox;
    this.priors = priors;
    this.catalogue = catalogue;
  }

  void retain(Set<IncidentId> known) {
    explainedAt.keySet().retainAll(known);
  }

  List<Incident> due(List<Incident> changed, Instant now) {
    var due = new ArrayList<Incident>();
    var fresh = new TreeSet<IncidentId>();
    for (var incident : changed) fresh.add(incident.id());
    for (var incident : correlator.all()) {
      if (!incident.isOpen() || isBeingFixed(incident.id(), now)) continue;
      var last = explainedAt.getOrDefault(incident.id(), Instant.EPOCH);
      var every = incident.age(now).compareTo(YOUNG) < 0 ? EXPLAIN_AGAIN : EXPLAIN_LATER;
      boolean isDue = Duration.between(last, now).compareTo(every) >= 0;
      if (isDue || (fresh.contains(incident.id()) && last.equals(Instant.EPOCH))) due.add(incident);
    }
    return due;
  }

  void explain(Incident incident, Turn turn, Instant now) {
    explainedAt.put(incident.id(), now);
    var diagnosis = explainer.explain(incident, memory, this::experience, now);
    if (memory.diagnosis(incident.id()).filter(old -> !isMaterial(old, diagnosis)).isEmpty()) {
      memory.take(diagnosis);
      turn.diagnoses.add(diagnosis);
    }
    var advice =
        Advisor.suggest(
            incident,
            diagnosis,
            catalogue.get(),
            this::record,
            desk.failed(incident.id()),
            sandbox,
            now);
    turn.add(desk.advise(incident.id(), advice, now));
  }

  /// While a fix is at work (or has worked) the symptoms go, and with them the evidence: what was
  /// concluded before stands.
  private boolean isBeingFixed(IncidentId incident, Instant now) {
    return desk.runs().stream()
        .anyMatch(
            run ->
                run.incident().equals(incident)
                    && (!run.state().isFinished()
                        || (run.state() == RunState.SUCCEEDED
                            && run.changedAt().isAfter(now.minus(YOUNG)))));
  }

  private Experience.Verdicts experience(EntityId entity, FaultKind kind) {
    var tally = priors.get().suspects().of(entity.name(), kind);
    return new Experience.Verdicts(tally.worked(), tally.tries());
  }

  private Advisor.Record record(String recipe) {
    var tally = priors.get().recipe(recipe);
    return new Advisor.Record(tally.tries(), tally.worked());
  }

  private static boolean isMaterial(Diagnosis old, Diagnosis fresh) {
    if (old.hypotheses().size() != fresh.hypotheses().size()) return true;
    for (int i = 0; i < old.hypotheses().size(); i++) {
      var a = old.hypotheses().get(i);
      var b = fresh.hypotheses().get(i);
      if (!a.entity().equals(b.entity()) || a.kind() != b.kind() || !a.change().equals(b.change()))
        return true;
      if (Math.abs(a.probability() - b.probability()) > MATERIAL
          || a.evidence().size() != b.evidence().size()) return true;
      if (!a.attributes().equals(b.attributes())) return true;
    }
    return false;
  }
}
