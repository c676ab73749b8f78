package io.watchfloor.model.detect;

import java.nio.ByteBuffer;

/// A robust online band for one series: a damped level with trend, a scale of its ordinary errors,
/// and, once two days have been seen, a correction for the hour of the day. Outliers move it little
/// (Huber clipping), a lasting shift becomes the new normal.
///
/// After C. C. Holt (1957) for level and trend, P. Huber (1964) for the clipping. `score` is the
/// error in units of the scale; `grade` is 0 inside the band (±[#BAND] scales) and rises to 1: a
/// Gaussian series leaves the band about once in 16,000 points, and an episode needs several in a
/// row ([Detectors]). State is 15 numbers and 24 hours. Deterministic.
public final class SeasonalDetector implements Detector {
  /// Half-width of the band in scales.
  static final double BAND = 4;

  /// Points before it judges at all.
  static final int WARM_UP = 30;

  private static final byte VERSION = 1;
  private static final double MEMORY = 240;
  private static final double TREND_MEMORY = 2_000;
  private static final double CLIP = 3;
  private static final double LEAST_RELATIVE = 0.03;
  private static final long NEW_NORMAL_MILLIS = 10 * 60_000L;
  private static final int NEW_NORMAL_POINTS = 120;
  private static final long DAY = 86_400_000L;
  private static final int HOURS = 24;

  private long points;
  private double level;
  private double trend;
  private double scale;
  private double step;
  private double last = Double.NaN;
  private long lastAt;
  private long firstAt;
  private int outside;
  private long outsideSince;
  private double outsideMean;
  private final float[] byHour = new float[HOURS];

  @Override
  public void observe(long[] at, double[] value, int from, int to, Verdicts out) {
    for (int i = from; i < to; i++) {
      double x = value[i];
      if (Double.isNaN(x) || Double.isInfinite(x)) {
        expect(at[i], i, out);
        continue;
      }
      judge(at[i], x, i, out);
      learn(at[i], x);
    }
  }

  private boolean isReady() {
    return points >= WARM_UP;
  }

  private double expected(long at) {
    double season = at - firstAt > 2 * DAY ? byHour[hour(at)] : 0;
    return level + trend + season;
  }

  /// The scale with floors: a share of the level, and the series' own resolution, so that a
  /// constant is not judged by nothing.
  private double width() {
    return Math.max(
        Math.max(scale * 1.25, LEAST_RELATIVE * Math.abs(level)), Math.max(step * 0.5, 1e-9));
  }

  private void expect(long at, int i, Verdicts out) {
    if (!isReady()) return;
    double expected = expected(at);
    out.expected[i] = expected;
    out.low[i] = expected - BAND * width();
    out.high[i] = expected + BAND * width();
  }

  private void judge(long at, double x, int i, Verdicts out) {
    if (!isReady()) return;
    expect(at, i, out);
    double score = Math.abs(x - out.expected[i]) / width();
    out.score[i] = score;
    out.grade[i] = score <= BAND ? 0 : 1 - Math.exp(-(score - BAND) / BAND);
  }

  private void learn(long at, double x) {
    if (points == 0) {
      level = x;
      firstAt = at;
    }
    double error = x - expected(at);
    double width = width();
    points++;
    boolean strange = isReady() && Math.abs(error) > BAND * width;
    if (strange) {
      if (outside == 0) outsideSince = at;
      outsideMean = outside == 0 ? x : outsideMean + (x - outsideMean) / Math.min(outside + 1, 60);
      outside++;
      if (outside >= NEW_NORMAL_POINTS && at - outsideSince >= NEW_NORMAL_MILLIS) settle();
    } else {
      outside = 0;
    }
    double gain = Math.max(1.0 / points, 1 / MEMORY);
    double clipped = points <= WARM_UP ? error : Math.clamp(error, -CLIP * width, CLIP * width);
    if (!strange) {
      level += trend + gain * clipped;
      trend += (gain * clipped - trend) / Math.max(200, TREND_MEMORY);
      scale += Math.max(1.0 / points, 1 / MEMORY) * (Math.abs(clipped) - scale);
    }
    learnStep(x);
    learnHour(at, error, strange);
    last = x;
    lastAt = at;
  }

  /// A lasting shift is the new normal: the level goes there, the scale is kept.
  private void settle() {
    level = outsideMean;
    trend = 0;
    outside = 0;
  }

  /// The smallest move it makes: the resolution of counts.
  private void learnStep(double x) {
    if (Double.isNaN(last) || x == last) return;
    double move = Math.abs(x - last);
    step = step == 0 ? move : Math.min(step * 1.01, move);
  }

  private void learnHour(long at, double error, boolean strange) {
    if (strange) return;
    int hour = hour(at);
    byHour[hour] += (float) (error * 0.01);
  }

  private static int hour(long at) {
    return (int) Math.floorMod(at / 3_600_000L, (long) HOURS);
  }

  @Override
  public byte[] state() {
    var buffer = ByteBuffer.allocate(1 + 8 * 10 + 4 + HOURS * 4);
    buffer
        .put(VERSION)
        .putLong(points)
        .putDouble(level)
        .putDouble(trend)
        .putDouble(scale)
        .putDouble(step)
        .putDouble(last);
    buffer
        .putLong(lastAt)
        .putLong(firstAt)
        .putInt(outside)
        .putLong(outsideSince)
        .putDouble(outsideMean);
    for (float hour : byHour) buffer.putFloat(hour);
    return buffer.array();
  }

  /// @throws IllegalArgumentException if it is not the state of such a detector
  static SeasonalDetector restore(byte[] state) {
    var detector = new SeasonalDetector();
    var buffer = ByteBuffer.wrap(state);
    if (state.length != 1 + 8 * 10 + 4 + HOURS * 4 || buffer.get() != VERSION) {
      throw new IllegalArgumentException(
          "not the state of a seasonal detector: " + state.length + " bytes");
    }
    detector.points = buffer.getLong();
    detector.level = buffer.getDouble();
    detector.trend = buffer.getDouble();
    detector.scale = buffer.getDouble();
    detector.step = buffer.getDouble();
    detector.last = buffer.getDouble();
    detector.lastAt = buffer.getLong();
    detector.firstAt = buffer.getLong();
    detector.outside = buffer.getInt();
    detector.outsideSince = buffer.getLong();
    detector.outsideMean = buffer.getDouble();
    for (int i = 0; i < HOURS; i++) detector.byHour[i] = buffer.getFloat();
    return detector;
  }
}
