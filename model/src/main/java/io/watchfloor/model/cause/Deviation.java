package io.watchfloor.model.cause;

import java.util.Arrays;
import java.util.stream.DoubleStream;

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

  static Deviation of(Track track) {
    var quantity = Quantity.of(track.metric());
    var before = sorted(track.before());
    var during = sorted(track.during());
    var usual = sorted(track.usual());
    if (usual.length < FEW)
      usual = DoubleStream.concat(Arrays.stream(usual), Arrays.stream(before)).sorted().toArray();
    if (during.length == 0 || usual.length < FEWEST) return new Deviation(track, quantity, 0, 0);

    int worse = Quantity.worse(track.metric());
    double level = quantile(usual, 0.5);
    double band = band(usual, level, quantity);
    double top = quantile(during, edge(during.length, worse));
    double furthest = worse * (top - level) / band;
    double middle = worse * (quantile(during, 0.5) - level) / band;
    double out = Math.max(0, 0.6 * furthest + 0.4 * Math.max(0, middle));
    double already =
        before.length == 0 ? 0 : Math.max(0, worse * (quantile(before, 0.5) - level) / band);
    long outside = Arrays.stream(during).filter(value -> Math.abs(value - level) > band).count();
    double strength = logarithmic(out - already) * (0.4 + 0.6 * outside / during.length);

    double now = quantile(during, worse > 0 ? 0.75 : 0.25);
    double change = worse * (now - level);
    if (before.length > 0) change = Math.min(change, worse * (now - quantile(before, 0.5)));
    return new Deviation(track, quantity, strength, change);
  }

  private static double band(double[] usual, double level, Quantity quantity) {
    var far = Arrays.stream(usual).map(value -> Math.abs(value - level)).sorted().toArray();
    double share = quantity == Quantity.SUCCESS ? LEAST_SHARE_OF_SUCCESS : LEAST_SHARE_OF_LEVEL;
    double spread = quantile(usual, 0.75) - quantile(usual, 0.25);
    double seldomSeen = 1 + FEW_SAMPLES / usual.length;
    return seldomSeen
        * Math.max(Math.max(quantile(far, 0.995), spread), Math.max(share * Math.abs(level), 1e-9));
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
    return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
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
