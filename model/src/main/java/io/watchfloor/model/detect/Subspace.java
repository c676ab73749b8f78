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
  private static final int REFIT = 64;

  private final Shape shape;
  private final float[] memory;
  private float distanceShort = Float.NaN;
  private float distanceLong = Float.NaN;
  private int seen;
  private boolean isFitted;

  /// Measures the newest [Shape#stretch] values and all [Shape#width]; keeps what it knows in
  /// `memory`, where `shape` says.
  Subspace(Shape shape, float[] memory) {
    this.shape = shape;
    this.memory = memory;
  }

  /// Takes the last values, newest first, from `memory[from]` on.
  void take(int from) {
    if (isFitted) measure(from);
    learn(from);
  }

  /// The distance of the newest values; NaN until something is known.
  double distanceShort() {
    return distanceShort;
  }

  /// The distance of all values.
  double distanceLong() {
    return distanceLong;
  }

  private void measure(int from) {
    int mean = shape.mean;
    int white = shape.white;
    float sum = 0;
    int row = shape.factor;
    for (int i = 0; i < shape.width; i++) {
      float rest = memory[from + i] - memory[mean + i];
      for (int j = 0; j < i; j++) rest -= memory[row + j] * memory[white + j];
      float apart = rest * memory[row + i];
      memory[white + i] = apart;
      sum += apart * apart;
      if (i + 1 == shape.stretch) distanceShort = root(sum);
      row += i + 1;
    }
    distanceLong = root(sum);
  }

  private static float root(float square) {
    return (float) Math.sqrt(Math.min(square, FARTHEST));
  }

  private void learn(int from) {
    seen = Counts.next(seen);
    int width = shape.width;
    int mean = shape.mean;
    int white = shape.white;
    float gain = Math.max(1f / seen, 1f / shape.memory);
    float keep = 1 - gain;
    int row = shape.covariance;
    for (int i = 0; i < width; i++) memory[white + i] = memory[from + i] - memory[mean + i];
    for (int i = 0; i < width; i++) {
      float part = gain * memory[white + i];
      memory[mean + i] += part;
      for (int j = 0; j <= i; j++)
        memory[row + j] = keep * (memory[row + j] + part * memory[white + j]);
      row += i + 1;
    }
    if (seen >= 2 * width && seen % (seen < OFTEN ? REFIT / 4 : REFIT) == 0) fit();
  }

  /// The Cholesky factor of the covariance with a ridge; its diagonal is kept inverted.
  private void fit() {
    int width = shape.width;
    int apart = shape.factor - shape.covariance;
    float trace = 0;
    for (int i = 0; i < width; i++) trace += memory[shape.covariance + i * (i + 1) / 2 + i];
    float ridge = RIDGE * trace / width + LEAST;
    int row = shape.factor;
    for (int i = 0; i < width; i++) {
      int other = shape.factor;
      for (int j = 0; j <= i; j++) {
        float rest = memory[row + j - apart] + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) rest -= memory[row + k] * memory[other + k];
        memory[row + j] =
            i == j ? 1 / (float) Math.sqrt(Math.max(rest, ridge / 16)) : rest * memory[other + j];
        other += j + 1;
      }
      row += i + 1;
    }
    isFitted = true;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(seen);
    out.writeBoolean(isFitted);
    out.writeFloat(distanceShort);
    out.writeFloat(distanceLong);
  }

  void read(DataInput in) throws IOException {
    seen = Counts.read(in);
    isFitted = in.readBoolean();
    distanceShort = in.readFloat();
    distanceLong = in.readFloat();
  }
}
