package io.watchfloor.model.forecast;

/// One simple way to carry a series on. Several are weighed by how they did on the series' own past
/// ([BackTest]). Each sees a past only up to the length it is asked for.
sealed interface Member permits Level, Middle, Profile, DampedTrend, Lags, Likeness {
  /// Steps of past it needs.
  int needs();

  /// For each of `lengths` (ascending, each at least [#needs]) the next `horizon` values after so
  /// many of `past`, finite.
  double[][] forecasts(double[] past, int[] lengths, int horizon);
}
