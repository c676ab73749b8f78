package io.watchfloor.model.forecast;

import java.util.Arrays;
import java.util.Optional;

/// That a rising series is emptied on a schedule: logs rotated every night, backups thinned out
/// every week. Found where nearly all that was ever taken away went at the same step of a cycle.
///
/// @param period steps between two
/// @param last the step of the newest one
/// @param share what is taken of all that came since the one before, 0–1
record CleanUp(int period, int last, double share) {
  private static final double LARGE = 4;
  private static final int LEAST_TIMES = 4;
  private static final int LEAST_PERIOD = 4;
  private static final double MOST_OF_FALLS = 0.8;
  private static final double MOST_CYCLES = 0.7;

  static Optional<CleanUp> of(double[] values) {
    int period = period(values);
    if (period < LEAST_PERIOD) return Optional.empty();
    var falls = new double[period];
    double all = 0;
    for (int i = 1; i < values.length; i++) {
      double fall = Math.max(0, values[i - 1] - values[i]);
      falls[i % period] += fall;
      all += fall;
    }
    int phase = 0;
    for (int i = 1; i < period; i++) if (falls[i] > falls[phase]) phase = i;
    if (falls[phase] < MOST_OF_FALLS * all) return Optional.empty();
    int newest = values.length - 1;
    int last = newest - Math.floorMod(newest - phase, period);
    return share(values, period, last).map(share -> new CleanUp(period, last, share));
  }

  /// The usual distance between large falls; 0 where there are too few.
  private static int period(double[] values) {
    double usual = 0;
    for (int i = 1; i < values.length; i++)
      usual += Math.abs(values[i] - values[i - 1]) / (values.length - 1);
    var gaps = new int[values.length];
    int count = 0;
    int before = -1;
    for (int i = 1; i < values.length; i++) {
      if (values[i - 1] - values[i] <= LARGE * usual) continue;
      if (before >= 0) gaps[count++] = i - before;
      before = i;
    }
    if (count < LEAST_TIMES - 1) return 0;
    Arrays.sort(gaps, 0, count);
    return gaps[count / 2];
  }

  private static Optional<Double> share(double[] values, int period, int last) {
    double came = 0, removed = 0;
    int cycles = 0, emptied = 0;
    for (int at = last; at - period >= 1; at -= period) {
      for (int i = at - period + 1; i < at; i++) came += Math.max(0, values[i] - values[i - 1]);
      double fall = Math.max(0, values[at - 1] - values[at]);
      removed += fall;
      cycles++;
      if (fall > 0) emptied++;
    }
    if (cycles < LEAST_TIMES - 1 || emptied < MOST_CYCLES * cycles) return Optional.empty();
    return Optional.of(Math.min(1, removed / Math.max(came, Double.MIN_NORMAL)));
  }

  boolean isAt(int step) {
    return Math.floorMod(step - last, period) == 0;
  }

  /// What would have come had nothing been taken away: the moves of `values`, those of a clean-up
  /// replaced by the one before.
  static double[] moves(double[] values, Optional<CleanUp> cleanUp) {
    var moves = new double[values.length];
    for (int i = 1; i < values.length; i++) {
      boolean isEmptied = cleanUp.isPresent() && cleanUp.get().isAt(i);
      moves[i] = isEmptied ? Math.max(0, moves[i - 1]) : values[i] - values[i - 1];
    }
    return moves;
  }
}
