package io.watchfloor.model.detect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// A robust online band for one series: a level with trend and a scale ([Tracker]), once for the
/// series as it is and once with its hour of the day taken off ([DayProfile]); whichever errs
/// clearly less is used. Outliers move it little, a lasting shift becomes the new normal.
///
/// `score` is the deviation in half-widths of the band: 1 is its edge. `grade` is 0 inside and
/// rises to 1. Budget: on noise of any shape the tests know (Gaussian, heavy-tailed, correlated,
/// counts, rare spikes) an [Episode] begins at most once in 20,000 points of a series once it is
/// warm. State is about 250 bytes. Deterministic; nothing is allocated per point.
public final class SeasonalDetector implements Detector {
  /// This kind, for any quantity.
  public static final DetectorFamily FAMILY =
      new DetectorFamily() {
        @Override
        public String name() {
          return "seasonal";
        }

        @Override
        public Detector fresh(long seed) {
          return new SeasonalDetector(Meaning.VALUE);
        }

        @Override
        public Detector restore(byte[] state) {
          return SeasonalDetector.restore(state);
        }
      };

  /// Points and time before it judges at all.
  static final int WARM_UP = 30;

  static final long WARM_UP_MILLIS = 58_000;

  private static final byte VERSION = 3;
  private static final double LEAST_RELATIVE = 0.05;
  private static final double LEAST_STEPS = 1.5;
  private static final long NEW_NORMAL_MILLIS = 30 * 60_000L;
  private static final int NEW_NORMAL_POINTS = 60;
  private static final long LONG_GAP_MILLIS = 3_600_000L;
  private static final int LONG_GAP_STEPS = 20;
  private static final double CLEARLY_LESS = 0.85;
  private static final double STATE_MEMORY = 1_000;
  private static final double LARGEST = 1e30;

  private final Meaning meaning;
  private final Tracker plain = new Tracker();
  private final Tracker seasonal = new Tracker();
  private final DayProfile day = new DayProfile();
  private long points;
  private long firstAt;
  private long lastAt;
  private double last;
  private double usualGap;
  private double resolution;
  private boolean isWhole = true;
  private boolean usesDay;
  private int outside;
  private long outsideSince;
  private double outsideMean;
  private double restlessness;

  SeasonalDetector(Meaning meaning) {
    this.meaning = meaning;
  }

  @Override
  public void observe(long[] at, double[] value, int from, int to, Verdicts out) {
    for (int i = from; i < to; i++) {
      double x = value[i];
      boolean isGap = !isValue(x);
      if (!isGap) notice(at[i]);
      if (isWarm()) judge(at[i], isGap ? Double.NaN : x, i, out);
      if (!isGap) learn(at[i], x, out.score[i]);
    }
  }

  /// Whether the number says anything: not NaN, and no overflow of somebody's arithmetic.
  static boolean isValue(double x) {
    return Math.abs(x) <= LARGEST;
  }

  Meaning meaning() {
    return meaning;
  }

  /// The series' usual distance between points, milliseconds; 0 while unknown.
  double usualGap() {
    return usualGap;
  }

  /// Whether its absence would mean anything: times of past events come and go.
  boolean isExpected() {
    return isWarm() && meaning != Meaning.MOMENT;
  }

  boolean isWarm() {
    return points >= WARM_UP && lastAt - firstAt >= WARM_UP_MILLIS;
  }

  /// Whether the value is strange only for the time of the day.
  boolean isOrdinaryWithoutDay(double value) {
    return usesDay
        && Math.abs(value - plain.expected()) <= Math.max(plain.halfWidth(points), least(value));
  }

  /// After a long silence what was known is worth less: judges again once it has seen a little.
  private void notice(long at) {
    if (points == 0) {
      firstAt = at;
      return;
    }
    long gap = at - lastAt;
    boolean isLong = gap > LONG_GAP_MILLIS && gap > LONG_GAP_STEPS * usualGap;
    if (isLong && points > WARM_UP / 2) {
      points = WARM_UP / 2;
      outside = 0;
    }
    double gain = Math.max(1.0 / points, 0.02);
    usualGap += gain * ((isLong ? Math.min((double) gap, usualGap) : (double) gap) - usualGap);
  }

  private double expected(long at) {
    return usesDay ? seasonal.expected() + day.at(at) : plain.expected();
  }

  /// The deviation that is noise by what the numbers mean: a share of the level, a step or two of
  /// the series' own resolution, the least that matters.
  private double least(double x) {
    double base = meaning == Meaning.MOMENT ? plain.expected() - lastAt / 1000.0 : plain.expected();
    double steps = LEAST_STEPS * resolution;
    if (isWhole && x == Math.rint(x)) steps = Math.max(steps, LEAST_STEPS);
    if (meaning == Meaning.RATE && resolution == 0)
      steps = Math.max(steps, LEAST_STEPS * Math.abs(x - last));
    return Math.max(
        Math.max(LEAST_RELATIVE * Math.abs(base), steps), Math.max(meaning.least, 1e-9));
  }

  private void judge(long at, double x, int i, Verdicts out) {
    double expected = expected(at);
    if (meaning == Meaning.STATE) {
      out.tell(i, expected, expected, expected);
      if (Double.isNaN(x) || x == expected) return;
      tell(i, 10 * Math.max(0, 1 - 20 * restlessness), out);
      return;
    }
    double half =
        Math.max((usesDay ? seasonal : plain).halfWidth(points), least(Double.isNaN(x) ? last : x));
    out.tell(i, expected, expected - half, expected + half);
    if (Double.isNaN(x) || (meaning == Meaning.MOMENT && x <= at / 1000.0 + 60)) return;
    tell(i, Math.min(1e6, Math.abs(x - expected) / half), out);
  }

  private static void tell(int i, double reach, Verdicts out) {
    out.reach[i] = reach;
    out.score[i] = reach;
    out.grade[i] = grade(reach);
  }

  /// 0 up to the edge of the band, 0.45 half a band beyond it, 0.7 at twice and 0.97 at four times
  /// its half-width.
  static double grade(double score) {
    return score <= 1 ? 0 : 1 - Math.exp(-1.2 * (score - 1));
  }

  private void learn(long at, double x, double score) {
    boolean warm = isWarm();
    if (meaning == Meaning.STATE) learnState(x);
    else learnValue(at, x, warm, score > 1);
    if (warm && score > 1) noticeOutside(at, x);
    else outside = 0;
    points++;
    last = x;
    lastAt = at;
  }

  private void learnState(double x) {
    boolean isOther = points > 0 && x != plain.expected();
    boolean hasLeft = isOther && last == plain.expected();
    restlessness += ((hasLeft ? 1 : 0) - restlessness) / STATE_MEMORY;
    if (points == 0 || (isOther && points < WARM_UP / 2)) plain.settle(x);
  }

  private void learnValue(long at, double x, boolean warm, boolean isStrange) {
    if (!isStrange) learnResolution(x);
    double least = least(x);
    double expected = expected(at);
    double half = Math.max((usesDay ? seasonal : plain).halfWidth(points), least);
    day.learn(at, warm ? Math.clamp(x, expected - half, expected + half) : x);
    plain.learn(x, points, least, warm);
    seasonal.learn(x - day.at(at), points, least, warm);
    if (day.hasSeenTwoDays(at))
      usesDay = seasonal.sigma() < (usesDay ? 1 : CLEARLY_LESS) * plain.sigma();
  }

  /// The smallest move it makes, and whether all values are whole.
  private void learnResolution(double x) {
    if (x != Math.rint(x)) isWhole = false;
    if (points == 0 || x == last) return;
    double move = Math.abs(x - last);
    resolution = resolution == 0 ? move : Math.min(resolution * 1.01, move);
  }

  /// A lasting shift is the new normal.
  private void noticeOutside(long at, double x) {
    if (outside == 0) {
      outsideSince = at;
      outsideMean = x;
    }
    outside++;
    outsideMean += (x - outsideMean) / Math.min(outside, 30);
    if (outside < NEW_NORMAL_POINTS || at - outsideSince < NEW_NORMAL_MILLIS) return;
    plain.settle(meaning == Meaning.STATE ? x : outsideMean);
    seasonal.settle(outsideMean - day.at(at));
    outside = 0;
  }

  @Override
  public byte[] state() {
    var bytes = new ByteArrayOutputStream(256);
    try {
      write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeByte(meaning.ordinal());
    plain.write(out);
    seasonal.write(out);
    day.write(out);
    out.writeLong(points);
    out.writeLong(firstAt);
    out.writeLong(lastAt);
    out.writeDouble(last);
    out.writeDouble(usualGap);
    out.writeDouble(resolution);
    out.writeBoolean(isWhole);
    out.writeBoolean(usesDay);
    out.writeInt(outside);
    out.writeLong(outsideSince);
    out.writeDouble(outsideMean);
    out.writeDouble(restlessness);
  }

  /// @throws IllegalArgumentException if it is not the state of such a detector
  static SeasonalDetector restore(byte[] state) {
    try {
      var in = new ByteArrayInputStream(state);
      var detector = read(new DataInputStream(in));
      if (in.available() > 0) throw new IllegalArgumentException("damaged state: too long");
      return detector;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not the state of a seasonal detector: " + state.length + " bytes", e);
    }
  }

  /// @throws IllegalArgumentException if what follows is not such a state
  static SeasonalDetector read(DataInput in) throws IOException {
    if (in.readByte() != VERSION)
      throw new IllegalArgumentException("a seasonal detector of another version");
    int meaning = in.readUnsignedByte();
    if (meaning >= Meaning.values().length)
      throw new IllegalArgumentException("no meaning " + meaning);
    var detector = new SeasonalDetector(Meaning.values()[meaning]);
    detector.plain.read(in);
    detector.seasonal.read(in);
    detector.day.read(in);
    detector.points = in.readLong();
    detector.firstAt = in.readLong();
    detector.lastAt = in.readLong();
    detector.last = in.readDouble();
    detector.usualGap = in.readDouble();
    detector.resolution = in.readDouble();
    detector.isWhole = in.readBoolean();
    detector.usesDay = in.readBoolean();
    detector.outside = in.readInt();
    detector.outsideSince = in.readLong();
    detector.outsideMean = in.readDouble();
    detector.restlessness = in.readDouble();
    return detector;
  }
}
