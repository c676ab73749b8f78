package io.watchfloor.model.cause;

import java.util.Arrays;
import java.util.OptionalDouble;

/// When a series left the band of its first third and stayed out: the earliest time from which
/// three of four samples lie outside. Slow growth counts from where it leaves the band.
public final class Onset {
  private static final double OUT = 1.5;
  private static final double LEAST_SHARE = 0.05;

  private Onset() {}

  /// `times` (any unit, rising) and `values` have equal length; NaN is a gap. Empty where it never
  /// left.
  public static OptionalDouble of(double[] times, double[] values) {
    int start = Math.max(4, values.length / 3);
    if (values.length < start + 2) return OptionalDouble.empty();
    var first = Arrays.stream(values, 0, start).filter(Double::isFinite).sorted().toArray();
    if (first.length == 0) return OptionalDouble.empty();
    double level = Deviation.quantile(first, 0.5);
    double band =
        Math.max(
            Math.max(level - first[0], first[first.length - 1] - level),
            Math.max(LEAST_SHARE * Math.abs(level), 1e-9));
    for (int i = 0; i < values.length; i++) {
      if (!isOut(values[i], level, band)) continue;
      int out = 0;
      int end = Math.min(values.length, i + 4);
      for (int k = i; k < end; k++) if (isOut(values[k], level, band)) out++;
      if (out >= Math.min(3, end - i)) return OptionalDouble.of(times[i]);
    }
    return OptionalDouble.empty();
  }

  private static boolean isOut(double value, double level, double band) {
    return Math.abs(value - level) / band > OUT;
  }
}
