package io.watchfloor.model.forecast;

/// Least squares with a small penalty, by Cholesky's method. After A. E. Hoerl and R. W. Kennard,
/// "Ridge regression" (1970).
final class Ridge {
  private static final double PENALTY = 1e-3;

  private Ridge() {}

  /// The weights of the values `lags` steps ago (less `centre`) that give the present one best,
  /// over rows `from` to `to` of `past`.
  static double[] fit(double[] past, double centre, int[] lags, int from, int to) {
    int n = lags.length;
    var matrix = new double[n][n];
    var right = new double[n];
    var row = new double[n];
    for (int t = from; t < to; t++) {
      for (int j = 0; j < n; j++) row[j] = past[t - lags[j]] - centre;
      double y = past[t] - centre;
      for (int j = 0; j < n; j++) {
        right[j] += row[j] * y;
        for (int k = 0; k <= j; k++) matrix[j][k] += row[j] * row[k];
      }
    }
    double trace = 0;
    for (int j = 0; j < n; j++) trace += matrix[j][j];
    for (int j = 0; j < n; j++) matrix[j][j] += PENALTY * trace / n + 1e-12;
    return solve(matrix, right);
  }

  private static double[] solve(double[][] matrix, double[] right) {
    int n = right.length;
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        double sum = matrix[j][k];
        for (int i = 0; i < k; i++) sum -= matrix[j][i] * matrix[k][i];
        matrix[j][k] = j == k ? Math.sqrt(Math.max(sum, 1e-300)) : sum / matrix[k][k];
      }
    }
    var x = right.clone();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < j; i++) x[j] -= matrix[j][i] * x[i];
      x[j] /= matrix[j][j];
    }
    for (int j = n - 1; j >= 0; j--) {
      for (int i = j + 1; i < n; i++) x[j] -= matrix[i][j] * x[i];
      x[j] /= matrix[j][j];
    }
    for (int j = 0; j < n; j++) if (!Double.isFinite(x[j])) return new double[n];
    return x;
  }
}
