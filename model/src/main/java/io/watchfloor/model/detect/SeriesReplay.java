package io.watchfloor.model.detect;

/// One series played through a kind of detector and through the [Episode] logic that runs live: the
/// verdict on each point, and whether an alert was held on it. Pure; one thread at a time.
public final class SeriesReplay {
  private static final double GAP_GAIN = 0.02;

  private final Detector detector;
  private final Episode episode = new Episode();
  private long points;
  private long lastAt;
  private double gap;

  public SeriesReplay(DetectorFamily family) {
    detector = family.fresh(0);
  }

  /// Takes the points `from` (inclusive) to `to` (exclusive), oldest first, times in epoch
  /// milliseconds; NaN means "no value arrived". Writes to the same indices of `out` and `alert`.
  public void observe(long[] at, double[] value, int from, int to, Verdicts out, boolean[] alert) {
    for (int i = from; i < to; i++) {
      detector.observe(at, value, i, i + 1, out);
      learnGap(at[i]);
      episode.take(at[i], value[i], out, i, 1, gap, false);
      alert[i] = episode.isOpen();
    }
  }

  private void learnGap(long at) {
    if (points++ > 0) gap += Math.max(1.0 / points, GAP_GAIN) * (at - lastAt - gap);
    lastAt = at;
  }
}
