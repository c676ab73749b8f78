package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A robust level with trend, the scale of ordinary errors around it, and how far short outbursts
/// reach. Outliers move it little (errors are clipped at [#CLIP] scales), and less while the series
/// is strange.
///
/// After C. C. Holt (1957) for level and trend, P. Huber (1964) for the clipping.
final class Tracker {
  /// Half-width of the band in scales. A Gaussian series leaves it about once in 150,000 points.
  static final double BAND = 4.5;

  private static final double CLIP = 3;
  private static final double MEMORY = 100;
  private static final double SCALE_MEMORY = 300;
  private static final double REACH_MEMORY = 2_000;
  private static final int SHORT_RUN = 3;

  /// A mean absolute error of 1 is a standard deviation of this, if errors are Gaussian.
  private static final double MEAN_ABSOLUTE_TO_SIGMA = 1.2533;

  private double level;
  private double trend;
  private double error;
  private float reach;
  private int run;
  private float runPeak;

  double expected() {
    return level + trend;
  }

  double sigma() {
    return error * MEAN_ABSOLUTE_TO_SIGMA;
  }

  /// How far from the expected value is still ordinary, after `points` points: wider while little
  /// has been seen.
  double halfWidth(long points) {
    return Math.max(BAND * sigma() * (1 + 60.0 / Math.max(1, points)), 1.15 * reach);
  }

  /// Learns the value; `least` is a deviation that is never more than noise.
  void learn(double value, long points, double least, boolean warm) {
    if (points == 0) {
      level = value;
      return;
    }
    double deviation = value - expected();
    double half = Math.max(halfWidth(points), least);
    boolean isStrange = warm && Math.abs(deviation) > half;
    double limit = warm ? Math.max(CLIP * sigma(), least / 2) : Double.MAX_VALUE;
    double clipped = Math.clamp(deviation, -limit, limit);
    double slow = isStrange ? 0.25 : 1;
    double gain = slow * Math.max(1.0 / (points + 1), 1 / MEMORY);
    level += trend + gain * clipped;
    if (warm) trend += slow * clipped / (4 * MEMORY * MEMORY);
    double scaleGain = Math.max(1.0 / (points + 1), 1 / SCALE_MEMORY) * (isStrange ? 0.1 : 1);
    error += scaleGain * (Math.min(Math.abs(deviation), limit) - error);
    learnReach(Math.abs(deviation), isStrange);
  }

  /// Short outbursts that return teach how far the series reaches; long ones are news each time.
  private void learnReach(double distance, boolean isStrange) {
    if (isStrange) {
      run++;
      runPeak = (float) Math.max(runPeak, distance);
      return;
    }
    if (run > 0) {
      double share = run <= SHORT_RUN ? 0.5 : 0.1;
      double from = Math.max(reach, BAND * sigma());
      double far = from + share * Math.max(0, runPeak - from);
      reach = (float) Math.min(far, Math.max(4 * from, runPeak / 4));
      run = 0;
      runPeak = 0;
    }
    reach -= (float) (Math.max(0, reach - BAND * sigma()) / REACH_MEMORY);
  }

  /// The series has moved: `value` is the new level, the scale is kept.
  void settle(double value) {
    level = value;
    trend = 0;
    run = 0;
    runPeak = 0;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(level);
    out.writeDouble(trend);
    out.writeDouble(error);
    out.writeFloat(reach);
    out.writeInt(run);
    out.writeFloat(runPeak);
  }

  void read(DataInput in) throws IOException {
    level = in.readDouble();
    trend = in.readDouble();
    error = in.readDouble();
    reach = in.readFloat();
    run = in.readInt();
    runPeak = in.readFloat();
  }
}
