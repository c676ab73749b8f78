package io.watchfloor.model.detect;

import java.util.Arrays;

/// Columns of verdicts, one a point, reused from call to call. `score` is the detector's own
/// (higher is stranger); `grade` is calibrated, 0 (ordinary) to 1 (never seen); `expected`, `low`
/// and `high` are NaN until there is enough history. `reach` is the deviation in half-widths of the
/// band; `alarm` is 1 at the edge of the false-alarm budget, NaN where only the band judges.
public final class Verdicts {
  public double[] score = new double[0];
  public double[] grade = new double[0];
  public double[] expected = new double[0];
  public double[] low = new double[0];
  public double[] high = new double[0];
  public double[] reach = new double[0];
  public double[] alarm = new double[0];

  /// Makes room for indices 0 to `size` (exclusive) and forgets what was there.
  public void reset(int size) {
    if (score.length < size) {
      score = new double[size];
      grade = new double[size];
      expected = new double[size];
      low = new double[size];
      high = new double[size];
      reach = new double[size];
      alarm = new double[size];
    }
    Arrays.fill(score, 0, size, 0);
    Arrays.fill(grade, 0, size, 0);
    Arrays.fill(expected, 0, size, Double.NaN);
    Arrays.fill(low, 0, size, Double.NaN);
    Arrays.fill(high, 0, size, Double.NaN);
    Arrays.fill(reach, 0, size, 0);
    Arrays.fill(alarm, 0, size, Double.NaN);
  }

  /// Writes the expected value and the edges of the band at `i`.
  void tell(int i, double expected, double low, double high) {
    this.expected[i] = expected;
    this.low[i] = low;
    this.high[i] = high;
  }
}
