package io.watchfloor.model.forecast;

import java.util.Arrays;
import java.util.OptionalDouble;

/// When a series reaches a limit for the first time, in steps from its newest value; empty where it
/// is not expected to within the horizon. `earliest` and `latest` hold 80 % of outcomes. `likely`
/// is the step by which a good third of outcomes (36 %) have come: to be late is worse than early.
///
/// @param chanceOfNever that it does not come within the horizon, 0–1
record Crossing(
    OptionalDouble likely, OptionalDouble earliest, OptionalDouble latest, double chanceOfNever) {
  private static final double LIKELY = 0.36;
  private static final int TESTS = 4;
  private static final int TEST_PATHS = 200;

  /// Of a past on even steps, the newest value last, looked ahead `most` steps.
  ///
  /// @param day steps of a day; 0 where there are none
  static Crossing of(double[] values, double limit, int day, int most, int paths) {
    boolean isAbove = values[values.length - 1] > limit;
    var rising = isAbove ? Arrays.stream(values).map(value -> -value).toArray() : values;
    var steps = new Passage(rising, isAbove ? -limit : limit, day).steps(most, paths);
    int never = 0;
    for (double step : steps) if (Double.isInfinite(step)) never++;
    return new Crossing(
        at(steps, LIKELY), at(steps, 0.1), at(steps, 0.9), never / (double) steps.length);
  }

  private static OptionalDouble at(double[] steps, double share) {
    double at = steps[(int) Math.round(share * (steps.length - 1))];
    return Double.isInfinite(at) ? OptionalDouble.empty() : OptionalDouble.of(at);
  }

  /// By how many steps such forecasts would have been off: from several earlier moments, the median
  /// distance between when the farthest value since was foretold and when it came. NaN where the
  /// series did not move towards the limit.
  static double error(double[] values, double limit, int day) {
    boolean isAbove = values[values.length - 1] > limit;
    var errors = new double[TESTS];
    int known = 0;
    for (int k = 0; k < TESTS; k++) {
      int origin = values.length * (5 + k) / 10;
      int farthest = origin;
      for (int i = origin; i < values.length; i++)
        if (isAbove ? values[i] < values[farthest] : values[i] > values[farthest]) farthest = i;
      if (farthest == origin) continue;
      var past = Arrays.copyOf(values, origin + 1);
      var told = of(past, values[farthest], day, 2 * values.length, TEST_PATHS);
      double ahead = told.likely().orElse(2.0 * values.length);
      errors[known++] = Math.abs(ahead - (farthest - origin));
    }
    return known == 0 ? Double.NaN : Middle.of(Arrays.copyOf(errors, known));
  }
}
