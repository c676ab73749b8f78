package io.watchfloor.model.forecast;

/// What came after the past stretches most like the newest one, brought to its level: `window`
/// steps are compared, newer ones weighing more, at every `stride`th step; the `nearest` count, the
/// nearest most. After S. Yakowitz, "Nearest-neighbour methods for time series analysis" (1987).
///
/// @param isRatio whether levels are brought together by a factor (where both are above zero)
record Likeness(int window, int stride, int nearest, boolean isRatio) implements Member {
  private static final double MOST_FACTOR = 2;

  @Override
  public int needs() {
    return window + (nearest + 1) * Math.max(stride, window / 4);
  }

  @Override
  public double[][] forecasts(double[] past, int[] lengths, int horizon) {
    var all = new double[lengths.length][];
    for (int o = 0; o < lengths.length; o++) all[o] = forecast(past, lengths[o], horizon);
    return all;
  }

  private double[] forecast(double[] past, int length, int horizon) {
    double level = mean(past, length);
    var ends = new int[nearest + 1];
    var distances = new double[nearest + 1];
    int count = 0;
    int back = (Math.min(horizon, length / 4) + stride - 1) / stride * stride;
    for (int end = length - Math.max(stride, back); end >= window; end -= stride) {
      double distance =
          distance(
              past, length, level, end, count > nearest ? distances[nearest] : Double.MAX_VALUE);
      if (count > nearest && distance >= distances[nearest]) continue;
      int at = Math.min(count, nearest);
      for (; at > 0 && distances[at - 1] > distance; at--) {
        distances[at] = distances[at - 1];
        ends[at] = ends[at - 1];
      }
      distances[at] = distance;
      ends[at] = end;
      if (count <= nearest) count++;
    }
    var ahead = new double[horizon];
    int used = Math.min(count, nearest);
    double farthest = distances[Math.max(0, count - 1)] + 1e-300;
    double weights = 0;
    for (int k = 0; k < used; k++) {
      double weight = 1.05 - distances[k] / farthest;
      double then = mean(past, ends[k]);
      weights += weight;
      for (int h = 0; h < horizon; h++)
        ahead[h] += weight * moved(past[from(ends[k], h, length)], then, level);
    }
    for (int h = 0; h < horizon; h++) ahead[h] = used == 0 ? level : ahead[h] / weights;
    return ahead;
  }

  /// Where what came after is not known to the end, its last stride comes again.
  private int from(int end, int h, int length) {
    int at = end + h;
    return at < length ? at : length - stride + (at - length) % stride;
  }

  private double mean(double[] past, int end) {
    double sum = 0;
    for (int i = end - window; i < end; i++) sum += past[i];
    return sum / window;
  }

  private double moved(double value, double then, double level) {
    if (!isRatio || then <= 0 || level <= 0) return value + level - then;
    return value * Math.clamp(level / then, 1 / MOST_FACTOR, MOST_FACTOR);
  }

  private double distance(double[] past, int length, double level, int end, double most) {
    double then = mean(past, end);
    double sum = 0;
    for (int i = window - 1; i >= 0 && sum < most; i--) {
      double apart = past[length - window + i] - moved(past[end - window + i], then, level);
      sum += Math.abs(apart) * (0.5 + i / (double) window);
    }
    return sum;
  }
}
