package io.watchfloor.model.signal;

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
}
