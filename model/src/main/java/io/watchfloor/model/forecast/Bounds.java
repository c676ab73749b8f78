package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.MetricInfo;
import java.util.Arrays;

/// What a forecast may say: not below zero where the data never were, nor far outside what was
/// seen.
record Bounds(double lowest, double highest) {
  static Bounds of(double[] past, MetricInfo info, int horizon) {
    double low = Arrays.stream(past).min().orElse(0);
    double high = Arrays.stream(past).max().orElse(0);
    double room = (high - low) * (1 + horizon / (double) past.length);
    boolean isShare = info.unit().equals("ratio") && low >= 0 && high <= 1;
    double lowest = low >= 0 ? Math.max(0, low - room) : low - room;
    return new Bounds(lowest, isShare ? 1 : high + room);
  }

  double clamp(double value) {
    return Math.clamp(value, lowest, highest);
  }
}
