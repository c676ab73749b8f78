package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;

/// What a series said last, for what only makes sense as a difference. `buckets` is how many there
/// were in each bucket of a histogram, none for a sum.
record Point(Instant start, Instant at, double count, double sum, double[] buckets) {
  private static final int MOST_BUCKETS = 1_000;
  private static final double[] NONE = {};

  static Point ofSum(Instant start, Instant at, double value) {
    return new Point(start, at, value, 0, NONE);
  }

  static Point ofHistogram(Instant start, Instant at, Node node) {
    return new Point(
        start, at, node.number("count"), node.number("sum"), numbers(node, "bucketCounts"));
  }

  static double[] numbers(Node node, String name) {
    var list = node.at(name).list();
    var numbers = new double[Math.min(list.size(), MOST_BUCKETS)];
    for (int i = 0; i < numbers.length; i++) numbers[i] = list.get(i).number();
    return numbers;
  }

  /// How long it took to count this.
  double seconds() {
    return (at.toEpochMilli() - start.toEpochMilli()) / 1000.0;
  }

  /// Whether `before` belongs to the same life of the process: nothing was counted anew.
  boolean goesOnFrom(Point before) {
    return count >= before.count
        && buckets.length == before.buckets.length
        && !start.isAfter(before.at);
  }

  /// What came since then.
  Point since(Point before) {
    var more = new double[buckets.length];
    for (int i = 0; i < more.length; i++) more[i] = Math.max(0, buckets[i] - before.buckets[i]);
    return new Point(before.at, at, count - before.count, sum - before.sum, more);
  }

  /// The value below which the share `q` lies, linear within its bucket, as Prometheus'
  /// histogram_quantile; NaN where nothing was counted.
  double quantile(double q, double[] bounds) {
    double all = 0;
    for (double n : buckets) all += n;
    if (!(all > 0) || bounds.length != buckets.length - 1 || bounds.length == 0) return Double.NaN;
    double rank = q * all;
    double seen = 0;
    for (int i = 0; i < bounds.length; i++) {
      if (seen + buckets[i] >= rank && buckets[i] > 0) {
        double low = i == 0 ? Math.min(0, bounds[0]) : bounds[i - 1];
        return low + (bounds[i] - low) * (rank - seen) / buckets[i];
      }
      seen += buckets[i];
    }
    return bounds[bounds.length - 1];
  }
}
