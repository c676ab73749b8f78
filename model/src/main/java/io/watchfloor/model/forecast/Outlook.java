package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import java.time.Instant;
import java.util.Optional;

/// When a series reaches its limit: the median and the 80 % interval of the first passage, the
/// chance (0–1) that it does not within the horizon, and how far off (in hours, median) such
/// forecasts were on its own past. `why` says what the limit is.
public record Outlook(
    SeriesId series,
    EntityId entity,
    MetricInfo info,
    double current,
    double limit,
    String why,
    Optional<Instant> median,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    double chanceOfNever,
    double errorHours,
    Instant at) {}
