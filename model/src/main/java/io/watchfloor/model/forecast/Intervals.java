package io.watchfloor.model.forecast;

import java.util.Arrays;

/// The intervals that a back-test's errors give: around each step ahead the errors of the steps
/// near it, from all earlier moments. Half of each bound is the share of the errors' sizes, half
/// their own quantile in square roots, which leans where the data lean. Beyond what could be tested
/// they widen with the root of the distance. After V. Vovk et al., "Algorithmic learning in a
/// random world" (2005), with room for so few moments.
final class Intervals {
  private static final int NEAR = 3;
  private static final double ROOM = 1.2;

  private final double[][] errors;
  private final double[][] roots;
  private final int horizon;
  private final double few;

  Intervals(BackTest test) {
    int origins = test.told().length;
    horizon = test.told()[0].length;
    few = 1 + ROOM / origins;
    var root = new Scale.Root();
    errors = new double[origins][horizon];
    roots = new double[origins][horizon];
    for (int o = 0; o < origins; o++)
      for (int h = 0; h < horizon; h++) {
        double actual = test.actual()[o][h];
        double told = test.told()[o][h];
        errors[o][h] = actual - told;
        roots[o][h] = root.in(actual) - root.in(told);
      }
  }

  /// Writes the bounds of the interval that holds `share` of outcomes around `mean`.
  void bounds(double[] mean, double share, double[] low, double[] high) {
    var root = new Scale.Root();
    double wide = 1 + (few - 1) * (share > 0.9 ? 1 : 0.25);
    double size = 0, below = 0, above = 0;
    for (int h = 0; h < mean.length; h++) {
      double far = wide;
      if (h < horizon) {
        size = quantile(near(errors, h, true), share);
        var leaning = near(roots, h, false);
        below = Math.min(0, quantile(leaning, (1 - share) / 2));
        above = Math.max(0, quantile(leaning, (1 + share) / 2));
      } else {
        far *= Math.sqrt((h + 1.0) / horizon);
      }
      double at = root.in(mean[h]);
      low[h] = Math.min(mean[h], (mean[h] - far * size + root.out(at + far * below)) / 2);
      high[h] = Math.max(mean[h], (mean[h] + far * size + root.out(at + far * above)) / 2);
    }
  }

  private double[] near(double[][] all, int h, boolean isSize) {
    int from = Math.max(0, h - NEAR);
    int to = Math.min(horizon, h + NEAR + 1);
    var near = new double[all.length * (to - from)];
    int n = 0;
    for (double[] ofOrigin : all)
      for (int i = from; i < to; i++) near[n++] = isSize ? Math.abs(ofOrigin[i]) : ofOrigin[i];
    Arrays.sort(near);
    return near;
  }

  private static double quantile(double[] sorted, double share) {
    double place = Math.clamp((sorted.length + 1) * share - 1, 0, sorted.length - 1.0);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
