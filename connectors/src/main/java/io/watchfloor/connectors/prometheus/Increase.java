package io.watchfloor.connectors.prometheus;

/// How much a counter rose. A fall is a reset: the counter began again at zero, so what it shows
/// then is what it rose since (as Prometheus' own `rate` has it). No extrapolation to the window's
/// edges, so a rate is never more than what was counted.
final class Increase {
  /// Further apart than this, two samples say nothing about what lies between (Prometheus' own
  /// look-back).
  private static final long FARTHEST_MILLIS = 300_000;

  private final RawSeries counter;

  /// `risen[i]` is what it rose from the first sample to sample i.
  private final double[] risen;

  Increase(RawSeries counter) {
    this.counter = counter;
    this.risen = new double[counter.size()];
    for (int i = 1; i < risen.length; i++) {
      double before = counter.value(i - 1);
      double now = counter.value(i);
      double step = now >= before ? now - before : now;
      risen[i] = risen[i - 1] + (Double.isFinite(step) && step > 0 ? step : 0);
    }
  }

  /// The sample against which sample `i` is measured: the oldest within `window` milliseconds, or
  /// the one before when there is none; -1 where nothing is near enough.
  int since(int i, long window) {
    int first = counter.firstAfter(counter.time(i) - window - 1);
    if (first < i) return first;
    return i > 0 && counter.time(i) - counter.time(i - 1) <= FARTHEST_MILLIS ? i - 1 : -1;
  }

  double between(int from, int to) {
    return risen[to] - risen[from];
  }

  double perSecond(int from, int to) {
    return between(from, to) * 1000 / (counter.time(to) - counter.time(from));
  }
}
