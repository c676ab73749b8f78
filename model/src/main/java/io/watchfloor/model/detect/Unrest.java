package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Whether a series has been stranger of late than it uses to be: the mean of a score over the last
/// hours, in standard deviations of that mean from its own past. Finds what no single point shows.
///
/// The idea of A. Lavin and S. Ahmad, "Evaluating real-time anomaly detection algorithms" (2015):
/// judge the recent mean of the raw score by its past, not the raw score.
final class Unrest {
  private static final double MEMORY = 12_000;
  private static final int WARM_UP = 100;

  private double recent;
  private double mean;
  private double variance;
  private int seen;

  /// Standard deviations above the usual, after taking `score`; `window` is in points.
  double take(double score, double window) {
    seen = Counts.next(seen);
    recent += Math.max(1.0 / seen, 1 / window) * (score - recent);
    double deviation = recent - mean;
    double out = seen > WARM_UP ? deviation / Math.sqrt(variance + 1e-9) : 0;
    double gain = Math.max(1.0 / seen, 1 / MEMORY);
    mean += gain * deviation;
    variance = (1 - gain) * (variance + gain * deviation * deviation);
    return out;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(recent);
    out.writeDouble(mean);
    out.writeDouble(variance);
    out.writeInt(seen);
  }

  void read(DataInput in) throws IOException {
    recent = in.readDouble();
    mean = in.readDouble();
    variance = in.readDouble();
    seen = Counts.read(in);
  }
}
