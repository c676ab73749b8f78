package io.watchfloor.app.ui.forecasts;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Forecasters;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a service will be asked for: the next day and the next week of one series, hour by hour.
///
/// @param day empty where less than a day is known
/// @param week empty where less than half a week is known
/// @param known from the oldest value in store to the newest
record Demand(
    SeriesId series,
    EntityId entity,
    MetricInfo info,
    double current,
    Optional<Forecast> day,
    Optional<Forecast> week,
    Duration known) {
  static final Duration PAST = Duration.ofDays(28);
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /// The highest hour of a forecast.
  record Peak(Instant at, double value, double low, double high) {}

  static Demand of(SeriesId id, EntityId entity, MetricInfo shown, History history, Instant now) {
    var series = history.series(id, Window.before(now.plusMillis(1), PAST));
    var info = series.info().equals(MetricInfo.UNKNOWN) ? shown : series.info();
    return new Demand(
        id,
        entity,
        info,
        series.last(),
        Forecasters.forecast(series, 24 * HOUR, HOUR),
        Forecasters.forecast(series, 168 * HOUR, HOUR),
        known(series));
  }

  private static Duration known(Series series) {
    if (series.isEmpty()) return Duration.ZERO;
    var at = series.epochMillis();
    return Duration.ofMillis(at[at.length - 1] - at[0]);
  }

  static Peak peak(Forecast forecast) {
    int top = 0;
    for (int h = 1; h < forecast.mean().length; h++)
      if (forecast.mean()[h] > forecast.mean()[top]) top = h;
    return new Peak(
        Instant.ofEpochMilli(forecast.startMillis() + top * forecast.stepMillis()),
        forecast.mean()[top],
        forecast.low80()[top],
        forecast.high80()[top]);
  }
}
