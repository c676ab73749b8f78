package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reads OTLP's times: nanoseconds since 1970, 0 where there is none.
final class Times {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int LONGEST = 19;

  private Times() {}

  /// Empty where there is none, or one that can't be right.
  static Optional<Instant> of(Node holder, String name, Instant now) {
    var text = holder.text(name);
    if (text.isEmpty() || text.length() > LONGEST) return Optional.empty();
    try {
      long nanos = Long.parseLong(text);
      var at = Instant.ofEpochMilli(nanos / 1_000_000);
      return at.isBefore(EARLIEST) || at.isAfter(now.plus(AHEAD))
          ? Optional.empty()
          : Optional.of(at);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
