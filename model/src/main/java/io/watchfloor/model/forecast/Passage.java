package io.watchfloor.model.forecast;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/// When a series first reaches a limit above it, by letting its own past go on: paths are put
/// together from blocks of its moves (H. R. Künsch, "The jackknife and the bootstrap for general
/// stationary observations", 1989), whole days at the same time of day where there are days, so
/// that nights and noise come again as they came. Blocks are drawn from the whole past and from
/// shorter, newer parts of it, each as it would have foretold the past at the distance in question.
/// Clean-ups come when they are due and take what they took ([CleanUp]).
final class Passage {
  private static final int SEED = 400;
  private static final int MOST_BLOCKS = 400;
  private static final int[] PARTS = {1, 2, 3, 6, 14, 42};
  private static final int LEAST_PART = 8;

  /// How far (as a factor, log-normal) what comes may be from what was, beyond what the past shows.
  private static final double UNKNOWN = 0.15;

  private final double[] values;
  private final double limit;
  private final Optional<CleanUp> cleanUp;
  private final double[] moves;
  private final double[] sums;
  private final int block;
  private final int[] parts;
  private final double[] weights;

  /// @param day steps of a day; 0 where there are none
  Passage(double[] values, double limit, int day) {
    this.values = values;
    this.limit = limit;
    this.cleanUp = CleanUp.of(values);
    this.moves = CleanUp.moves(values, cleanUp);
    this.sums = new double[values.length];
    for (int i = 1; i < sums.length; i++) sums[i] = sums[i - 1] + moves[i];
    int steps = values.length - 1;
    this.block = day > 0 && 3 * day <= steps ? day : Math.max(2, steps / 40);
    this.parts =
        Arrays.stream(PARTS)
            .map(part -> Math.min(steps, Math.max(Math.max(LEAST_PART, block), steps / part)))
            .distinct()
            .toArray();
    this.weights = weights(distance());
  }

  /// Steps until the limit at the mean pace, held within what the past can test.
  private int distance() {
    int newest = values.length - 1;
    double pace = 0;
    for (int part : parts) pace += (sums[newest] - sums[newest - part]) / part / parts.length;
    pace *= 1 - cleanUp.map(CleanUp::share).orElse(0.0);
    double steps = pace > 0 ? (limit - values[newest]) / pace : newest;
    return (int) Math.clamp(steps, Math.min(block, newest / 3.0), Math.max(1, newest / 3.0));
  }

  /// How the mean pace of each part of the past, seen from earlier moments, foretold what came
  /// `ahead` steps later: those that erred less weigh more; they sum to 1.
  private double[] weights(int ahead) {
    int newest = values.length - 1;
    var errors = new double[parts.length];
    int stride = Math.max(Math.max(1, block / 4), ahead / 4);
    for (int origin = newest - ahead; origin >= newest / 3; origin -= stride)
      for (int p = 0; p < parts.length; p++) {
        int part = Math.max(1, Math.min(origin, parts[p]));
        double pace = (sums[origin] - sums[origin - Math.min(origin, part)]) / part;
        errors[p] += Math.abs(sums[origin + ahead] - sums[origin] - pace * ahead);
      }
    double best = Arrays.stream(errors).min().orElse(0);
    double all = 0;
    for (int p = 0; p < errors.length; p++) {
      errors[p] = errors[p] <= best ? 1 : best / errors[p];
      all += errors[p];
    }
    for (int p = 0; p < errors.length; p++) errors[p] /= all;
    return errors;
  }

  /// Steps until each of so many paths reaches the limit, sorted; infinite where it does not within
  /// `most` steps. The same past gives the same paths.
  double[] steps(int most, int paths) {
    var steps = new double[paths];
    var random = new SplittableRandom(SEED);
    double share = weights[0];
    int part = 0;
    for (int path = 0; path < paths; path++) {
      while (part < parts.length - 1 && share < (path + 0.5) / paths) share += weights[++part];
      double pace = Math.exp(UNKNOWN * random.nextGaussian());
      steps[path] = walk(parts[part], pace, most, random);
    }
    Arrays.sort(steps);
    return steps;
  }

  private double walk(int part, double pace, int most, SplittableRandom random) {
    int newest = values.length - 1;
    int blocks = Math.min(MOST_BLOCKS, most / block + 1);
    double repeats = Math.max(1, most / (double) block / blocks);
    var emptying = repeats > 1 ? Optional.<CleanUp>empty() : cleanUp;
    double value = values[newest];
    double came = emptying.map(one -> sums[newest] - sums[one.last()]).orElse(0.0);
    for (int b = 0; b < blocks; b++) {
      int start = newest - block * (1 + random.nextInt(Math.max(1, part / block)));
      for (int i = 1; i <= block; i++) {
        int step = b * block + i;
        double move = moves[start + i] * pace * repeats;
        double next = value + move;
        came += move;
        if (emptying.isPresent() && emptying.get().isAt(newest + step)) {
          next = value - Math.max(0, emptying.get().share() * (came - move));
          came = 0;
        }
        if (next >= limit) {
          double inside = next == value ? 0 : (limit - value) / (next - value);
          return (step - 1 + inside) * repeats;
        }
        value = next;
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
