package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.SeriesId;

/// What a series is expected to do: one value a step from `startMillis` (epoch), with the intervals
/// that hold 80 and 95 % of outcomes. `error` is the mean absolute scaled error of the same method
/// on the series' own past (1 = as good as repeating the season), NaN where the past is too short
/// to say; `meanError` is the same in the series' own unit.
public record Forecast(
    SeriesId series,
    long startMillis,
    long stepMillis,
    double[] mean,
    double[] low80,
    double[] high80,
    double[] low95,
    double[] high95,
    double error,
    double meanError) {}
