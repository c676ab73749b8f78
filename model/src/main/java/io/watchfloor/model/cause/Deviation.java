package io.watchfloor.model.cause;

import java.util.Arrays;

/// How far a series left its own ordinary band since the fault began, in its bad direction.
///
/// The band's half-width is the 99.5 % quantile of the series' own ordinary deviations from its
/// median, but at least its interquartile range and a small share of its level: a jumpy series must
/// jump further. What the series already showed just before is taken off, so that a level that
/// moved long ago is no news.
///
/// `strength` is 0 (ordinary) to [#MOST] on a logarithmic scale; `change` is by how much it got
/// worse, in the series' own unit.
record Deviation(Track track, Quantity quantity, double strength, double change) {
  static final double MOST = 4;

  private static final int FEW = 8;
  private static final int FEWEST = 4;

  /// With as few ordinary samples as this, what is ordinary may be twice as wide.
  private static final double FEW_SAMPLES = 15;

  private static final double LEAST_SHARE_OF_LEVEL = 0.02;
  private static final double LEAST_SHARE_OF_SUCCESS = 0.0025;

  /// With many samples the very largest is chance.
  private static final int MANY = 20;

  static Deviation of(Track track, Measures.Measure measure) {
    var quantity = measure.quantity();
    var before = sorted(track.before());
    var during = sorted(track.during());
    var usual = sorted(track.usual());
    if (usual.length < FEW) usual = together(usual, before);
    if (during.length == 0 || usual.length < FEWEST) return new Deviation(track, quantity, 0, 0);

    int worse = measure.worse();
    double level = quantile(usual, 0.5);
    double band = band(usual, level, quantity);
    if (quantity == Quantity.SATURATION) band = Math.max(band, step(together(usual, during)));
    double top = quantile(during, edge(during.length, worse));
    double furthest = worse * (top - level) / band;
    double middle = worse * (quantile(during, 0.5) - level) / band;
    double out = Math.max(0, 0.6 * furthest + 0.4 * Math.max(0, middle));
    double already =
        before.length == 0 ? 0 : Math.max(0, worse * (quantile(before, 0.5) - level) / band);
    int outside = 0;
    for (double value : during) if (Math.abs(value - level) > band) outside++;
    double strength = logarithmic(out - already) * (0.4 + 0.6 * outside / during.length);

    double now = quantile(during, worse > 0 ? 0.75 : 0.25);
    double change = worse * (now - level);
    if (before.length > 0) change = Math.min(change, worse * (now - quantile(before, 0.5)));
    return new Deviation(track, quantity, strength, change);
  }

  /// The same, of a series that is not the entity's own to show.
  Deviation unnamed() {
    var hidden =
        new Track(
            track.entity(),
            track.metric(),
            "",
            track.edge(),
            track.usual(),
            track.before(),
            track.during());
    return new Deviation(hidden, quantity, strength, change);
  }

  private static double band(double[] usual, double level, Quantity quantity) {
    double share = quantity == Quantity.SUCCESS ? LEAST_SHARE_OF_SUCCESS : LEAST_SHARE_OF_LEVEL;
    double spread = quantile(usual, 0.75) - quantile(usual, 0.25);
    double seldomSeen = 1 + FEW_SAMPLES / usual.length;
    return seldomSeen
        * Math.max(
            Math.max(furthest(usual, level, 0.995), spread),
            Math.max(share * Math.abs(level), 1e-9));
  }

  /// A high quantile of the distances of sorted values from `level`, without sorting the distances:
  /// the far ones lie at either end.
  private static double furthest(double[] sorted, double level, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) at;
    int left = 0;
    int right = sorted.length - 1;
    double above = 0;
    double here = 0;
    for (int rank = sorted.length - 1; rank >= low; rank--) {
      above = here;
      double below = level - sorted[left];
      double over = sorted[right] - level;
      here = Math.max(below, over);
      if (below > over) left++;
      else right--;
    }
    return low == sorted.length - 1 ? here : here + (at - low) * (above - here);
  }

  /// The smallest distance of two values: one more in use is not many.
  private static double step(double[] sorted) {
    double least = Double.MAX_VALUE;
    for (int i = 1; i < sorted.length; i++)
      if (sorted[i] > sorted[i - 1]) least = Math.min(least, sorted[i] - sorted[i - 1]);
    return least == Double.MAX_VALUE ? 0 : least;
  }

  private static double edge(int samples, int worse) {
    double high = samples < MANY ? 1 : 0.95;
    return worse > 0 ? high : 1 - high;
  }

  /// 0 up to one band's width, then the natural logarithm, at most [#MOST].
  static double logarithmic(double bands) {
    return Math.min(MOST, Math.log(Math.max(1, bands)));
  }

  private static double[] sorted(double[] values) {
    var sorted = new double[values.length];
    int there = 0;
    for (double value : values) if (Double.isFinite(value)) sorted[there++] = value;
    if (there < sorted.length) sorted = Arrays.copyOf(sorted, there);
    Arrays.sort(sorted);
    return sorted;
  }

  private static double[] together(double[] some, double[] others) {
    var all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    Arrays.sort(all);
    return all;
  }

  /// The median of what is there; 0 where nothing is.
  static double middle(double[] values) {
    var sorted = sorted(values);
    return sorted.length == 0 ? 0 : quantile(sorted, 0.5);
  }

  /// Of sorted values, by linear interpolation.
  static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int low = (int) at;
    if (low + 1 >= sorted.length) return sorted[low];
    return sorted[low] + (at - low) * (sorted[low + 1] - sorted[low]);
  }
}
