package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import java.time.Instant;
import java.util.Optional;

/// When a series reaches its limit for the first time: the likely moment (by which 36 % of outcomes
/// have come, empty: not within the horizon), the 80 % interval, the chance (0–1) that it does not
/// within the horizon, and how far off (in hours, median) such forecasts were on its own past (NaN:
/// not tested). `why` says what the limit is.
public record Outlook(
    SeriesId series,
    EntityId entity,
    MetricInfo info,
    double current,
    double limit,
    String why,
    Optional<Instant> likely,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    double chanceOfNever,
    double errorHours,
    Instant at) {
  /// The same, about an entity.
  public Outlook of(EntityId about) {
    return new Outlook(
        series,
        about,
        info,
        current,
        limit,
        why,
        likely,
        earliest,
        latest,
        chanceOfNever,
        errorHours,
        at);
  }
}
