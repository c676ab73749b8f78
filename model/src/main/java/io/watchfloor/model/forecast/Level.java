package io.watchfloor.model.forecast;

import java.util.Arrays;

/// The newest values again and again, smoothed by `alpha` (1 = the last value).
record Level(double alpha) implements Member {
  private static final int MOST = 400;

  @Override
  public int needs() {
    return 2;
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    var all = new double[lengths.length][horizon];
    for (int o = 0; o < lengths.length; o++) {
      int from = Math.max(0, lengths[o] - MOST);
      double level = past[from];
      for (int i = from; i < lengths[o]; i++) level += alpha * (past[i] - level);
      Arrays.fill(all[o], level);
    }
    return all;
  }
}
