package io.watchfloor.model.forecast;

/// How right forecasts of limits were, of those whose time has come.
///
/// @param came how many of them came
/// @param within how many came within their 80 % interval
/// @param never how many did not come by the end of it
/// @param waiting how many forecasts wait for their time
/// @param errorHours how far off the likely moment was, median of those that came; NaN where none
///   did
public record ForecastRecord(int came, int within, int never, int waiting, double errorHours) {
  public static final ForecastRecord NONE = new ForecastRecord(0, 0, 0, 0, Double.NaN);

  public int scored() {
    return came + never;
  }
}
