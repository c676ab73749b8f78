package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// How far a series, smoothed, is from where it was at the same time of any of the last [#DAYS]
/// days: the mean distance to the two nearest of them. So a day's and a week's course need no
/// deciding: a Saturday has last Saturday and Sunday, a weekday four others, a clock that was put
/// forward is surprising for two days and then is not. Where the time of the day means nothing, it
/// is one more distance to the past. What it can't see: a Monday that is like a Sunday.
///
/// Allocates nothing per point.
final class SameTime {
  static final int DAYS = 7;

  private static final long DAY = 86_400_000L;
  private static final int LEAST_DAYS = 3;

  private final Shape shape;
  private final float[] memory;
  private long lastAt = Long.MIN_VALUE;
  private double smooth;
  private float distance = Float.NaN;

  /// Keeps the week in `memory`, where `shape` says.
  SameTime(Shape shape, float[] memory) {
    this.shape = shape;
    this.memory = memory;
    Arrays.fill(memory, shape.week, shape.week + shape.weekLength, Float.NaN);
  }

  /// Takes a value of the time `at`, epoch milliseconds. Time that goes back is the last time.
  void take(long at, double value) {
    if (lastAt == Long.MIN_VALUE) {
      lastAt = at;
      smooth = value;
      return;
    }
    long slotMillis = DAY / shape.slotsADay;
    double step = Math.max(0, at - lastAt);
    remember(Math.max(at, lastAt));
    smooth += step / (step + slotMillis) * (value - smooth);
    measure(lastAt);
  }

  /// The distance; NaN while fewer than [#LEAST_DAYS] days are known at this time.
  double distance() {
    return distance;
  }

  /// Slots that end keep what was last in them, slots in which nothing came are not known.
  private void remember(long at) {
    long slotMillis = DAY / shape.slotsADay;
    long slot = Math.floorDiv(lastAt, slotMillis);
    long now = Math.floorDiv(at, slotMillis);
    lastAt = at;
    if (now == slot) return;
    memory[place(slot)] = (float) smooth;
    long missed = Math.min(now - slot - 1, shape.weekLength - 1);
    for (long i = 1; i <= missed; i++) memory[place(slot + i)] = Float.NaN;
  }

  private int place(long slot) {
    return shape.week + (int) Math.floorMod(slot, (long) shape.weekLength);
  }

  private void measure(long at) {
    long slotMillis = DAY / shape.slotsADay;
    int end = shape.week + shape.weekLength;
    int place = place(Math.floorDiv(at, slotMillis));
    double share = Math.floorMod(at, slotMillis) / (double) slotMillis;
    double nearest = Double.MAX_VALUE;
    double second = Double.MAX_VALUE;
    int known = 0;
    for (int day = 1; day <= DAYS; day++) {
      place -= shape.slotsADay;
      if (place < shape.week) place += shape.weekLength;
      double there = memory[place];
      if (Double.isNaN(there)) continue;
      double before = memory[place == shape.week ? end - 1 : place - 1];
      if (Double.isNaN(before)) before = there;
      double apart = Math.abs(smooth - before - share * (there - before));
      known++;
      if (apart < nearest) {
        second = nearest;
        nearest = apart;
      } else if (apart < second) {
        second = apart;
      }
    }
    distance = known < LEAST_DAYS ? Float.NaN : (float) ((nearest + second) / 2);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(lastAt);
    out.writeDouble(smooth);
    out.writeFloat(distance);
  }

  void read(DataInput in) throws IOException {
    lastAt = in.readLong();
    smooth = in.readDouble();
    distance = in.readFloat();
  }
}
