package io.watchfloor.model.forecast;

/// What the same step of the last `periods` seasons was: their median, or (`follows`) their mean,
/// newer ones weighing more, moved to the present level, the move fading with distance.
record Profile(int period, int periods, boolean follows) implements Member {
  private static final double NEWER = 0.75;
  private static final double FADE = 0.98;
  private static final int RECENT = 12;

  @Override
  public int needs() {
    return 2 * period;
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    var all = new double[lengths.length][horizon];
    for (int o = 0; o < lengths.length; o++) {
      var profile = profile(past, lengths[o]);
      double move = follows ? move(past, lengths[o], profile) : 0;
      for (int h = 0; h < horizon; h++) {
        all[o][h] = profile[h % period] + move;
        move *= FADE;
      }
    }
    return all;
  }

  private double[] profile(double[] past, int length) {
    var profile = new double[period];
    var same = new double[Math.min(periods, length / period)];
    for (int i = 0; i < period; i++) {
      for (int k = 0; k < same.length; k++) same[k] = past[length - (k + 1) * period + i];
      profile[i] = follows ? mean(same) : Middle.of(same);
    }
    return profile;
  }

  private static double mean(double[] newestFirst) {
    double sum = 0, weights = 0, weight = 1;
    for (double value : newestFirst) {
      sum += weight * value;
      weights += weight;
      weight *= NEWER;
    }
    return sum / weights;
  }

  private double move(double[] past, int length, double[] profile) {
    int recent = Math.clamp(period / 2, 1, RECENT);
    double move = 0;
    for (int i = 1; i <= recent; i++) move += (past[length - i] - profile[period - i]) / recent;
    return move;
  }
}
