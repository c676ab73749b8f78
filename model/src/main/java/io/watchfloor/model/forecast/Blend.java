package io.watchfloor.model.forecast;

/// Several opinions made one: the weighted mean of what lies between two weighted quantiles, so
/// that a wild opinion counts for nothing and the middle for all.
final class Blend {
  private static final double CUT = 0.3;

  private Blend() {}

  /// The middle of `opinions`, whose weights sum to 1.
  static double of(double[] opinions, double[] weights) {
    int n = opinions.length;
    var order = new int[n];
    for (int i = 0; i < n; i++) {
      int at = i;
      for (; at > 0 && opinions[order[at - 1]] > opinions[i]; at--) order[at] = order[at - 1];
      order[at] = i;
    }
    double before = 0, sum = 0, all = 0;
    for (int i : order) {
      double inside = Math.min(1 - CUT, before + weights[i]) - Math.max(CUT, before);
      before += weights[i];
      if (inside <= 0) continue;
      sum += inside * opinions[i];
      all += inside;
    }
    return all == 0 ? opinions[order[n / 2]] : sum / all;
  }

  /// Members that erred less weigh more; they sum to 1.
  static double[] weights(double[] errors) {
    double best = Double.MAX_VALUE;
    for (double error : errors) best = Math.min(best, error);
    var weights = new double[errors.length];
    double all = 0;
    for (int m = 0; m < weights.length; m++) {
      double share = errors[m] <= best ? 1 : best / errors[m];
      weights[m] = share * share * share;
      all += weights[m];
    }
    for (int m = 0; m < weights.length; m++) weights[m] /= all;
    return weights;
  }
}
