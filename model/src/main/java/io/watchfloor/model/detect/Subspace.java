package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// How unlike the usual course of a series its last values are: the Mahalanobis distance of the
/// newest values from what they have been together, by a covariance that forgets slowly. One factor
/// answers for two lengths, because the newest value comes first.
///
/// After P. C. Mahalanobis (1936); forgetting moments after T. Finch, "Incremental calculation of
/// weighted mean and variance" (2009). Allocates nothing per point.
final class Subspace {
  private static final float RIDGE = 1e-3f;
  private static final float LEAST = 1e-30f;
  private static final float FARTHEST = 1e30f;
  private static final int OFTEN = 500;

  private final int width;
  private final float forget;
  private final int refit;
  private final float[] mean;
  private final float[] covariance;
  private final float[] factor;
  private final float[] white;
  private final int shorter;
  private float distanceShort = Float.NaN;
  private float distanceLong = Float.NaN;
  private int seen;
  private boolean isFitted;

  /// Measures the newest `shorter` values and all `width`. `memory` is in points; the factor is
  /// made anew every `refit` points.
  Subspace(int width, int shorter, int memory, int refit) {
    this.width = width;
    this.shorter = shorter;
    this.forget = 1f / memory;
    this.refit = refit;
    mean = new float[width];
    covariance = new float[width * (width + 1) / 2];
    factor = new float[width * (width + 1) / 2];
    white = new float[width];
  }

  /// Takes the last `width` values, newest first, from `values[from]` on.
  void take(float[] values, int from) {
    measure(values, from);
    learn(values, from);
  }

  /// The distance of the newest `shorter` values; NaN until something is known.
  double distanceShort() {
    return distanceShort;
  }

  /// The distance of all `width` values.
  double distanceLong() {
    return distanceLong;
  }

  private void measure(float[] values, int from) {
    if (!isFitted) return;
    float sum = 0;
    int row = 0;
    for (int i = 0; i < width; i++) {
      float rest = values[from + i] - mean[i];
      for (int j = 0; j < i; j++) rest -= factor[row + j] * white[j];
      white[i] = rest * factor[row + i];
      sum += white[i] * white[i];
      if (i + 1 == shorter) distanceShort = root(sum);
      row += i + 1;
    }
    distanceLong = root(sum);
  }

  private static float root(float square) {
    return (float) Math.sqrt(Math.min(square, FARTHEST));
  }

  private void learn(float[] values, int from) {
    seen = Counts.next(seen);
    float gain = Math.max(1f / seen, forget);
    float keep = 1 - gain;
    int row = 0;
    for (int i = 0; i < width; i++) white[i] = values[from + i] - mean[i];
    for (int i = 0; i < width; i++) {
      mean[i] += gain * white[i];
      float part = gain * white[i];
      for (int j = 0; j <= i; j++)
        covariance[row + j] = keep * (covariance[row + j] + part * white[j]);
      row += i + 1;
    }
    if (seen >= 2 * width && seen % (seen < OFTEN ? Math.max(1, refit / 4) : refit) == 0) fit();
  }

  /// The Cholesky factor of the covariance with a ridge; its diagonal is kept inverted.
  private void fit() {
    float trace = 0;
    for (int i = 0; i < width; i++) trace += covariance[i * (i + 1) / 2 + i];
    float ridge = RIDGE * trace / width + LEAST;
    int row = 0;
    for (int i = 0; i < width; i++) {
      int other = 0;
      for (int j = 0; j <= i; j++) {
        float rest = covariance[row + j] + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) rest -= factor[row + k] * factor[other + k];
        factor[row + j] =
            i == j ? 1 / (float) Math.sqrt(Math.max(rest, ridge / 16)) : rest * factor[other + j];
        other += j + 1;
      }
      row += i + 1;
    }
    isFitted = true;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(seen);
    out.writeBoolean(isFitted);
    Floats.write(out, mean);
    Floats.write(out, covariance);
    Floats.write(out, factor);
    out.writeFloat(distanceShort);
    out.writeFloat(distanceLong);
  }

  void read(DataInput in) throws IOException {
    seen = Counts.read(in);
    isFitted = in.readBoolean();
    Floats.read(in, mean);
    Floats.read(in, covariance);
    Floats.read(in, factor);
    distanceShort = in.readFloat();
    distanceLong = in.readFloat();
  }
}
