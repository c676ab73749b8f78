package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.HashMap;
import java.util.List;

/// The answer of the one engine to a scene, wherever the scene comes from: every theory that
/// something speaks for and every entity under suspicion, each best first, with probabilities that
/// leave room for something else. Pure: the same scene gives the same answer.
public record Ranking(List<CauseModel.Ranked> theories, List<CauseModel.Culprit> culprits) {
  private static final CauseModel MODEL = FittedWeights.model();

  public Ranking {
    theories = List.copyOf(theories);
    culprits = List.copyOf(culprits);
  }

  public static Ranking of(Scene scene) {
    return of(scene, Experience.NONE);
  }

  /// With what people said of such suspicions before.
  public static Ranking of(Scene scene, Experience experience) {
    var theories = Theories.of(scene);
    var plain = new HashMap<EntityId, FaultKind>();
    for (var told : scene.told()) if (told.isPlain()) plain.put(told.entity(), told.kind());
    for (var theory : theories) {
      var kind = plain.getOrDefault(theory.entity(), theory.sort().kind());
      theory.set(Clue.RECORD, experience.of(theory.entity(), kind).weight());
    }
    var ranked = MODEL.rank(theories);
    return new Ranking(ranked, CauseModel.culprits(ranked));
  }
}
