package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;

/// Names the suspects of an incident. Each alert, deviation, log finding ([Symptoms]) and change
/// ([Changes]) is evidence for somebody; then the graph explains evidence away ([Travel]). What is
/// left is turned into probabilities with room for something else. Pure: the same incident and case
/// file give the same diagnosis.
public final class Explainer {
  private static final int MOST_SUSPECTS = 6;
  private static final int MOST_NOT_TO_BLAME = 5;

  private final EntityRules rules;
  private final Weights weights;

  public Explainer(EntityRules rules) {
    this(rules, Weights.DEFAULT);
  }

  Explainer(EntityRules rules, Weights weights) {
    this.rules = rules;
    this.weights = weights;
  }

  public Diagnosis explain(Incident incident, CaseFile file, Instant now) {
    return explain(incident, file, Experience.NONE, now);
  }

  /// With what people said of such suspicions before.
  public Diagnosis explain(Incident incident, CaseFile file, Experience experience, Instant now) {
    var it = new Case(incident, file, rules, weights, now);
    Symptoms.weigh(it);
    var travel = new Travel(it);
    travel.trafficComesFromUpstream();
    travel.probesGoThroughCallers();
    Changes.weigh(it);
    travel.allCallersInTrouble();
    travel.explainAway();
    for (var suspect : it.suspects.values()) remember(suspect, experience, now);
    return diagnosis(it);
  }

  /// Verdicts move a suspicion that something else already speaks for; they make none.
  private static void remember(Suspect suspect, Experience experience, Instant now) {
    var kind = suspect.kind();
    var verdicts = experience.of(suspect.entity, kind);
    if (verdicts.all() == 0 || suspect.of(kind) <= 0) return;
    var text =
        "People found this suspicion right "
            + verdicts.right()
            + " of "
            + verdicts.all()
            + " times";
    suspect.add(
        new Evidence(
            Evidence.Kind.RECORD,
            text,
            now,
            verdicts.weight(),
            new Ref.ToEntity(suspect.entity.name())));
  }

  private Diagnosis diagnosis(Case it) {
    var ranked =
        it.suspects.values().stream()
            .filter(suspect -> !suspect.evidence.isEmpty() && suspect.score() > 0)
            .sorted(
                Comparator.comparingDouble((Suspect s) -> -s.score()).thenComparing(s -> s.entity))
            .limit(MOST_SUSPECTS)
            .toList();
    double sum = Math.exp(weights.nothing() / weights.temperature());
    for (var suspect : ranked) sum += Math.exp(suspect.score() / weights.temperature());
    var hypotheses = new ArrayList<Hypothesis>();
    double left = 1;
    for (var suspect : ranked) {
      double probability = Math.exp(suspect.score() / weights.temperature()) / sum;
      left -= probability;
      hypotheses.add(hypothesis(it, suspect, probability));
    }
    if (ranked.stream().noneMatch(suspect -> suspect.change.isPresent()))
      it.notToBlame.add("No change is to blame");
    return new Diagnosis(
        it.incident.id(),
        it.now,
        hypotheses,
        Math.clamp(left, 0, 1),
        it.notToBlame.stream().distinct().limit(MOST_NOT_TO_BLAME).toList());
  }

  private static Hypothesis hypothesis(Case it, Suspect suspect, double probability) {
    var kind = suspect.kind();
    suspect.change.ifPresent(
        change -> {
          suspect.attributes.put("change.kind", change.kind());
          suspect.attributes.put("change.version", change.version());
          suspect.attributes.put("change.text", change.text());
        });
    suspect
        .alerts
        .getOrDefault(kind, Labels.EMPTY)
        .map()
        .forEach((name, value) -> suspect.attributes.put("label." + name, value));
    suspect.attributes.put("entity.kind", it.topology().entity(suspect.entity).kind());
    return new Hypothesis(
        suspect.entity,
        MetricOf.of(it, suspect, kind),
        kind,
        Math.clamp(probability, 0, 1),
        suspect.ordered(),
        suspect.change,
        suspect.attributes);
  }
}
