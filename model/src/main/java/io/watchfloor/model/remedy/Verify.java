package io.watchfloor.model.remedy;

import java.time.Duration;
import java.util.List;

/// How success is told: the incident's own alerts clear, and the suspect's metric returns to its
/// band, within `within`. `alerts` narrows the alerts to globs (empty: all of the incident's on the
/// suspect's path); `holdFor` is how long they must stay clear.
public record Verify(
    Duration within, Duration holdFor, boolean metricReturns, List<String> alerts) {
  public Verify {
    alerts = List.copyOf(alerts);
  }
}
