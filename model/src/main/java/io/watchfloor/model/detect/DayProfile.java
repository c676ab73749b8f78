package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How a series departs from its slow level in each hour of the day (UTC). Learnt from the first
/// day on; whether to use it is decided by whoever compares errors with and without it.
final class DayProfile {
  static final long DAY = 86_400_000L;
  private static final long HOUR = 3_600_000L;
  private static final int HOURS = 24;
  private static final double DAYS_REMEMBERED = 7;

  private final float[] byHour = new float[HOURS];
  private double slow;
  private long firstAt;
  private long lastAt;
  private boolean isBegun;

  /// Between the middles of two hours, the line between them.
  double at(long millis) {
    double hours = Math.floorMod(millis, DAY) / (double) HOUR - 0.5;
    int before = Math.floorMod((int) Math.floor(hours), HOURS);
    double share = hours - Math.floor(hours);
    return byHour[before] * (1 - share) + byHour[(before + 1) % HOURS] * share;
  }

  boolean hasSeenTwoDays(long millis) {
    return isBegun && millis - firstAt >= 2 * DAY;
  }

  /// Learns `value`, of which the caller has cut off what is strange.
  void learn(long millis, double value) {
    if (!isBegun) {
      isBegun = true;
      slow = value;
      firstAt = millis;
      lastAt = millis;
      return;
    }
    double step = Math.max(0, Math.min(millis - lastAt, HOUR));
    lastAt = millis;
    double days = Math.min(DAYS_REMEMBERED, 1 + (millis - firstAt) / (double) DAY);
    slow += Math.min(1, step / (days * DAY)) * (value - slow);
    int hour = (int) (Math.floorMod(millis, DAY) / HOUR);
    byHour[hour] += (float) (Math.min(1, step / HOUR / days) * (value - slow - byHour[hour]));
  }

  void write(DataOutput out) throws IOException {
    for (float hour : byHour) out.writeFloat(hour);
    out.writeDouble(slow);
    out.writeLong(firstAt);
    out.writeLong(lastAt);
    out.writeBoolean(isBegun);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < HOURS; i++) byHour[i] = in.readFloat();
    slow = in.readDouble();
    firstAt = in.readLong();
    lastAt = in.readLong();
    isBegun = in.readBoolean();
  }
}
