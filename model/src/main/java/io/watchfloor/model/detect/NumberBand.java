package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Where the numbers at one place of a template usually lie, on a scale of doublings (log2 of 1 +
/// |x|), so that durations, sizes and counts of any unit are judged alike. Numbers that only grow
/// (counters, ids, moments) are never strange. Not thread-safe.
final class NumberBand {
  private static final int LEARNING = 100;
  private static final double LEAST_GAIN = 0.01;
  private static final double LEAST_APART = 1.5;
  private static final double SPREADS = 8;
  private static final double BEYOND_SEEN = 0.5;
  private static final double GROWING = 0.9;

  /// Strange numbers in a row after which they are the new usual.
  private static final int NEW_USUAL = 60;

  private int count;
  private int grown;
  private int strangeInRow;
  private double last;
  private double middle;
  private double spread;
  private double least = Double.MAX_VALUE;
  private double most;

  /// Takes a number; whether it lies outside of the band. What does is not learnt from, unless it
  /// stays.
  boolean take(double number) {
    double y = Math.log1p(Math.abs(number)) / Math.log(2);
    boolean isStrange = isOutside(y);
    if (number > last) grown++;
    last = number;
    strangeInRow = isStrange ? strangeInRow + 1 : 0;
    if (!isStrange || strangeInRow > NEW_USUAL) learn(y);
    return isStrange;
  }

  private boolean isOutside(double y) {
    if (count < LEARNING || grown > GROWING * count) return false;
    boolean isFar = Math.abs(y - middle) > Math.max(LEAST_APART, SPREADS * spread);
    return isFar && (y > most + BEYOND_SEEN || y < least - BEYOND_SEEN);
  }

  private void learn(double y) {
    double gain = Math.max(1.0 / (count + 1), LEAST_GAIN);
    double error = y - middle;
    middle += gain * error;
    spread += gain * (Math.abs(error) - spread);
    least = Math.min(least, y);
    most = Math.max(most, y);
    count++;
  }

  /// The least and the most ever taken for usual.
  double low() {
    return Math.pow(2, least) - 1;
  }

  double high() {
    return Math.pow(2, most) - 1;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(count);
    out.writeInt(grown);
    out.writeInt(strangeInRow);
    for (double value : new double[] {last, middle, spread, least, most}) out.writeDouble(value);
  }

  static NumberBand read(DataInput in) throws IOException {
    var band = new NumberBand();
    band.count = in.readInt();
    band.grown = in.readInt();
    band.strangeInRow = in.readInt();
    band.last = in.readDouble();
    band.middle = in.readDouble();
    band.spread = in.readDouble();
    band.least = in.readDouble();
    band.most = in.readDouble();
    return band;
  }
}
