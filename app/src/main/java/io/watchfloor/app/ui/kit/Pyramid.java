package io.watchfloor.app.ui.kit;

import java.util.Arrays;

/// The smallest and largest value of any stretch of a series, fast: blocks of 16 samples, of 256,
/// and so on, so that a million points cost a few thousand looks a frame. Never loses an extreme:
/// each sample falls in exactly one column. NaN is a gap and never an extreme. Immutable once made;
/// any thread. Making one is linear: do it off the FX thread when the series is long.
public final class Pyramid {
  private static final int FAN = 16;

  private final long[] at;
  private final double[][] low;
  private final double[][] high;
  private final long step;

  /// @param at epoch milliseconds, oldest first
  /// @param value same length; NaN where nothing was seen
  public Pyramid(long[] at, double[] value) {
    if (at.length != value.length) throw new IllegalArgumentException("unequal columns");
    this.at = at;
    int levels = 1;
    for (int n = value.length; n > FAN; n = (n + FAN - 1) / FAN) levels++;
    low = new double[levels][];
    high = new double[levels][];
    low[0] = value;
    high[0] = value;
    for (int k = 1; k < levels; k++) {
      low[k] = folded(low[k - 1], true);
      high[k] = folded(high[k - 1], false);
    }
    step = usualStep(at);
  }

  private static double[] folded(double[] below, boolean smallest) {
    var above = new double[(below.length + FAN - 1) / FAN];
    for (int i = 0; i < above.length; i++) {
      double extreme = Double.NaN;
      int to = Math.min(below.length, (i + 1) * FAN);
      for (int j = i * FAN; j < to; j++)
        extreme = smallest ? smaller(extreme, below[j]) : larger(extreme, below[j]);
      above[i] = extreme;
    }
    return above;
  }

  private static double smaller(double a, double b) {
    return Double.isNaN(a) || b < a ? b : a;
  }

  private static double larger(double a, double b) {
    return Double.isNaN(a) || b > a ? b : a;
  }

  /// The median distance of neighbours, from at most a thousand of them; 0 where there are none.
  private static long usualStep(long[] at) {
    if (at.length < 2) return 0;
    int stride = Math.max(1, (at.length - 1) / 1000);
    var steps = new long[(at.length - 2) / stride + 1];
    for (int i = 0; i < steps.length; i++) steps[i] = at[i * stride + 1] - at[i * stride];
    Arrays.sort(steps);
    return steps[steps.length / 2];
  }

  public int size() {
    return at.length;
  }

  public long at(int index) {
    return at[index];
  }

  public double value(int index) {
    return low[0][index];
  }

  /// Milliseconds between neighbours, usually.
  public long step() {
    return step;
  }

  /// Whether nothing was seen between two neighbouring samples: one is missing, or they are further
  /// apart than three usual steps.
  public boolean isGapBefore(int index) {
    if (index <= 0 || index >= at.length) return false;
    return Double.isNaN(value(index - 1))
        || Double.isNaN(value(index))
        || (step > 0 && at[index] - at[index - 1] > 3 * step);
  }

  /// The first index at or after `millis`.
  public int indexAt(long millis) {
    int found = Arrays.binarySearch(at, millis);
    return found >= 0 ? found : -found - 1;
  }

  /// The sample nearest to `millis`, or −1 where there is none within `reach` milliseconds or it is
  /// a gap.
  public int nearest(long millis, long reach) {
    if (at.length == 0) return -1;
    int right = Math.min(indexAt(millis), at.length - 1);
    int left = Math.max(0, right - 1);
    int best = Math.abs(at[left] - millis) <= Math.abs(at[right] - millis) ? left : right;
    return Math.abs(at[best] - millis) <= reach && !Double.isNaN(value(best)) ? best : -1;
  }

  /// The smallest value of [from, to), NaN where there is none.
  public double low(int from, int to) {
    return extreme(low, from, to, true);
  }

  /// The largest value of [from, to), NaN where there is none.
  public double high(int from, int to) {
    return extreme(high, from, to, false);
  }

  private static double extreme(double[][] levels, int from, int to, boolean smallest) {
    double extreme = Double.NaN;
    int level = 0;
    while (from < to) {
      var values = levels[level];
      if (level == levels.length - 1 || to - from <= FAN) {
        for (int i = from; i < to; i++)
          extreme = smallest ? smaller(extreme, values[i]) : larger(extreme, values[i]);
        return extreme;
      }
      for (; from % FAN != 0; from++)
        extreme = smallest ? smaller(extreme, values[from]) : larger(extreme, values[from]);
      for (; to % FAN != 0; to--)
        extreme = smallest ? smaller(extreme, values[to - 1]) : larger(extreme, values[to - 1]);
      from /= FAN;
      to /= FAN;
      level++;
    }
    return extreme;
  }
}
