package io.watchfloor.model.log;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;

/// Lines a minute over the last [#MINUTES], with the band each minute was expected in: the usual
/// number and its usual error so far, recent minutes counting more; a minute outside of the band
/// moves it no further than its edge. Not thread-safe.
public final class MinuteRing {
  public static final int MINUTES = 180;
  private static final long MILLIS = 60_000;
  private static final int LEARNING = 5;
  private static final double GAIN = 0.05;
  private static final double SIGMAS = 3;

  private final int[] lines = new int[MINUTES];
  private final float[] low = new float[MINUTES];
  private final float[] high = new float[MINUTES];
  private final long firstMinute;
  private long minute;
  private double usual;
  private double error;
  private int learnt;

  /// `at`, epoch milliseconds, is when the first line came.
  public MinuteRing(long at) {
    firstMinute = Math.floorDiv(at, MILLIS);
    minute = firstMinute;
    begin();
  }

  /// Counts a line; one that is older than the ring is not counted.
  public void count(long at) {
    long wanted = Math.floorDiv(at, MILLIS);
    advance(wanted);
    if (wanted > minute - MINUTES && wanted >= firstMinute) lines[index(wanted)]++;
  }

  private void advance(long to) {
    if (to - minute > MINUTES) {
      for (int i = 0; i < MINUTES; i++) step();
      minute = to - 1;
    }
    while (minute < to) step();
  }

  private void step() {
    learn(lines[index(minute)]);
    minute++;
    begin();
  }

  private void begin() {
    int i = index(minute);
    lines[i] = 0;
    low[i] = learnt < LEARNING ? Float.NaN : (float) Math.max(0, usual - halfBand());
    high[i] = learnt < LEARNING ? Float.NaN : (float) (usual + halfBand());
  }

  private void learn(int count) {
    double gain = Math.max(1.0 / (learnt + 1), GAIN);
    double off = count - usual;
    if (learnt >= LEARNING) off = Math.clamp(off, -halfBand(), halfBand());
    usual += gain * off;
    error += gain * (Math.abs(off) - error);
    learnt++;
  }

  /// No narrower than chance alone makes counts of this size (Poisson).
  private double halfBand() {
    return SIGMAS * Math.max(Math.sqrt(usual + 1), 1.25 * error);
  }

  private static int index(long minute) {
    return (int) Math.floorMod(minute, (long) MINUTES);
  }

  /// Takes in the lines of another, minute by minute.
  public void add(MinuteRing other) {
    advance(other.minute);
    for (long m = Math.max(other.firstMinute, minute - MINUTES + 1); m <= other.minute; m++)
      if (m > other.minute - MINUTES) lines[index(m)] += other.lines[index(m)];
  }

  /// What is known up to the minute of `at`, epoch milliseconds; minutes without a line are 0.
  public MinuteRates told(long at) {
    advance(Math.floorDiv(at, MILLIS));
    long from = Math.max(firstMinute, minute - MINUTES + 1);
    int size = (int) (minute - from + 1);
    var counts = new ArrayList<Integer>(size);
    var lows = new ArrayList<Double>(size);
    var highs = new ArrayList<Double>(size);
    for (long m = from; m <= minute; m++) {
      counts.add(lines[index(m)]);
      lows.add(rounded(low[index(m)]));
      highs.add(rounded(high[index(m)]));
    }
    return new MinuteRates(Instant.ofEpochMilli(from * MILLIS), counts, lows, highs);
  }

  private static double rounded(float value) {
    return Float.isNaN(value) ? Double.NaN : Math.round(value * 10.0) / 10.0;
  }

  public void write(DataOutput out) throws IOException {
    out.writeLong(firstMinute);
    out.writeLong(minute);
    out.writeDouble(usual);
    out.writeDouble(error);
    out.writeInt(learnt);
    for (int i = 0; i < MINUTES; i++) {
      out.writeInt(lines[i]);
      out.writeFloat(low[i]);
      out.writeFloat(high[i]);
    }
  }

  public static MinuteRing read(DataInput in) throws IOException {
    var it = new MinuteRing(in.readLong() * MILLIS);
    it.minute = in.readLong();
    it.usual = in.readDouble();
    it.error = in.readDouble();
    it.learnt = in.readInt();
    for (int i = 0; i < MINUTES; i++) {
      it.lines[i] = in.readInt();
      it.low[i] = in.readFloat();
      it.high[i] = in.readFloat();
    }
    return it;
  }
}
