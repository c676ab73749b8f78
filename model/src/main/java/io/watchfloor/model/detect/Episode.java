package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Turns the verdicts of one series into episodes: begins once several points agree (or one very
/// strong one of a slow series), holds, and ends by hysteresis or when the new level has become
/// normal. Allocates nothing per point.
final class Episode {
  /// What a point did to the episode.
  enum Step {
    NOTHING,
    BEGAN,
    CHANGED,
    ENDED
  }

  private static final double BEGIN_EVIDENCE = 1.35;
  private static final double BEGIN_GRADE = 0.45;
  private static final double VERY_STRONG = 0.97;
  static final long SLOW_STEP_MILLIS = 30_000;
  private static final double MOST_EVIDENCE = 3;
  private static final double CALM_SCORE = 0.9;
  private static final double CALM_ALARM = 0.6;
  private static final int END_AFTER = 5;
  private static final int END_SLOW_AFTER = 2;
  private static final int LASTING_POINTS = 12;
  private static final long LASTING_MILLIS = 60_000;
  private static final double MUCH_STRANGER = 1.5;

  /// Points looked back over for the onset; a deviation counts from half the band on.
  private static final int BACK = 8;

  private static final double ONSET_SCORE = 0.5;

  private final long[] backAt = new long[BACK];
  private final float[] backScore = new float[BACK];
  private int back;
  private final Course course = new Course();
  private double evidence;
  private int calm;
  private long calmSince;

  private boolean isOpen;
  private long from;
  private long until;
  private long at;
  private Anomaly.Kind kind = Anomaly.Kind.SPIKE;
  private double peakScore;
  private double grade;
  private double value;
  private double expected;
  private double low;
  private double high;
  private int above;
  private int below;
  private int lasting;

  boolean isOpen() {
    return isOpen;
  }

  long from() {
    return from;
  }

  long until() {
    return until;
  }

  long at() {
    return at;
  }

  Anomaly.Kind kind() {
    return kind;
  }

  double grade() {
    return grade;
  }

  double value() {
    return value;
  }

  double expected() {
    return expected;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /// Takes the verdict on point `i`. `factor` moves the score, `gap` is the series' usual distance
  /// between points in milliseconds.
  Step take(
      long pointAt,
      double pointValue,
      Verdicts verdicts,
      int i,
      double factor,
      double gap,
      boolean isSeasonBreak) {
    if (Double.isNaN(pointValue) || Double.isNaN(verdicts.expected[i])) return Step.NOTHING;
    double score = verdicts.reach[i] * factor;
    double alarm = verdicts.alarm[i] * factor;
    boolean isSlow = gap >= SLOW_STEP_MILLIS;
    boolean isJudged = !Double.isNaN(alarm) && isSlow;
    boolean isBandJudge = !isJudged;
    double pointGrade = SeasonalDetector.grade(score);
    boolean isAbove = pointValue >= verdicts.expected[i];
    remember(pointAt, isAbove ? score : -score);
    evidence =
        pointGrade > 0
            ? Math.min(MOST_EVIDENCE, evidence + pointGrade)
            : Math.max(0, evidence / 2 - 0.1);
    if (!isOpen) {
      boolean agree = evidence >= BEGIN_EVIDENCE && pointGrade >= BEGIN_GRADE;
      boolean isPlain = pointGrade >= VERY_STRONG && isSlow;
      boolean isAlarm = isJudged && alarm >= 1;
      if (!isAlarm && !(isBandJudge && (agree || isPlain))) {
        course.rest(verdicts.reach[i]);
        return Step.NOTHING;
      }
      begin(isAbove, isSeasonBreak, isAlarm && score <= 1);
      course.begin(verdicts.high[i] - verdicts.expected[i]);
      peak(pointAt, pointValue, verdicts, i, score, Math.max(pointGrade, gradeOf(alarm)));
      return Step.BEGAN;
    }
    at = pointAt;
    boolean isNewKind = isSlow && isOther(pointValue - verdicts.expected[i]);
    boolean isCalm = !(isBandJudge && score >= CALM_SCORE) && !(isJudged && alarm >= CALM_ALARM);
    if (isCalm && calm(pointAt, isBandJudge ? END_AFTER : END_SLOW_AFTER)) return Step.ENDED;
    if (!isCalm) calm = 0;
    if (isCalm || score <= 1) return isNewKind ? Step.CHANGED : Step.NOTHING;
    if (!isSlow) isNewKind = count(pointAt, isAbove);
    boolean isStranger = score > peakScore * MUCH_STRANGER || pointGrade > grade + 0.05;
    if (isStranger) peak(pointAt, pointValue, verdicts, i, score, pointGrade);
    return isStranger || isNewKind ? Step.CHANGED : Step.NOTHING;
  }

  private void remember(long pointAt, double signedScore) {
    backAt[back % BACK] = pointAt;
    backScore[back % BACK] = (float) signedScore;
    back = back + 1 < 2 * BACK ? back + 1 : BACK + (back + 1) % BACK;
  }

  /// The episode is from the first point of the unbroken deviation that led here.
  private void begin(boolean isAbove, boolean isSeasonBreak, boolean isWithinBand) {
    isOpen = true;
    kind =
        isSeasonBreak
            ? Anomaly.Kind.SEASONAL_BREAK
            : isWithinBand
                ? course.within(backScore, Math.min(back, BACK))
                : isAbove ? Anomaly.Kind.SPIKE : Anomaly.Kind.DIP;
    calm = 0;
    above = 0;
    below = 0;
    lasting = 0;
    int kept = Math.min(back, BACK);
    for (int n = 1; n <= kept; n++) {
      int i = Math.floorMod(back - n, BACK);
      if (n > 1 && (isAbove ? backScore[i] : -backScore[i]) < ONSET_SCORE) break;
      from = backAt[i];
    }
  }

  private static double gradeOf(double alarm) {
    return Double.isNaN(alarm) ? 0 : SurpriseDetector.grade(alarm);
  }

  private void peak(
      long pointAt, double pointValue, Verdicts verdicts, int i, double score, double pointGrade) {
    at = pointAt;
    peakScore = score;
    grade = pointGrade;
    value = pointValue;
    expected = verdicts.expected[i];
    low = verdicts.low[i];
    high = verdicts.high[i];
  }

  /// Whether the episode is over.
  private boolean calm(long pointAt, int endAfter) {
    if (calm++ == 0) calmSince = pointAt;
    if (calm < endAfter) return false;
    isOpen = false;
    evidence = 0;
    until = calmSince;
    return true;
  }

  private boolean isOther(double deviation) {
    var before = kind;
    kind = course.take(deviation, kind);
    return kind != before;
  }

  /// What lasts gets the name of what it is.
  private boolean count(long pointAt, boolean isAbove) {
    if (isAbove) above++;
    else below++;
    lasting++;
    boolean isTransient = kind == Anomaly.Kind.SPIKE || kind == Anomaly.Kind.DIP;
    if (!isTransient || lasting < LASTING_POINTS || pointAt - from < LASTING_MILLIS) return false;
    kind = lastingKind();
    return true;
  }

  private Anomaly.Kind lastingKind() {
    if (4 * Math.min(above, below) >= lasting) return Anomaly.Kind.VARIANCE_CHANGE;
    int rises = 0;
    for (int n = 1; n < BACK; n++) {
      double newer = Math.abs(backScore[Math.floorMod(back - n, BACK)]);
      double older = Math.abs(backScore[Math.floorMod(back - n - 1, BACK)]);
      if (newer > older) rises++;
    }
    double first = Math.abs(backScore[Math.floorMod(back - BACK, BACK)]);
    double last = Math.abs(backScore[Math.floorMod(back - 1, BACK)]);
    return rises >= BACK - 2 && last > 1.2 * first
        ? Anomaly.Kind.TREND_CHANGE
        : Anomaly.Kind.LEVEL_SHIFT;
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < BACK; i++) {
      out.writeLong(backAt[i]);
      out.writeFloat(backScore[i]);
    }
    out.writeInt(back);
    course.write(out);
    out.writeDouble(evidence);
    out.writeInt(calm);
    out.writeLong(calmSince);
    out.writeBoolean(isOpen);
    out.writeLong(from);
    out.writeLong(until);
    out.writeLong(at);
    out.writeByte(kind.ordinal());
    for (double figure : new double[] {peakScore, grade, value, expected, low, high})
      out.writeDouble(figure);
    out.writeInt(above);
    out.writeInt(below);
    out.writeInt(lasting);
  }

  /// @throws IllegalArgumentException if what follows is no episode
  void read(DataInput in) throws IOException {
    for (int i = 0; i < BACK; i++) {
      backAt[i] = in.readLong();
      backScore[i] = in.readFloat();
    }
    back = in.readInt();
    course.read(in);
    evidence = in.readDouble();
    calm = in.readInt();
    calmSince = in.readLong();
    isOpen = in.readBoolean();
    from = in.readLong();
    until = in.readLong();
    at = in.readLong();
    int ordinal = in.readUnsignedByte();
    if (back < 0 || back >= 2 * BACK || ordinal >= Anomaly.Kind.values().length)
      throw new IllegalArgumentException("damaged state of an episode");
    kind = Anomaly.Kind.values()[ordinal];
    peakScore = in.readDouble();
    grade = in.readDouble();
    value = in.readDouble();
    expected = in.readDouble();
    low = in.readDouble();
    high = in.readDouble();
    above = in.readInt();
    below = in.readInt();
    lasting = in.readInt();
  }
}
