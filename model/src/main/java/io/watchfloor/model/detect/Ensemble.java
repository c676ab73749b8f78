package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Several ways to be surprised by the last values of a series, made comparable and taken together.
///
/// - [Neighbours]: unlike any stretch shown before, over a few points and over twice as many
/// - [Subspace]: unlike the usual course, over a few points and over many
/// - far from the slow level, and far off the line through the points before
///
/// Each is divided by what it usually is ([Measures]). `score` orders the points of a series: the
/// root mean square of all but the line, with a faint echo of what has just been. `alarm` says
/// whether to tell somebody, 1 being the edge: either what is abrupt is rare enough for this series
/// ([Tail]), or its last hours were stranger than hours use to be ([Unrest]).
///
/// The edges are the same for every series. They were chosen for at most one false alarm a week of
/// a series; how rare is rare enough grows with how many independent looks a day has, and looks
/// within [#MOST_LOOKS_A_DAY] of a day are not independent.
///
/// Values are taken relative to the first one and its size, so shift and scale change nothing.
/// Allocates nothing per point.
final class Ensemble {
  private static final double FARTHEST = 1e12;
  private static final double LEVEL_MEMORY = 500;
  private static final double ECHO = 0.1;
  private static final double ECHO_FADES = Math.exp(-1 / 150.0);
  private static final double RARE = 1.6;
  private static final double RARE_PER_DECADE = 1.2;
  private static final double LEAST_LOOKS_A_DAY = 24;
  private static final double MOST_LOOKS_A_DAY = 288;
  private static final double PLAIN = 4;
  private static final double RESTLESS = 3;
  private static final double UNREST_MILLIS = 5 * 3_600_000.0;
  private static final double MOST_UNREST = 100;
  private static final double UNREST_LEAST = 30;
  private static final double UNREST_MOST = 120;
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final int LINE = 10;

  private static final int NEAR = 0;
  private static final int ALL = 1;
  private static final int SHORT = 2;
  private static final int LONG = 3;
  private static final int LEVEL = 4;
  private static final int OFF_LINE = 5;
  private static final int KINDS = 6;

  private final int width;
  private final int stretch;
  private final int line;
  private final float[] ring;
  private final Subspace subspace;
  private final Neighbours neighbours;
  private final Measures measures;
  private final Tail tail;
  private final Unrest unrest = new Unrest();
  private int newest;
  private int seen;
  private double origin;
  private double unit;
  private double level;
  private double echo;
  private double surprise;
  private double alarm;

  /// `width` points at most are looked at together, `near` by the neighbours at least; `shingles`
  /// stretches of the past are kept; `memory` is in points.
  Ensemble(int width, int near, int shingles, int keepOneIn, int nearest, int memory, long seed) {
    this.width = width;
    stretch = 2 * near;
    line = Math.min(LINE, width - 1);
    ring = new float[2 * width];
    newest = width;
    subspace = new Subspace(width, stretch, memory, 64);
    neighbours = new Neighbours(stretch, near, shingles, keepOneIn, nearest, seed);
    measures = new Measures(KINDS, memory);
    tail = new Tail(5 * memory);
  }

  /// How strange the point taken last is, 0 and up; ordinary points have about 1.
  double score() {
    return surprise + ECHO * echo;
  }

  /// 1 where somebody should be told.
  double alarm() {
    return alarm;
  }

  /// Points taken.
  int seen() {
    return seen;
  }

  /// Takes the next value (finite); `step` is the usual distance between points, milliseconds.
  void take(double value, double step) {
    double x = relative(value);
    seen = Counts.next(seen);
    double away = seen == 1 ? Double.NaN : Math.abs(x - level);
    level += Math.max(1.0 / seen, 1 / LEVEL_MEMORY) * (x - level);
    double offLine = seen > line ? Math.abs(x - onLine()) : Double.NaN;
    push((float) x);
    if (seen >= stretch) neighbours.take(ring, newest);
    if (seen >= width) subspace.take(ring, newest);
    weigh(away, offLine, step);
  }

  private void weigh(double away, double offLine, double step) {
    double near = square(measures.ratio(NEAR, neighbours.distanceNear()));
    double all = square(measures.ratio(ALL, neighbours.distanceAll()));
    double shorter = square(measures.ratio(SHORT, subspace.distanceShort()));
    double longer =
        width == stretch ? shorter : square(measures.ratio(LONG, subspace.distanceLong()));
    double far = square(measures.ratio(LEVEL, away));
    double off = square(measures.ratio(OFF_LINE, offLine));
    surprise = Math.sqrt((near + all + shorter + longer + far) / 5);
    double abrupt = Math.sqrt((near + all + shorter + off) / 4);
    echo = Math.max(echo * ECHO_FADES, surprise);
    double looks = Math.clamp(DAY_MILLIS / Math.max(step, 1), LEAST_LOOKS_A_DAY, MOST_LOOKS_A_DAY);
    double rare = RARE + RARE_PER_DECADE * Math.log10(looks / LEAST_LOOKS_A_DAY);
    double window = Math.clamp(UNREST_MILLIS / Math.max(step, 1), UNREST_LEAST, UNREST_MOST);
    alarm =
        Math.max(
            Math.min(tail.rarity(abrupt) / rare, abrupt / PLAIN),
            unrest.take(Math.sqrt(Math.min(surprise, MOST_UNREST)), window) / RESTLESS);
    alarm = Math.max(0, alarm);
  }

  private static double square(double x) {
    return x * x;
  }

  private double relative(double value) {
    if (seen == 0) origin = value;
    if (unit == 0) unit = Math.abs(value);
    if (unit == 0) return 0;
    return Math.clamp(value / unit - origin / unit, -FARTHEST, FARTHEST);
  }

  /// Where the straight line through the last points goes next (least squares).
  private double onLine() {
    double middle = (line - 1) / 2.0;
    double mean = 0;
    double slope = 0;
    for (int back = 0; back < line; back++) {
      double value = ring[newest + back];
      mean += value;
      slope += (middle - back) * value;
    }
    double squares = line * (line * (double) line - 1) / 12;
    return mean / line + slope / squares * (line - middle);
  }

  private void push(float x) {
    if (newest == 0) {
      System.arraycopy(ring, 0, ring, width, width);
      newest = width;
    }
    ring[--newest] = x;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, ring);
    out.writeInt(newest);
    out.writeInt(seen);
    for (double figure : new double[] {origin, unit, level, echo, surprise, alarm})
      out.writeDouble(figure);
    subspace.write(out);
    neighbours.write(out);
    measures.write(out);
    tail.write(out);
    unrest.write(out);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  void read(DataInput in) throws IOException {
    Floats.read(in, ring);
    newest = in.readInt();
    if (newest < 0 || newest > width)
      throw new IllegalArgumentException("damaged state: " + newest);
    seen = Counts.read(in);
    origin = in.readDouble();
    unit = in.readDouble();
    level = in.readDouble();
    echo = in.readDouble();
    surprise = in.readDouble();
    alarm = in.readDouble();
    subspace.read(in);
    neighbours.read(in);
    measures.read(in);
    tail.read(in);
    unrest.read(in);
  }
}
