package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How many lines come in windows of [#WINDOW_MILLIS]: the usual number, its usual spread, and the
/// number so far in the present window.
final class LineRate {
  static final long WINDOW_MILLIS = 10_000;

  private static final int LEARNING_WINDOWS = 3;
  private static final int MANY = 8;
  private static final double SIGMAS = 6;
  private static final double LEAST_TIMES = 2;
  private static final int FORGET_AFTER = 100;

  private long windowStart;
  private int inWindow;
  private double usual;
  private double spread;
  private int windows;

  LineRate(long at) {
    windowStart = at;
  }

  int inWindow() {
    return inWindow;
  }

  long windowStart() {
    return windowStart;
  }

  double usual() {
    return usual;
  }

  int windows() {
    return windows;
  }

  /// Moves on to the window of `at`; whether a window ended. What is strange is not learnt from.
  boolean roll(long at, boolean learns) {
    if (at - windowStart < WINDOW_MILLIS) return false;
    if (at - windowStart > FORGET_AFTER * WINDOW_MILLIS) windowStart = at - WINDOW_MILLIS;
    while (at - windowStart >= WINDOW_MILLIS) {
      if (learns) learn();
      inWindow = 0;
      windowStart += WINDOW_MILLIS;
    }
    return true;
  }

  private void learn() {
    double gain = Math.max(1.0 / (windows + 1), 0.03);
    double error = inWindow - usual;
    usual += gain * error;
    spread += gain * (Math.abs(error) - spread);
    windows++;
  }

  void count() {
    inWindow++;
  }

  /// Far more than usual: beyond what a Poisson count of this mean, or this stream's own spread,
  /// explains.
  boolean isHigh() {
    if (windows < LEARNING_WINDOWS || inWindow < MANY) return false;
    double sigma = Math.max(Math.sqrt(usual + 1), 1.25 * spread);
    return inWindow > usual + SIGMAS * sigma && inWindow > LEAST_TIMES * usual;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(windowStart);
    out.writeInt(inWindow);
    out.writeDouble(usual);
    out.writeDouble(spread);
    out.writeInt(windows);
  }

  static LineRate read(DataInput in) throws IOException {
    var rate = new LineRate(in.readLong());
    rate.inWindow = in.readInt();
    rate.usual = in.readDouble();
    rate.spread = in.readDouble();
    rate.windows = in.readInt();
    return rate;
  }
}
