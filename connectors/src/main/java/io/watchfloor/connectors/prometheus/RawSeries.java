package io.watchfloor.connectors.prometheus;

import io.watchfloor.model.signal.Labels;
import java.util.Arrays;

/// One series as the server has it, in two growing columns: times in epoch milliseconds, rising,
/// and values.
final class RawSeries {
  final Labels labels;
  private long[] times = new long[16];
  private double[] values = new double[16];
  private int size;

  RawSeries(Labels labels) {
    this.labels = labels;
  }

  int size() {
    return size;
  }

  long time(int i) {
    return times[i];
  }

  double value(int i) {
    return values[i];
  }

  long lastTime() {
    return size == 0 ? Long.MIN_VALUE : times[size - 1];
  }

  /// Adds a sample unless it is not newer than the last: windows overlap by one.
  void add(long time, double value) {
    if (size > 0 && time <= times[size - 1]) return;
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    times[size] = time;
    values[size++] = value;
  }

  void addAll(RawSeries later) {
    for (int i = 0; i < later.size; i++) add(later.times[i], later.values[i]);
  }

  /// The index of the first sample after `time`.
  int firstAfter(long time) {
    int at = Arrays.binarySearch(times, 0, size, time);
    return at >= 0 ? at + 1 : -at - 1;
  }
}
