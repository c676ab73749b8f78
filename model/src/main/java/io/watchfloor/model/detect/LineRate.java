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

  /// A fall is judged only where this many lines come in a window, so that chance can't make one.
  private static final double STEADY = 10;

  private static final double LEAST_SHARE = 1.0 / 3;
  private static final double SIGMAS_DOWN = 3;
  private static final int LOW_WINDOWS = 3;

  /// Windows after which few lines are the new usual.
  private static final int NEW_USUAL = 90;

  /// Windows without a line of its own that are looked at; then it is silent, not low.
  private static final int MOST_ALONE = 6;

  private long windowStart;
  private int inWindow;
  private double usual;
  private double spread;
  private int windows;
  private int low;
  private int lowLines;

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

  /// The usual error of [#usual].
  double spread() {
    return spread;
  }

  int windows() {
    return windows;
  }

  /// Moves on to the window of `at`; whether a window ended. What is strange is not learnt from.
  boolean roll(long at, boolean learns) {
    if (at - windowStart < WINDOW_MILLIS) return false;
    if (at - windowStart > FORGET_AFTER * WINDOW_MILLIS) windowStart = at - WINDOW_MILLIS;
    while (at - windowStart >= WINDOW_MILLIS) close(learns);
    return true;
  }

  /// Moves on by the clock of the source though no line came, where lines are steady.
  void rollAlone(long at, boolean learns) {
    while (at - windowStart >= WINDOW_MILLIS && isSteady() && low < MOST_ALONE) close(learns);
  }

  private void close(boolean learns) {
    if (isBelow()) {
      low++;
      lowLines += inWindow;
    } else forgetLow();
    if (low > NEW_USUAL) {
      usual = (double) lowLines / low;
      spread = Math.sqrt(usual);
      forgetLow();
    } else if (learns && low == 0) learn();
    inWindow = 0;
    windowStart += WINDOW_MILLIS;
  }

  private void forgetLow() {
    low = 0;
    lowLines = 0;
  }

  private boolean isSteady() {
    return windows >= 4 * LEARNING_WINDOWS && usual >= STEADY;
  }

  private boolean isBelow() {
    return isSteady() && inWindow < LEAST_SHARE * usual && inWindow < usual - SIGMAS_DOWN * sigma();
  }

  private double sigma() {
    return Math.max(Math.sqrt(usual + 1), 1.25 * spread);
  }

  /// Far fewer than usual for some windows in a row, yet not none.
  boolean isLow() {
    return low >= LOW_WINDOWS && lowLines > 0;
  }

  /// Since when it is low, epoch milliseconds.
  long lowSince() {
    return windowStart - low * WINDOW_MILLIS;
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
    return inWindow > usual + SIGMAS * sigma() && inWindow > LEAST_TIMES * usual;
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(windowStart);
    out.writeInt(inWindow);
    out.writeDouble(usual);
    out.writeDouble(spread);
    out.writeInt(windows);
    out.writeInt(low);
    out.writeInt(lowLines);
  }

  static LineRate read(DataInput in) throws IOException {
    var rate = new LineRate(in.readLong());
    rate.inWindow = in.readInt();
    rate.usual = in.readDouble();
    rate.spread = in.readDouble();
    rate.windows = in.readInt();
    rate.low = in.readInt();
    rate.lowLines = in.readInt();
    return rate;
  }
}
