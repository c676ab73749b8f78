package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CauseModel;
import io.watchfloor.model.cause.Theory;
import java.util.List;

/// Fits the weights of the clues: the most likely ones for cases with known culprits, held near the
/// hand-set ones by a ridge, and on their side of zero: a few systems must not teach that being
/// slow speaks for somebody's innocence. Deterministic: no chance, a fixed number of steps (Adam,
/// D. Kingma and J. Ba 2015, on the whole set at once).
final class CauseFit {
  private static final int STEPS = 400;
  private static final double RATE = 0.03;

  /// The theories of one case, and which of them are right.
  record Lesson(List<Theory> theories, boolean[] right) {}

  private CauseFit() {}

  static double[] weights(List<Lesson> lessons, double ridge) {
    var start = CauseModel.byHand().weights();
    var weights = start.clone();
    var mean = new double[weights.length];
    var square = new double[weights.length];
    for (int step = 1; step <= STEPS; step++) {
      var up = new double[weights.length];
      for (int k = 0; k < up.length; k++) up[k] = -ridge * (weights[k] - start[k]);
      for (var lesson : lessons) climb(lesson, weights, up);
      for (int k = 0; k < up.length; k++) {
        mean[k] = 0.9 * mean[k] + 0.1 * up[k];
        square[k] = 0.999 * square[k] + 0.001 * up[k] * up[k];
        weights[k] +=
            RATE
                * (mean[k] / (1 - Math.pow(0.9, step)))
                / (Math.sqrt(square[k] / (1 - Math.pow(0.999, step))) + 1e-8);
        if (weights[k] * start[k] < 0) weights[k] = 0;
      }
    }
    return weights;
  }

  /// Adds the gradient of the lesson's log-likelihood.
  private static void climb(Lesson lesson, double[] weights, double[] up) {
    var model = new CauseModel(weights, Double.NEGATIVE_INFINITY);
    int n = lesson.theories.size();
    var share = new double[n];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      share[i] = model.score(lesson.theories.get(i));
      most = Math.max(most, share[i]);
    }
    double all = 0;
    double right = 0;
    for (int i = 0; i < n; i++) {
      share[i] = Math.exp(share[i] - most);
      all += share[i];
      if (lesson.right[i]) right += share[i];
    }
    if (right == 0) return;
    for (int i = 0; i < n; i++) {
      double pull = (lesson.right[i] ? share[i] / right : 0) - share[i] / all;
      var clues = lesson.theories.get(i).clues();
      for (int k = 0; k < up.length; k++) up[k] += pull * clues[k];
    }
  }
}
