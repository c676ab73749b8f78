package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Turns the engine's ranking of a live incident into suspects that a person can check: one an
/// entity, by the theory that explains it best, with all that was told and measured for and
/// against.
final class Explanation {
  private static final int MOST_SUSPECTS = 6;
  private static final int MOST_NOT_TO_BLAME = 5;
  private static final int MOST_MEASURED = 3;

  /// A suspicion below this is none, and a reason below this says nothing.
  private static final double LEAST_PROBABILITY = 0.01;

  private static final double LEAST_WEIGHT = 0.2;

  private final Case it;
  private final Surroundings around;
  private final Experience experience;
  private final CauseModel model = FittedWeights.model();
  private final Ranking ranking;
  private final Map<EntityId, Told> told = new HashMap<>();

  Explanation(Case it, Surroundings around, Experience experience) {
    this.it = it;
    this.around = around;
    this.experience = experience;
    this.ranking = Ranking.of(around.scene(), experience);
    for (var one : around.scene().told()) told.put(one.entity(), one);
  }

  Diagnosis diagnosis() {
    double left = 1;
    var hypotheses = new ArrayList<Hypothesis>();
    for (var culprit : ranking.culprits()) {
      if (hypotheses.size() == MOST_SUSPECTS || culprit.probability() < LEAST_PROBABILITY) break;
      var hypothesis = hypothesis(culprit);
      left -= hypothesis.probability();
      hypotheses.add(hypothesis);
    }
    return new Diagnosis(
        it.incident.id(),
        it.now,
        hypotheses,
        Math.clamp(left, 0, 1),
        it.notToBlame.stream().distinct().limit(MOST_NOT_TO_BLAME).toList());
  }

  private Hypothesis hypothesis(CauseModel.Culprit culprit) {
    var suspect = it.suspect(culprit.entity());
    var best = best(culprit.entity());
    var words = told.get(culprit.entity());
    boolean isPlain = words != null && words.isPlain();
    var kind = isPlain ? suspect.kind() : best.sort().kind();
    measured(suspect, best);
    record(suspect, kind);
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
    var metric = isPlain ? MetricOf.of(it, suspect, kind) : best.metric();
    return new Hypothesis(
        suspect.entity,
        metric.isEmpty() ? best.metric() : metric,
        kind,
        Math.clamp(culprit.probability(), 0, 1),
        suspect.ordered(),
        suspect.change,
        suspect.attributes);
  }

  private Theory best(EntityId entity) {
    return ranking.theories().stream()
        .map(CauseModel.Ranked::theory)
        .filter(theory -> theory.entity().equals(entity))
        .findFirst()
        .orElseThrow();
  }

  /// The clues of the best theory that weigh most, as sentences.
  private void measured(Suspect suspect, Theory theory) {
    var reasons = new ArrayList<Evidence>();
    for (var clue : Clue.values()) {
      double weight = model.weights()[clue.ordinal()] * theory.clue(clue);
      if (clue.text().isEmpty() || clue.isOfWords() || Math.abs(weight) < LEAST_WEIGHT) continue;
      if (clue == Clue.EXPLAINED && suspect.explained() > 0) continue;
      var subject = theory.metric().isEmpty() ? suspect.entity.name() : theory.metric();
      reasons.add(
          new Evidence(
              clue == Clue.EXPLAINED ? Evidence.Kind.TOPOLOGY : Evidence.Kind.DEVIATION,
              clue == Clue.EXPLAINED ? clue.text() : subject + ": " + clue.text(),
              it.onset,
              weight,
              around.behind(theory.entity(), theory.metric())));
    }
    reasons.stream()
        .sorted((a, b) -> Double.compare(Math.abs(b.weight()), Math.abs(a.weight())))
        .limit(MOST_MEASURED)
        .forEach(suspect.evidence::add);
  }

  private void record(Suspect suspect, FaultKind kind) {
    var verdicts = experience.of(suspect.entity, kind);
    if (verdicts.all() == 0) return;
    suspect.evidence.add(
        new Evidence(
            Evidence.Kind.RECORD,
            "People found this suspicion right "
                + verdicts.right()
                + " of "
                + verdicts.all()
                + " times",
            it.now,
            verdicts.weight(),
            new Ref.ToEntity(suspect.entity.name())));
  }
}
