package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import java.time.Instant;
import java.util.Optional;

/// An episode in which a series left its expected band. Begins once, holds, ends by hysteresis or
/// when the new level has become normal; `until` is empty while it lasts. `value`, `expected`,
/// `low`, `high` are those of its strangest point so far and `grade` (0–1) that point's; `at` is
/// the newest point judged. `id` is stable over the episode's life.
public record Anomaly(
    String id,
    SeriesId series,
    EntityId entity,
    MetricInfo info,
    Instant from,
    Optional<Instant> until,
    Instant at,
    Kind kind,
    double grade,
    double value,
    double expected,
    double low,
    double high) {

  public enum Kind {
    SPIKE,
    DIP,
    LEVEL_SHIFT,
    TREND_CHANGE,
    VARIANCE_CHANGE,
    SEASONAL_BREAK,
    MISSING_DATA
  }

  public boolean isOpen() {
    return until.isEmpty();
  }

  /// +1 above the expected value, −1 below, 0 where data are missing.
  public int direction() {
    return kind == Kind.MISSING_DATA ? 0 : value >= expected ? 1 : -1;
  }
}
