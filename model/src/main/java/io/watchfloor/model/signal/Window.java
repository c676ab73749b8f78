package io.watchfloor.model.signal;

import java.time.Duration;
import java.time.Instant;

/// A stretch of time, from inclusive, to exclusive.
public record Window(Instant from, Instant to) {
  public Window {
    if (!from.isBefore(to))
      throw new IllegalArgumentException("empty window: " + from + " .. " + to);
  }

  public static Window before(Instant to, Duration length) {
    return new Window(to.minus(length), to);
  }

  public boolean contains(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  /// This window, longer by `share` of its length at both ends.
  public Window widened(double share) {
    var by = Duration.ofMillis((long) (length().toMillis() * share));
    return new Window(from.minus(by), to.plus(by));
  }
}
