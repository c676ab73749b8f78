package io.watchfloor.model.forecast;

import java.util.Arrays;
import java.util.SplittableRandom;

/// When a series first reaches a limit, by letting its own past go on: paths are put together from
/// blocks of its moves (H. R. Künsch, "The jackknife and the bootstrap for general stationary
/// observations", 1989), so that clean-ups, nights and noise come again as they came. Blocks are
/// drawn from the whole past and from its last half, quarter and eighth, as each of these would
/// have foretold the newest stretch.
final class Passage {
  private static final int PATHS = 240;
  private static final int MOST_BLOCKS = 400;
  private static final int[] PARTS = {1, 2, 4, 8};
  private static final int LEAST_PART = 8;

  /// Share of the past looked ahead, and from how many moments.
  private static final int[][] SCALES = {{16, 3}, {6, 3}, {3, 1}};

  private final double[] values;
  private final double limit;
  private final int block;
  private final double[] weights = new double[PARTS.length];

  Passage(double[] values, double limit) {
    this.values = values;
    this.limit = limit;
    this.block = Math.max(2, values.length / 40);
    weigh();
  }

  private int first(int part, int length) {
    return Math.max(0, length - Math.max(LEAST_PART, length / PARTS[part]));
  }

  /// How the mean move of each part of the past, seen from earlier moments, foretold what came soon
  /// and later after them.
  private void weigh() {
    int n = values.length;
    double best = Double.MAX_VALUE;
    for (int part = 0; part < PARTS.length; part++) {
      double error = 0;
      for (int[] scale : SCALES) {
        int ahead = Math.max(1, n / scale[0]);
        for (int back = 1; back <= scale[1]; back++) {
          int origin = n - 1 - back * ahead;
          if (origin < LEAST_PART) continue;
          double slope = slope(first(part, origin + 1), origin);
          double missed = values[origin + ahead] - values[origin] - slope * ahead;
          error += Math.abs(missed) / back;
        }
      }
      weights[part] = error;
      best = Math.min(best, error);
    }
    double all = 0;
    for (int part = 0; part < PARTS.length; part++) {
      weights[part] = best == 0 ? (weights[part] == 0 ? 1 : 0) : Math.pow(best / weights[part], 2);
      all += weights[part];
    }
    for (int part = 0; part < PARTS.length; part++) weights[part] /= all;
  }

  private double slope(int from, int to) {
    return to == from ? 0 : (values[to] - values[from]) / (to - from);
  }

  /// Steps until each path reaches the limit, sorted; infinite where it does not within `most`
  /// steps. The same seed gives the same paths.
  double[] steps(int most, long seed) {
    var steps = new double[PATHS];
    var random = new SplittableRandom(seed);
    int path = 0;
    double share = 0;
    for (int part = 0; part < PARTS.length; part++) {
      share += weights[part];
      int until = part == PARTS.length - 1 ? PATHS : (int) Math.round(share * PATHS);
      for (; path < until; path++) steps[path] = walk(first(part, values.length), most, random);
    }
    Arrays.sort(steps);
    return steps;
  }

  private double walk(int from, int most, SplittableRandom random) {
    double value = values[values.length - 1];
    boolean isAbove = value > limit;
    int moves = values.length - 1 - from;
    int length = Math.clamp(moves / 3, 1, block);
    int blocks = Math.min(MOST_BLOCKS, most / length + 1);
    double repeats = Math.max(1, most / (double) length / blocks);
    double at = 0;
    for (int b = 0; b < blocks; b++) {
      int start = from + random.nextInt(moves - length + 1);
      double before = value;
      for (int i = 1; i <= length; i++) {
        double next = before + (values[start + i] - values[start]) * repeats;
        if (isAbove ? next <= limit : next >= limit) {
          double inside = next == value ? 0 : (limit - value) / (next - value);
          return at + (i - 1 + inside) * repeats;
        }
        value = next;
      }
      at += length * repeats;
    }
    return Double.POSITIVE_INFINITY;
  }

  /// The share by which such a forecast would have been off, from earlier moments, in steps: the
  /// median over them of the distance between when the newest value was foretold and now. NaN where
  /// the series did not move.
  double errorSteps() {
    int n = values.length;
    var errors = new double[4];
    int known = 0;
    for (int k = 0; k < errors.length; k++) {
      int origin = n * (5 + k) / 10;
      double moved = values[n - 1] - values[origin];
      double slope = 0;
      for (int part = 0; part < PARTS.length; part++)
        slope += weights[part] * slope(first(part, origin + 1), origin);
      if (slope * moved <= 0) continue;
      errors[known++] = Math.min(2.0 * n, Math.abs(moved / slope - (n - 1 - origin)));
    }
    if (known == 0) return Double.NaN;
    Arrays.sort(errors, 0, known);
    return errors[known / 2];
  }
}
