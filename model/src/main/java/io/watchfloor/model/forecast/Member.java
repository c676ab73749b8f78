package io.watchfloor.model.forecast;

/// One simple way to carry a series on. Forecasts of several are weighed by how they did on the
/// series' own past ([Forecasters]).
sealed interface Member {
  /// The next `horizon` values after the first `length` of `past`; finite.
  double[] forecast(double[] past, int length, int horizon);

  /// Steps of past it needs.
  int needs();

  /// The last values again and again, smoothed by `alpha` (1 = the last value).
  record Level(double alpha) implements Member {
    @Override
    public int needs() {
      return 2;
    }

    @Override
    public double[] forecast(double[] past, int length, int horizon) {
      double level = past[Math.max(0, length - 400)];
      for (int i = Math.max(0, length - 400); i < length; i++) level += alpha * (past[i] - level);
      var ahead = new double[horizon];
      java.util.Arrays.fill(ahead, level);
      return ahead;
    }
  }

  /// Level and trend, the trend losing force with distance. After C. C. Holt (1957), E. S. Gardner
  /// and E. McKenzie (1985).
  record DampedTrend(double alpha, double beta, double damping) implements Member {
    @Override
    public int needs() {
      return 12;
    }

    @Override
    public double[] forecast(double[] past, int length, int horizon) {
      int from = Math.max(0, length - 600);
      double level = past[from];
      double trend = 0;
      for (int i = from + 1; i < length; i++) {
        double before = level;
        level = alpha * past[i] + (1 - alpha) * (level + damping * trend);
        trend = beta * (level - before) + (1 - beta) * damping * trend;
      }
      var ahead = new double[horizon];
      double force = damping;
      for (int h = 0; h < horizon; h++) {
        level += force * trend;
        force *= damping;
        ahead[h] = level;
      }
      return ahead;
    }
  }

  /// The same step of the last `periods` seasons, newer ones weighing more, moved to the present
  /// level by `follow` (0–1).
  record Season(int period, int periods, double follow) implements Member {
    @Override
    public int needs() {
      return 2 * period;
    }

    @Override
    public double[] forecast(double[] past, int length, int horizon) {
      var profile = new double[period];
      double move = 0;
      int used = Math.min(periods, length / period);
      for (int i = 0; i < period; i++) {
        double sum = 0, weights = 0, weight = 1;
        for (int k = 1; k <= used; k++) {
          sum += weight * past[length - k * period + i];
          weights += weight;
          weight *= 0.75;
        }
        profile[i] = sum / weights;
      }
      int recent = Math.max(1, Math.min(period / 2, 12));
      for (int i = 0; i < recent; i++)
        move += (past[length - recent + i] - profile[period - recent + i]) / recent;
      var ahead = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        double fade = Math.pow(0.98, h);
        ahead[h] = profile[h % period] + follow * move * fade;
      }
      return ahead;
    }
  }

  /// A line on the values one, two, three steps and one and two seasons ago, by ridge regression,
  /// carried on step by step and held within what has been seen.
  record Lags(int period, int longPeriod) implements Member {
    private static final int MOST_ROWS = 900;

    @Override
    public int needs() {
      return Math.max(60, longest() + Math.max(period, 24) + 24);
    }

    private int longest() {
      return Math.max(3, longPeriod > 0 ? longPeriod + 1 : period > 0 ? 2 * period : 3);
    }

    private int[] lags() {
      if (period == 0) return new int[] {1, 2, 3};
      if (longPeriod == 0) return new int[] {1, 2, 3, period, period + 1, 2 * period};
      return new int[] {1, 2, 3, period, period + 1, 2 * period, longPeriod, longPeriod + 1};
    }

    @Override
    public double[] forecast(double[] past, int length, int horizon) {
      var lags = lags();
      int from = Math.max(longest(), length - MOST_ROWS);
      double centre = 0, lowest = Double.MAX_VALUE, highest = -Double.MAX_VALUE;
      for (int i = 0; i < length; i++) {
        centre += past[i] / length;
        lowest = Math.min(lowest, past[i]);
        highest = Math.max(highest, past[i]);
      }
      var weights = Ridge.fit(past, centre, lags, from, length);
      var all = new double[length + horizon];
      System.arraycopy(past, 0, all, 0, length);
      double room = 0.5 * (highest - lowest);
      for (int t = length; t < all.length; t++) {
        double sum = centre;
        for (int j = 0; j < lags.length; j++) sum += weights[j] * (all[t - lags[j]] - centre);
        all[t] = Math.clamp(sum, lowest - room, highest + room);
      }
      return java.util.Arrays.copyOfRange(all, length, all.length);
    }
  }
}
