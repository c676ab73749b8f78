package io.watchfloor.app.store;

import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.util.Arrays;

/// Grows one series out of blocks, oldest first; what overlaps is taken once.
final class Columns {
  private final long from;
  private final long to;
  private long[] at = new long[256];
  private double[] value = new double[256];
  private int size;

  Columns(Window window) {
    this.from = window.from().toEpochMilli();
    this.to = window.to().toEpochMilli();
  }

  void add(BlockCodec.Block block) {
    long last = size == 0 ? Long.MIN_VALUE : at[size - 1];
    for (int i = 0; i < block.at().length; i++) {
      long time = block.at()[i];
      if (time < from || time >= to || time <= last) continue;
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        value = Arrays.copyOf(value, size * 2);
      }
      at[size] = last = time;
      value[size++] = block.value()[i];
    }
  }

  Series series(SeriesId id, MetricInfo info) {
    return new Series(id, info, Arrays.copyOf(at, size), Arrays.copyOf(value, size));
  }

  static Series newest(Series series, int most) {
    int n = series.size();
    if (n <= most) return series;
    return new Series(
        series.id(),
        series.info(),
        Arrays.copyOfRange(series.epochMillis(), n - most, n),
        Arrays.copyOfRange(series.values(), n - most, n));
  }
}
