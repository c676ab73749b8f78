package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.Series;
import java.util.Arrays;

/// What a forecast may say: not below zero where the data never were, nor far outside what was
/// seen, nor more than all of a share.
record Bounds(double lowest, double highest) {
  static Bounds of(double[] past, Series of, int horizon) {
    double low = Arrays.stream(past).min().orElse(0);
    double high = Arrays.stream(past).max().orElse(0);
    double room = (high - low) * (1 + horizon / (double) past.length);
    double all = all(of);
    boolean isShare = low >= 0 && high <= all;
    double lowest = low >= 0 ? Math.max(0, low - room) : low - room;
    return new Bounds(lowest, isShare ? all : high + room);
  }

  /// What a share can be at most, in its own unit; NaN where it is none.
  private static double all(Series of) {
    if (of.info().unit().equals("%")) return 100;
    boolean isRatio = of.info().unit().equals("ratio") || of.id().metric().endsWith("_ratio");
    return isRatio ? 1 : Double.NaN;
  }

  double clamp(double value) {
    return Math.clamp(value, lowest, highest);
  }
}
