package io.watchfloor.model.detect;

/// Judges one series, online: one point at a time, no look-ahead. Deterministic: the same seed and
/// the same input give the same verdicts. Not thread-safe: the engine thread owns it.
public interface Detector {
  /// Takes the points `from` (inclusive) to `to` (exclusive), oldest first, times in epoch
  /// milliseconds, and writes their verdicts to the same indices of `out`. NaN means "no value
  /// arrived". Allocates nothing per point.
  void observe(long[] at, double[] value, int from, int to, Verdicts out);

  /// All it knows, versioned; a detector restored from it goes on identically.
  byte[] state();
}
