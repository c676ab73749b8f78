package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// One metric of a group: how surprising its value is as a step from the last one, as a departure
/// from the last few, and for the time of the day. Each departure is measured in its own usual size
/// and made a surprise by its own [TailTable], so metrics of any unit and shape can be compared.
final class GroupMetric {
  private static final int STEP = 0;
  private static final int RECENT = 1;
  private static final int DAY = 2;
  private static final int WAYS = 3;

  private static final int WARM_UP = 30;
  private static final int LEARN_FREELY = 100;
  private static final double RECENT_ROWS = 10;
  private static final double SIZE_MEMORY = 2_000;
  private static final double MOST_LEARNT = 6;
  private static final double MOST_OF_DAY = 4;
  private static final double LARGEST = 1e30;
  private static final double LEAST_RELATIVE = 1e-9;

  private final TailTable[] tables = new TailTable[WAYS];
  private final HalfHours halfHours = new HalfHours();
  private final double[] size = new double[WAYS];
  private double last;
  private double recent;
  private long rows;
  private long dayRows;
  private long firstAt;
  private long lastAt;
  private double surprise;

  GroupMetric(int binsPerOctave) {
    for (int way = 0; way < WAYS; way++) tables[way] = new TailTable(binsPerOctave);
  }

  static boolean isValue(double value) {
    return Math.abs(value) <= LARGEST;
  }

  /// The surprise of the value taken last, decades, negative where the value was lower than usual.
  double signed() {
    return surprise;
  }

  /// Takes a value; false while too little was seen to judge it.
  boolean take(long at, double value) {
    if (rows == 0) begin(at, value);
    boolean isJudged = rows > WARM_UP;
    judge(at, value);
    recent += Math.max(1.0 / (rows + 1), 1 / RECENT_ROWS) * (value - recent);
    last = value;
    lastAt = at;
    rows++;
    return isJudged;
  }

  private void begin(long at, double value) {
    firstAt = at;
    lastAt = at;
    last = value;
    recent = value;
  }

  private void judge(long at, double value) {
    double sum = surprise(STEP, value, last, rows) + surprise(RECENT, value, recent, rows);
    int ways = 2;
    double usual = halfHours.at(at);
    boolean isSecondDay = at - firstAt >= DayProfile.DAY;
    if (isSecondDay && !Double.isNaN(usual)) {
      sum += surprise(DAY, value, usual, dayRows++);
      if (dayRows > WARM_UP) ways++;
    }
    double most = isSecondDay ? MOST_OF_DAY * size[DAY] : Double.MAX_VALUE;
    double learnt = Double.isNaN(usual) ? value : usual + Math.clamp(value - usual, -most, most);
    halfHours.learn(at, learnt, at - lastAt);
    boolean isLower = value < (Double.isNaN(usual) ? recent : (recent + usual) / 2);
    surprise = isLower ? -sum / ways : sum / ways;
  }

  private double surprise(int way, double value, double expected, long seen) {
    double departure = Math.abs(value - expected);
    double least = LEAST_RELATIVE * Math.abs(value);
    double unit = size[way] + least;
    double figure = departure == 0 ? 0 : unit == 0 ? Double.MAX_VALUE : departure / unit;
    double surprise = 0;
    if (seen > WARM_UP) {
      surprise = tables[way].surprise(figure);
      tables[way].learn(figure);
    }
    double learnt = seen < LEARN_FREELY ? departure : Math.min(departure, MOST_LEARNT * unit);
    size[way] += Math.max(1.0 / (seen + 1), 1 / SIZE_MEMORY) * (learnt - size[way]);
    return surprise;
  }

  void write(DataOutput out) throws IOException {
    for (var table : tables) table.write(out);
    halfHours.write(out);
    for (double one : size) out.writeDouble(one);
    out.writeDouble(last);
    out.writeDouble(recent);
    out.writeLong(rows);
    out.writeLong(dayRows);
    out.writeLong(firstAt);
    out.writeLong(lastAt);
    out.writeDouble(surprise);
  }

  void read(DataInput in) throws IOException {
    for (var table : tables) table.read(in);
    halfHours.read(in);
    for (int way = 0; way < WAYS; way++) size[way] = in.readDouble();
    last = in.readDouble();
    recent = in.readDouble();
    rows = in.readLong();
    dayRows = in.readLong();
    firstAt = in.readLong();
    lastAt = in.readLong();
    surprise = in.readDouble();
  }
}
