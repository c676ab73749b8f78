package io.watchfloor.app.backtest;

import java.util.Arrays;

/// The scores of one forecast against what came, as the M4 competition defines them (S. Makridakis,
/// E. Spiliotis, V. Assimakopoulos, IJF 2020) for hourly data: sMAPE, MASE and MSIS at 5 %, and how
/// often what came lay inside the intervals.
record ForecastScores(
    double smape,
    double mase,
    double naiveSmape,
    double naiveMase,
    double inside80,
    double inside95,
    double msis) {
  private static final int DAY = 24;

  /// One row of five a step: mean, low80, high80, low95, high95.
  ///
  /// @param floor least scale as a share of the past's mean size
  static ForecastScores of(
      double[] past, double[] actual, double[][] told, int steps, double floor) {
    double scale = scale(past, floor);
    double smape = 0, error = 0, naiveSmape = 0, naiveError = 0, in80 = 0, in95 = 0, width = 0;
    var naive = naive2(past, steps);
    for (int h = 0; h < steps; h++) {
      double a = actual[h];
      double[] t = told[h];
      smape += relative(a, t[0]);
      error += Math.abs(a - t[0]);
      naiveSmape += relative(a, naive[h]);
      naiveError += Math.abs(a - naive[h]);
      if (a >= t[1] && a <= t[2]) in80++;
      if (a >= t[3] && a <= t[4]) in95++;
      width += t[4] - t[3] + 40 * Math.max(0, t[3] - a) + 40 * Math.max(0, a - t[4]);
    }
    return new ForecastScores(
        smape / steps,
        error / steps / scale,
        naiveSmape / steps,
        naiveError / steps / scale,
        in80 / steps,
        in95 / steps,
        width / steps / scale);
  }

  private static double relative(double actual, double told) {
    double size = Math.abs(actual) + Math.abs(told);
    return size == 0 ? 0 : 200 * Math.abs(actual - told) / size;
  }

  private static double scale(double[] past, double floor) {
    double moves = 0, size = 0;
    for (int i = DAY; i < past.length; i++) moves += Math.abs(past[i] - past[i - DAY]);
    for (double value : past) size += Math.abs(value);
    return Math.max(
        Math.max(moves / (past.length - DAY), floor * size / past.length), Double.MIN_NORMAL);
  }

  /// The last value, seasonally adjusted where the competition's test says so.
  private static double[] naive2(double[] past, int steps) {
    int n = past.length;
    var index = seasonal(past);
    var naive = new double[steps];
    for (int h = 0; h < steps; h++)
      naive[h] = past[n - 1] / index[(n - 1) % DAY] * index[(n + h) % DAY];
    return naive;
  }

  private static double[] seasonal(double[] past) {
    var index = new double[DAY];
    Arrays.fill(index, 1);
    if (Arrays.stream(past).anyMatch(value -> value <= 0) || !isSeasonal(past)) return index;
    var sum = new double[DAY];
    var count = new int[DAY];
    for (int i = DAY / 2; i + DAY / 2 < past.length; i++) {
      double trend = 0.5 * (past[i - DAY / 2] + past[i + DAY / 2]);
      for (int j = 1 - DAY / 2; j < DAY / 2; j++) trend += past[i + j];
      sum[i % DAY] += past[i] / (trend / DAY);
      count[i % DAY]++;
    }
    double mean = 0;
    for (int j = 0; j < DAY; j++) mean += sum[j] / count[j] / DAY;
    for (int j = 0; j < DAY; j++) index[j] = sum[j] / count[j] / mean;
    return index;
  }

  private static boolean isSeasonal(double[] past) {
    double mean = Arrays.stream(past).average().orElse(0);
    double all = 0;
    for (double value : past) all += (value - mean) * (value - mean);
    if (all <= 0) return false;
    double squares = 1, correlation = 0, limit = 0;
    for (int lag = 1; lag <= DAY; lag++) {
      correlation = 0;
      for (int i = lag; i < past.length; i++)
        correlation += (past[i] - mean) * (past[i - lag] - mean) / all;
      limit = 1.645 / Math.sqrt(past.length) * Math.sqrt(squares);
      squares += 2 * correlation * correlation;
    }
    return Math.abs(correlation) > limit;
  }
}
