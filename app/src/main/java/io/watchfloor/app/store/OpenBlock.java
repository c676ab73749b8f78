package io.watchfloor.app.store;

import java.util.Arrays;

/// The samples of one series that are not yet packed: in memory for reading, in the journal for a
/// restart. The engine thread changes it, any thread may read it; each holds the lock only for a
/// copy.
final class OpenBlock {
  private static final long[] NO_TIMES = {};
  private static final double[] NO_VALUES = {};

  private long[] at = NO_TIMES;
  private double[] value = NO_VALUES;
  private int size;
  private long sealedUntil = Long.MIN_VALUE;

  /// Takes samples in the order of their times; answers how many came too late, being older than
  /// what is packed. What is known already is passed over.
  synchronized int add(long[] times, double[] values) {
    int late = 0;
    reserve(times.length);
    for (int i = 0; i < times.length; i++) {
      if (times[i] <= sealedUntil) late++;
      else if (size == 0 || times[i] > at[size - 1]) append(times[i], values[i]);
      else insert(times[i], values[i]);
    }
    return late;
  }

  private void reserve(int more) {
    if (size + more <= at.length) return;
    int room = Math.max(8, Math.max(size + more, at.length + at.length / 2));
    at = Arrays.copyOf(at, room);
    value = Arrays.copyOf(value, room);
  }

  private void append(long time, double x) {
    at[size] = time;
    value[size++] = x;
  }

  private void insert(long time, double x) {
    int found = Arrays.binarySearch(at, 0, size, time);
    if (found >= 0) return;
    int place = -found - 1;
    System.arraycopy(at, place, at, place + 1, size - place);
    System.arraycopy(value, place, value, place + 1, size - place);
    at[place] = time;
    value[place] = x;
    size++;
  }

  /// Takes away the `n` oldest, which are packed and stored now.
  synchronized void drop(int n) {
    sealedUntil = at[n - 1];
    int rest = size - n;
    at = rest == 0 ? NO_TIMES : Arrays.copyOfRange(at, n, size);
    value = rest == 0 ? NO_VALUES : Arrays.copyOfRange(value, n, size);
    size = rest;
  }

  /// What is stored already reaches until here.
  synchronized void sealedUntil(long millis) {
    sealedUntil = Math.max(sealedUntil, millis);
  }

  synchronized int size() {
    return size;
  }

  synchronized long first() {
    return at[0];
  }

  synchronized long last() {
    return size == 0 ? sealedUntil : at[size - 1];
  }

  /// A copy of what is here.
  synchronized BlockCodec.Block copy() {
    return new BlockCodec.Block(Arrays.copyOf(at, size), Arrays.copyOf(value, size));
  }
}
