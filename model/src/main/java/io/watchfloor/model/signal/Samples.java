package io.watchfloor.model.signal;

import java.time.Instant;

/// One series' stretch of samples, oldest first, equal length, times in epoch milliseconds; NaN is
/// a gap (the series went stale there). Columns, not objects. Counters have been turned into rates
/// per second before they get here ([MetricInfo#type] still says COUNTER then). The arrays are not
/// copied: whoever makes one gives them away.
public record Samples(
    SourceId source,
    EntityId entity,
    Labels labels,
    MetricInfo info,
    Instant received,
    long[] epochMillis,
    double[] values)
    implements Signal {
  public Samples {
    if (epochMillis.length != values.length || epochMillis.length == 0) {
      throw new IllegalArgumentException(
          "samples of "
              + labels
              + ": "
              + epochMillis.length
              + " times, "
              + values.length
              + " values");
    }
  }

  public SeriesId series() {
    return new SeriesId(source, labels);
  }

  public int size() {
    return values.length;
  }

  /// The time of the newest sample.
  @Override
  public Instant at() {
    return Instant.ofEpochMilli(epochMillis[epochMillis.length - 1]);
  }
}
