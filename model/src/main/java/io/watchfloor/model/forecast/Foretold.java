package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A forecast that was made: a series reaches its limit. It waits until its time has come, then it
/// is scored. `start` is the series' value when it was made at `at`.
record Foretold(
    SeriesId series,
    double start,
    double limit,
    Instant at,
    Instant likely,
    Instant earliest,
    Optional<Instant> latest) {
  /// A limit counts as reached when so little is left of the way to it.
  private static final double REACHED = 0.02;

  /// Where no latest moment was named, it has not come after so many times the way foretold.
  private static final long PATIENCE = 3;

  static Foretold of(Outlook outlook, Instant now) {
    var likely = outlook.likely().orElseThrow();
    return new Foretold(
        outlook.series(),
        outlook.current(),
        outlook.limit(),
        now,
        likely,
        outlook.earliest().orElse(likely),
        outlook.latest());
  }

  Duration ahead() {
    return Duration.between(at, likely);
  }

  boolean isReachedBy(double value) {
    if (!Double.isFinite(value)) return false;
    double way = limit - start;
    return (limit - value) * Math.signum(way) <= REACHED * Math.abs(way);
  }

  /// From when on it can be said that it did not come.
  Instant tooLate() {
    return latest.orElseGet(() -> at.plus(ahead().multipliedBy(PATIENCE)));
  }

  boolean isWithin(Instant reached) {
    return !reached.isBefore(earliest) && latest.map(end -> !reached.isAfter(end)).orElse(true);
  }
}
