package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How rare a score is in its own series: −log10 of the chance of one at least as high, by a
/// power-law tail above the score that one in fifty exceeds.
///
/// The high quantile follows H. Robbins and S. Monro (1951), the tail's index B. M. Hill (1975),
/// both with slow forgetting; one exceedance counts as [#CLIP] ordinary ones at most. When hardly
/// any score of the last thousands reached the quantile, it was set by something that is over, and
/// comes down quickly.
final class Tail {
  private static final double ABOVE = 0.02;
  private static final double BASE = -Math.log10(ABOVE);
  private static final double LN_TEN = Math.log(10);
  private static final double OFFSET = 0.05;
  private static final double CLIP = 8;
  private static final double MOST = 300;
  private static final int PRIOR = 5;
  private static final double RECENT = 3_000;
  private static final double HARDLY_ANY = ABOVE / 4;
  private static final double QUICKLY = 50;
  static final int LEARNING = 32;

  private final int memory;

  /// While learning: the mean and the variance of what was seen.
  private double edge;

  private double slope;
  private int seen;
  private int beyond = PRIOR;
  private float recently = (float) ABOVE;

  /// `memory` is in points.
  Tail(int memory) {
    this.memory = memory;
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

  /// While little is known: mean and variance, from which edge and slope of a Gaussian follow.
  private double begin(double value) {
    seen++;
    double apart = value - edge;
    edge += apart / seen;
    slope += (apart * (value - edge) - slope) / seen;
    if (seen == LEARNING) {
      double sigma = Math.sqrt(slope) + 0.05;
      edge += 2 * sigma;
      slope = sigma / 2;
    }
    return 0;
  }

  private void learn(double value) {
    seen = Counts.next(seen);
    double gain = Math.max(1.0 / seen, 1.0 / memory);
    double over = value - edge;
    recently += (float) (((over > 0 ? 1 : 0) - recently) / RECENT);
    if (over <= 0) {
      double hurry = 1 + QUICKLY * Math.max(0, 1 - recently / HARDLY_ANY);
      edge -= Math.min(0.02, gain * hurry) * slope;
      return;
    }
    edge += gain * slope / ABOVE * (1 - ABOVE);
    beyond = Counts.next(beyond);
    double gainBeyond = Math.max(1.0 / beyond, 1 / (ABOVE * memory));
    slope = Math.max(1e-3, slope + gainBeyond * (Math.min(over, CLIP * slope) - slope));
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(edge);
    out.writeDouble(slope);
    out.writeInt(seen);
    out.writeInt(beyond);
    out.writeFloat(recently);
  }

  void read(DataInput in) throws IOException {
    edge = in.readDouble();
    slope = in.readDouble();
    seen = Counts.read(in);
    beyond = Counts.read(in);
    recently = in.readFloat();
  }
}
