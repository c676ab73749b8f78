package io.watchfloor.model.forecast;

/// Level and trend, the trend losing force with distance. After C. C. Holt (1957), E. S. Gardner
/// and E. McKenzie, "Forecasting trends in time series" (1985).
record DampedTrend(double alpha, double beta, double damping) implements Member {
  private static final int MOST = 600;

  @Override
  public int needs() {
    return 12;
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    var all = new double[lengths.length][];
    for (int o = 0; o < lengths.length; o++) all[o] = forecast(past, lengths[o], horizon);
    return all;
  }

  private double[] forecast(double[] past, int length, int horizon) {
    int from = Math.max(0, length - MOST);
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
