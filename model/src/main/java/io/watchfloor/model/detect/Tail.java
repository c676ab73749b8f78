package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How rare a score is in its own series: −log10 of the chance of one at least as high, by a
/// power-law tail above the score that one in fifty exceeds.
///
/// The high quantile follows H. Robbins and S. Monro (1951), the tail's index B. M. Hill (1975),
/// both with slow forgetting; one exceedance counts as [#CLIP] ordinary ones at most.
final class Tail {
  private static final double ABOVE = 0.02;
  private static final double BASE = -Math.log10(ABOVE);
  private static final double LN_TEN = Math.log(10);
  private static final double OFFSET = 0.05;
  private static final double CLIP = 8;
  private static final double MOST = 300;
  private static final int PRIOR = 5;
  static final int LEARNING = 32;

  private final double forget;
  private double edge;
  private double slope;
  private int seen;
  private int beyond = PRIOR;
  private double mean;
  private double spread;

  Tail(int memory) {
    forget = 1.0 / memory;
  }

  /// Rarity of `score` (0 and up) before it is learnt; 0 while learning.
  double rarity(double score) {
    double value = Math.log(score + OFFSET);
    if (seen < LEARNING) return begin(value);
    double rarity =
        value > edge
            ? Math.min(MOST, BASE + (value - edge) / slope / LN_TEN)
            : BASE * Math.exp(Math.max(-10, value - edge));
    learn(value);
    return rarity;
  }

  /// While little is known: mean and spread, from which edge and slope of a Gaussian follow.
  private double begin(double value) {
    seen++;
    double apart = value - mean;
    mean += apart / seen;
    spread += (apart * (value - mean) - spread) / seen;
    if (seen == LEARNING) {
      double sigma = Math.sqrt(spread) + 0.05;
      edge = mean + 2 * sigma;
      slope = sigma / 2;
    }
    return 0;
  }

  private void learn(double value) {
    seen = Counts.next(seen);
    double gain = Math.max(1.0 / seen, forget);
    boolean isBeyond = value > edge;
    double over = value - edge;
    edge += gain * slope / ABOVE * ((isBeyond ? 1 : 0) - ABOVE);
    if (!isBeyond) return;
    beyond = Counts.next(beyond);
    double gainBeyond = Math.max(1.0 / beyond, forget / ABOVE);
    slope = Math.max(1e-3, slope + gainBeyond * (Math.min(over, CLIP * slope) - slope));
  }

  void write(DataOutput out) throws IOException {
    for (double figure : new double[] {edge, slope, mean, spread}) out.writeDouble(figure);
    out.writeInt(seen);
    out.writeInt(beyond);
  }

  void read(DataInput in) throws IOException {
    edge = in.readDouble();
    slope = in.readDouble();
    mean = in.readDouble();
    spread = in.readDouble();
    seen = Counts.read(in);
    beyond = Counts.read(in);
  }
}
