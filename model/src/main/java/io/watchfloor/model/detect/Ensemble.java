package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// Several ways to be surprised by the last values of a series, made comparable and taken together.
///
/// - [Neighbours]: unlike any stretch shown before, over a few points and over twice as many
/// - [Subspace]: unlike the usual course, over a few points and over many
/// - far from the slow level, and far off the line through the points before
/// - [SameTime]: unlike the same time of any of the last days
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
/// A series that has been something else altogether for hundreds of points (it was flat, now it
/// lives) is learnt anew. Values are taken relative to the first one and its size, so shift and
/// scale change nothing. Allocates nothing per point.
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
  private static final double RESTLESS = 2.7;
  private static final double UNREST_MILLIS = 8 * 3_600_000.0;
  private static final double MOST_UNREST = 100;
  private static final double UNREST_LEAST = 30;
  private static final double UNREST_MOST = 480;
  private static final double DAY_MILLIS = 86_400_000.0;
  private static final double ANOTHER = 5;
  private static final double ANOTHER_POINTS = 150;
  private static final double ANOTHER_SHARE = 0.9;

  private static final int NEAR = 0;
  private static final int ALL = 1;
  private static final int SHORT = 2;
  private static final int LONG = 3;
  private static final int LEVEL = 4;
  private static final int OFF_LINE = 5;
  private static final int SAME_TIME = 6;

  private final Shape shape;
  private final float[] memory;
  private final long seed;
  private Subspace subspace;
  private Neighbours neighbours;
  private SameTime sameTime;
  private Tail tail;
  private Unrest unrest;
  private int newest;
  private int seen;
  private double origin;
  private double unit;
  private double level;
  private float another;
  private float echo;
  private float surprise;
  private float alarm;

  Ensemble(Shape shape, long seed) {
    this.shape = shape;
    this.seed = seed;
    memory = new float[shape.size];
    newest = shape.width;
    subspace = new Subspace(shape, memory);
    neighbours = new Neighbours(shape, memory, seed);
    sameTime = new SameTime(shape, memory);
    tail = new Tail(5 * shape.memory);
    unrest = new Unrest();
  }

  private void learnAnew() {
    Arrays.fill(memory, 0);
    newest = shape.width;
    subspace = new Subspace(shape, memory);
    neighbours = new Neighbours(shape, memory, seed);
    sameTime = new SameTime(shape, memory);
    tail = new Tail(5 * shape.memory);
    unrest = new Unrest();
    seen = 0;
    origin = 0;
    unit = 0;
    level = 0;
    another = 0;
    echo = 0;
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

  /// Takes the next value (finite) of the time `at`; `step` is the usual distance between points,
  /// both in milliseconds.
  void take(long at, double value, double step) {
    double x = relative(value);
    seen = Counts.next(seen);
    double away = seen == 1 ? Double.NaN : Math.abs(x - level);
    level += Math.max(1.0 / seen, 1 / LEVEL_MEMORY) * (x - level);
    double offLine = seen > shape.line ? Math.abs(x - onLine()) : Double.NaN;
    push((float) x);
    if (seen >= shape.stretch) neighbours.take(newest);
    if (seen >= shape.width) subspace.take(newest);
    sameTime.take(at, x);
    weigh(away, offLine, step);
    if (another > ANOTHER_SHARE) learnAnew();
  }

  private void weigh(double away, double offLine, double step) {
    double near = square(ratio(NEAR, neighbours.distanceNear()));
    double all = square(ratio(ALL, neighbours.distanceAll()));
    double shorter = square(ratio(SHORT, subspace.distanceShort()));
    boolean isLong = shape.width > shape.stretch;
    double longer = isLong ? square(ratio(LONG, subspace.distanceLong())) : shorter;
    double far = square(ratio(LEVEL, away));
    double off = square(ratio(OFF_LINE, offLine));
    double same = square(ratio(SAME_TIME, sameTime.distance()));
    double strange = Math.sqrt((near + all + shorter + longer / 2 + far + same) / 5.5);
    double abrupt = Math.sqrt((2 * near + 2 * all + shorter + 2 * off) / 7);
    surprise = (float) strange;
    echo = (float) Math.max(echo * ECHO_FADES, strange);
    another += (float) (((abrupt > ANOTHER ? 1 : 0) - another) / ANOTHER_POINTS);
    double looks = Math.clamp(DAY_MILLIS / Math.max(step, 1), LEAST_LOOKS_A_DAY, MOST_LOOKS_A_DAY);
    double rare = RARE + RARE_PER_DECADE * Math.log10(looks / LEAST_LOOKS_A_DAY);
    double window = Math.clamp(UNREST_MILLIS / Math.max(step, 1), UNREST_LEAST, UNREST_MOST);
    double sudden = Math.min(tail.rarity(abrupt) / rare, abrupt / PLAIN);
    double lasting = unrest.take(Math.sqrt(Math.min(strange, MOST_UNREST)), window) / RESTLESS;
    alarm = (float) Math.max(0, Math.max(sudden, lasting));
  }

  private double ratio(int kind, double distance) {
    return Measures.ratio(shape, memory, kind, distance);
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
    int line = shape.line;
    double middle = (line - 1) / 2.0;
    double mean = 0;
    double slope = 0;
    for (int back = 0; back < line; back++) {
      double value = memory[newest + back];
      mean += value;
      slope += (middle - back) * value;
    }
    double squares = line * (line * (double) line - 1) / 12;
    return mean / line + slope / squares * (line - middle);
  }

  private void push(float x) {
    if (newest == 0) {
      System.arraycopy(memory, 0, memory, shape.width, shape.width);
      newest = shape.width;
    }
    memory[--newest] = x;
  }

  void write(DataOutput out) throws IOException {
    Floats.write(out, memory);
    out.writeInt(newest);
    out.writeInt(seen);
    for (double figure : new double[] {origin, unit, level}) out.writeDouble(figure);
    Floats.write(out, new float[] {another, echo, surprise, alarm});
    subspace.write(out);
    neighbours.write(out);
    sameTime.write(out);
    tail.write(out);
    unrest.write(out);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  void read(DataInput in) throws IOException {
    Floats.read(in, memory);
    newest = in.readInt();
    if (newest < 0 || newest > shape.width)
      throw new IllegalArgumentException("damaged state: " + newest);
    seen = Counts.read(in);
    origin = in.readDouble();
    unit = in.readDouble();
    level = in.readDouble();
    another = in.readFloat();
    echo = in.readFloat();
    surprise = in.readFloat();
    alarm = in.readFloat();
    subspace.read(in);
    neighbours.read(in);
    sameTime.read(in);
    tail.read(in);
    unrest.read(in);
  }
}
