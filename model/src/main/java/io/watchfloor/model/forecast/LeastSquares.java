package io.watchfloor.model.forecast;

/// Weighted least squares with a small penalty, rows added and taken away one at a time; solved by
/// Cholesky's method. After A. E. Hoerl and R. W. Kennard, "Ridge regression" (1970); the penalty
/// is relative to each column's own size.
final class LeastSquares {
  private static final double PENALTY = 1e-4;
  private static final double LEAST_PIVOT = 1e-12;

  private final int width;
  private final double[] matrix;
  private final double[] right;

  LeastSquares(int width) {
    this.width = width;
    this.matrix = new double[width * width];
    this.right = new double[width];
  }

  /// A row with its target; a negative weight takes it away again.
  void add(double[] row, double target, double weight) {
    for (int j = 0; j < width; j++) {
      double weighed = weight * row[j];
      right[j] += weighed * target;
      int base = j * width;
      for (int k = 0; k <= j; k++) matrix[base + k] += weighed * row[k];
    }
  }

  /// The coefficients; all zero where there is nothing to solve.
  double[] solve() {
    var size = new double[width];
    for (int j = 0; j < width; j++)
      size[j] = Math.sqrt(Math.max(0, matrix[j * width + j])) + 1e-300;
    var root = new double[width][width];
    var x = new double[width];
    for (int j = 0; j < width; j++) {
      x[j] = right[j] / size[j];
      for (int k = 0; k <= j; k++) {
        double sum = matrix[j * width + k] / size[j] / size[k];
        if (j == k) sum += PENALTY;
        for (int i = 0; i < k; i++) sum -= root[j][i] * root[k][i];
        root[j][k] = j == k ? Math.sqrt(Math.max(sum, LEAST_PIVOT)) : sum / root[k][k];
      }
    }
    for (int j = 0; j < width; j++) {
      for (int i = 0; i < j; i++) x[j] -= root[j][i] * x[i];
      x[j] /= root[j][j];
    }
    for (int j = width - 1; j >= 0; j--) {
      for (int i = j + 1; i < width; i++) x[j] -= root[i][j] * x[i];
      x[j] /= root[j][j];
    }
    for (int j = 0; j < width; j++) {
      x[j] /= size[j];
      if (!Double.isFinite(x[j])) return new double[width];
    }
    return x;
  }
}
