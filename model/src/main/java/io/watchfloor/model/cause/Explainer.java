package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;

/// Names the suspects of a live incident, in five steps: each alert, deviation, log finding
/// ([Symptoms]) and change ([Changes]) is evidence for somebody; the graph explains evidence away
/// ([Travel]); with the measurements around ([Surroundings]) that makes the [Scene]; the engine
/// weighs every theory about it ([Ranking]); and the [Explanation] says why. Pure: the same
/// incident and case file give the same diagnosis.
public final class Explainer {
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
    return new Explanation(it, around(it), experience).diagnosis();
  }

  /// What a diagnosis of this incident rests on.
  public Scene scene(Incident incident, CaseFile file, Instant now) {
    return around(new Case(incident, file, rules, weights, now)).scene();
  }

  private static Surroundings around(Case it) {
    Symptoms.weigh(it);
    var travel = new Travel(it);
    travel.trafficComesFromUpstream();
    travel.probesGoThroughCallers();
    Changes.weigh(it);
    travel.allCallersInTrouble();
    travel.explainAway();
    return new Surroundings(it, travel.told());
  }
}
