package io.watchfloor.model.source;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The health of one source, as the Sources screen lists it. `since` is when `health` began; `lag`
/// is the age of its newest signal when it was last read; `gaps` are the stretches of the last 24
/// hours in which we were blind.
public record SourceStatus(
    SourceId id,
    String type,
    SourceHealth health,
    Instant since,
    Optional<Instant> lastSuccess,
    Optional<Instant> newestSignal,
    Duration interval,
    Duration lag,
    Duration skew,
    String error,
    Optional<Instant> nextTry,
    int failures,
    long signals,
    int series,
    int requestsPerMinute,
    List<String> notices,
    List<Window> gaps) {
  public SourceStatus {
    notices = List.copyOf(notices);
    gaps = List.copyOf(gaps);
  }
}
