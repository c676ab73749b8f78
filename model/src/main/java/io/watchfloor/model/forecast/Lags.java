package io.watchfloor.model.forecast;

import java.util.Arrays;

/// A line on the values so many steps ago, carried on step by step and held near what has been
/// seen. Fitted on a [Scale] or on the moves since a season ago, rows that fit badly weighing less.
/// After P. J. Huber, "Robust estimation of a location parameter" (1964). Earlier lengths share the
/// work of later ones: only the weights of rows come from the whole past.
///
/// @param isLogarithmic whether it looks at logarithms
/// @param difference steps of the season whose moves are looked at; 0: the values themselves
record Lags(int[] lags, boolean isLogarithmic, int difference) implements Member {
  private static final int MOST_ROWS = 900;
  private static final int ROUNDS = 2;
  private static final double NORMAL = 1.48;
  private static final double ROOM = 0.3;

  @Override
  public int needs() {
    return difference + longest() + 3 * lags.length;
  }

  private int longest() {
    return Arrays.stream(lags).max().orElse(0);
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    int end = lengths[lengths.length - 1];
    var scale = isLogarithmic ? Scale.Logarithm.of(past) : new Scale.Plain();
    var scaled = new double[end];
    for (int i = 0; i < end; i++) scaled[i] = scale.in(past[i]);
    var moves = moves(scaled);
    var fits = new Fits(moves, first(lengths[0] - difference));
    var all = new double[lengths.length][horizon];
    for (int o = 0; o < lengths.length; o++) {
      int length = lengths[o] - difference;
      var ahead = carriedOn(moves, length, horizon, fits.at(first(length), length), fits.centre);
      for (int h = 0; h < horizon; h++) {
        double before = 0;
        if (difference > 0)
          before = h < difference ? scaled[lengths[o] + h - difference] : all[o][h - difference];
        all[o][h] = ahead[h] + before;
      }
      for (int h = horizon - 1; h >= 0; h--) all[o][h] = scale.out(all[o][h]);
    }
    return all;
  }

  private double[] moves(double[] scaled) {
    if (difference == 0) return scaled;
    var moves = new double[scaled.length - difference];
    for (int i = 0; i < moves.length; i++) moves[i] = scaled[i + difference] - scaled[i];
    return moves;
  }

  private int first(int length) {
    return Math.max(longest(), length - MOST_ROWS);
  }

  private double[] carriedOn(double[] past, int length, int horizon, double[] line, double centre) {
    double lowest = Double.MAX_VALUE, highest = -Double.MAX_VALUE;
    for (int i = 0; i < length; i++) {
      lowest = Math.min(lowest, past[i]);
      highest = Math.max(highest, past[i]);
    }
    double room = (ROOM + horizon / (double) length) * (highest - lowest);
    var all = Arrays.copyOf(past, length + horizon);
    for (int t = length; t < all.length; t++)
      all[t] = Math.clamp(foretold(all, t, line, centre), lowest - room, highest + room);
    return Arrays.copyOfRange(all, length, all.length);
  }

  private double foretold(double[] values, int t, double[] line, double centre) {
    double sum = centre + line[lags.length];
    for (int j = 0; j < lags.length; j++) sum += line[j] * (values[t - lags[j]] - centre);
    return sum;
  }

  /// The lines fitted to stretches of one past, each from and up to later rows than the one before.
  private final class Fits {
    private final double[] values;
    private final double[] weights;
    private final double[] row = new double[lags.length + 1];
    private final LeastSquares squares = new LeastSquares(lags.length + 1);
    private final double centre;
    private int from;
    private int to;

    Fits(double[] values, int first) {
      this.values = values;
      this.centre = Arrays.stream(values).average().orElse(0);
      this.weights = new double[values.length];
      this.from = first;
      this.to = first;
      Arrays.fill(weights, 1);
      for (int round = 0; round < ROUNDS; round++) weigh(first(values.length), first);
    }

    private void weigh(int start, int first) {
      var all = new LeastSquares(lags.length + 1);
      for (int t = start; t < values.length; t++) {
        fill(t);
        all.add(row, values[t] - centre, weights[t]);
      }
      var line = all.solve();
      var missed = new double[values.length];
      for (int t = Math.min(start, first); t < values.length; t++)
        missed[t] = Math.abs(values[t] - foretold(values, t, line, centre));
      double usual = NORMAL * Middle.of(Arrays.copyOfRange(missed, start, values.length));
      for (int t = Math.min(start, first); t < values.length; t++)
        weights[t] = missed[t] <= usual ? 1 : usual / missed[t];
    }

    private void fill(int t) {
      for (int j = 0; j < lags.length; j++) row[j] = values[t - lags[j]] - centre;
      row[lags.length] = 1;
    }

    double[] at(int start, int end) {
      for (; to < end; to++) {
        fill(to);
        squares.add(row, values[to] - centre, weights[to]);
      }
      for (; from < start; from++) {
        fill(from);
        squares.add(row, values[from] - centre, -weights[from]);
      }
      return squares.solve();
    }
  }
}
