package io.watchfloor.model.forecast;

import java.util.Arrays;

/// A series on even steps: the mean of each step, short gaps bridged by a line. At most [#MOST]
/// steps, the newest.
///
/// @param endMillis the time (epoch) of the step after the last one
/// @param filled the share of steps that had values of their own, 0–1
record Grid(double[] values, long stepMillis, long endMillis, double filled) {
  static final int MOST = 4_096;

  /// The grid of the points; empty where there is none.
  static Grid of(long[] at, double[] value, long stepMillis) {
    int last = at.length - 1;
    while (last >= 0 && !Double.isFinite(value[last])) last--;
    int first = 0;
    while (first <= last && !Double.isFinite(value[first])) first++;
    if (first > last) return new Grid(new double[0], stepMillis, 0, 0);
    long end = Math.floorDiv(at[last], stepMillis) + 1;
    long begin = Math.max(Math.floorDiv(at[first], stepMillis), end - MOST);
    var sums = new double[(int) (end - begin)];
    var counts = new int[sums.length];
    for (int i = first; i <= last; i++) {
      long step = Math.floorDiv(at[i], stepMillis) - begin;
      if (step < 0 || step >= sums.length || !Double.isFinite(value[i])) continue;
      sums[(int) step] += value[i];
      counts[(int) step]++;
    }
    int known = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
      if (counts[i] > 0) known++;
    }
    var whole = bridged(sums);
    return new Grid(whole, stepMillis, end * stepMillis, known / (double) Math.max(1, sums.length));
  }

  private static double[] bridged(double[] values) {
    int before = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) continue;
      for (int n = before + 1; n < i; n++) {
        double share = before < 0 ? 1 : (n - before) / (double) (i - before);
        double from = before < 0 ? values[i] : values[before];
        values[n] = from + share * (values[i] - from);
      }
      before = i;
    }
    if (before >= 0) Arrays.fill(values, before + 1, values.length, values[before]);
    return values;
  }

  /// The usual distance between points, milliseconds: the median.
  static long usualStep(long[] at) {
    if (at.length < 2) return 0;
    var gaps = new long[Math.min(at.length - 1, 500)];
    for (int i = 0; i < gaps.length; i++) gaps[i] = at[at.length - 1 - i] - at[at.length - 2 - i];
    Arrays.sort(gaps);
    return gaps[gaps.length / 2];
  }
}
