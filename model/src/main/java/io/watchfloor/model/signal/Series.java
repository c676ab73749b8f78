package io.watchfloor.model.signal;

import java.util.Arrays;

/// A stretch of one series for reading: times in epoch milliseconds, oldest first, equal length;
/// NaN is a gap. The arrays belong to the reader.
public record Series(SeriesId id, MetricInfo info, long[] epochMillis, double[] values) {
  public Series {
    if (epochMillis.length != values.length)
      throw new IllegalArgumentException("unequal columns of " + id);
  }

  public int size() {
    return values.length;
  }

  public boolean isEmpty() {
    return values.length == 0;
  }

  /// The newest value that is not a gap, or NaN.
  public double last() {
    for (int i = values.length - 1; i >= 0; i--) if (!Double.isNaN(values[i])) return values[i];
    return Double.NaN;
  }

  /// At most `most` values, evenly spaced in time, oldest first, up to `untilMillis`; NaN where
  /// nothing was seen for longer than three usual steps, the end included. For small drawings.
  public double[] evenly(int most, long untilMillis) {
    if (values.length < 2) return values.clone();
    long usual = Math.max(1, usualStep());
    long newest = epochMillis[epochMillis.length - 1];
    long end = untilMillis - newest > 3 * usual ? untilMillis : newest;
    long length = end - epochMillis[0];
    int slots = Math.clamp(length / usual + 1, 2, most);
    var even = new double[slots];
    int at = values.length - 1;
    for (int slot = slots - 1; slot >= 0; slot--) {
      long time = end - Math.round((double) length * (slots - 1 - slot) / (slots - 1));
      while (at > 0 && epochMillis[at] > time + usual / 2) at--;
      even[slot] = time - epochMillis[at] > 3 * usual ? Double.NaN : values[at];
    }
    return even;
  }

  private long usualStep() {
    var steps = new long[epochMillis.length - 1];
    for (int i = 0; i < steps.length; i++) steps[i] = epochMillis[i + 1] - epochMillis[i];
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }
}
