package io.watchfloor.connectors.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// Turns rising counters into rates per second. The first value of a counter and one after a reset
/// give none.
final class Rates {
  private record Seen(Instant at, long value) {}

  private final Map<String, Seen> before = new HashMap<>();

  OptionalDouble perSecond(String counter, long value, Instant now) {
    var last = before.put(counter, new Seen(now, value));
    if (last == null || value < last.value) return OptionalDouble.empty();
    double seconds = Duration.between(last.at, now).toNanos() / 1e9;
    return seconds > 0
        ? OptionalDouble.of((double) (value - last.value) / seconds)
        : OptionalDouble.empty();
  }
}
