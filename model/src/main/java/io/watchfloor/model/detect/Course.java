package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What the course of an episode is like, of a series whose points are half a minute apart or more:
/// whether it was over at once, stays at another level, goes on away, or swings wider around the
/// same middle. Judged by the deviations since it began, in half-widths of the band as it was then,
/// because the band itself moves while it learns. Allocates nothing per point.
final class Course {
  private static final int LOOK_EVERY = 16;
  private static final double LAST = 16;
  private static final double USUAL_MEMORY = 200;
  private static final double LEAST = 0.5;
  private static final double MUCH = 2.2;
  private static final double STILL = 0.25;
  private static final double BOTH_SIDES = 0.25;
  private static final double ONE_SIDE = 0.5;
  private static final int FIRST = 4;
  private static final double GROWN = 1.5;

  private float usual = 0.2f;
  private float half = 1;
  private float first;
  private float last;
  private float high;
  private float low;
  private int points;

  /// A point outside any episode, `reach` half-widths off.
  void rest(double reach) {
    usual += (float) ((Math.min(reach, 1) - usual) / USUAL_MEMORY);
  }

  /// An episode begins with a band that is `halfWidth` wide to each side.
  void begin(double halfWidth) {
    half = (float) Math.max(halfWidth, Float.MIN_NORMAL);
    first = 0;
    last = 0;
    high = 0;
    low = 0;
    points = 0;
  }

  /// The kind of an episode that began inside the band, by the last signed deviations.
  Anomaly.Kind within(float[] signed, int kept) {
    double sum = 0;
    double size = 0;
    for (int i = 0; i < kept; i++) {
      sum += signed[i];
      size += Math.abs(signed[i]);
    }
    return Math.abs(sum) > ONE_SIDE * size
        ? Anomaly.Kind.LEVEL_SHIFT
        : Anomaly.Kind.VARIANCE_CHANGE;
  }

  /// Takes a point of the episode, `deviation` in the series' unit with its sign; the kind it has
  /// by now. What is strange for the time of the day only stays that.
  Anomaly.Kind take(double deviation, Anomaly.Kind kind) {
    double apart = Math.clamp(deviation / half, -1e6, 1e6);
    points = Counts.next(points);
    if (points <= FIRST) first += (float) (Math.abs(apart) / FIRST);
    double gain = Math.max(1.0 / points, 1 / LAST);
    double strange = Math.max(LEAST, MUCH * usual);
    last += (float) (gain * (Math.abs(apart) - last));
    high += (float) (gain * ((apart > strange ? 1 : 0) - high));
    low += (float) (gain * ((apart < -strange ? 1 : 0) - low));
    if (points % LOOK_EVERY != 0 || kind == Anomaly.Kind.SEASONAL_BREAK) return kind;
    double outside = high + low;
    if (outside < STILL) return kind;
    if (Math.min(high, low) >= BOTH_SIDES * outside) return Anomaly.Kind.VARIANCE_CHANGE;
    if (kind == Anomaly.Kind.TREND_CHANGE) return kind;
    return last > GROWN * first ? Anomaly.Kind.TREND_CHANGE : Anomaly.Kind.LEVEL_SHIFT;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, new float[] {usual, half, first, last, high, low});
    out.writeInt(points);
  }

  void read(DataInput in) throws IOException {
    var figures = new float[6];
    Floats.read(in, figures);
    usual = figures[0];
    half = figures[1];
    first = figures[2];
    last = figures[3];
    high = figures[4];
    low = figures[5];
    points = Counts.read(in);
  }
}
