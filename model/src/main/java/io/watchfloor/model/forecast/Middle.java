package io.watchfloor.model.forecast;

import java.util.Arrays;

/// The median of the last `window` values: a level that no spike moves.
record Middle(int window) implements Member {
  @Override
  public int needs() {
    return 2;
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    var all = new double[lengths.length][horizon];
    for (int o = 0; o < lengths.length; o++)
      Arrays.fill(
          all[o], of(Arrays.copyOfRange(past, Math.max(0, lengths[o] - window), lengths[o])));
    return all;
  }

  /// The median; sorts `values`.
  static double of(double[] values) {
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }
}
