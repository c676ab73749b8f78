package io.watchfloor.model.log;

import java.time.Instant;
import java.util.List;

/// Lines a minute, oldest first, and where that number was expected, by what came before it. The
/// last minute is not over yet. `low` and `high` are NaN until enough was learnt.
///
/// @param from the start of the first minute
public record MinuteRates(Instant from, List<Integer> lines, List<Double> low, List<Double> high) {
  public static final MinuteRates NONE =
      new MinuteRates(Instant.EPOCH, List.of(), List.of(), List.of());

  public MinuteRates {
    lines = List.copyOf(lines);
    low = List.copyOf(low);
    high = List.copyOf(high);
    if (low.size() != lines.size() || high.size() != lines.size())
      throw new IllegalArgumentException(
          "lengths differ: " + lines.size() + ", " + low.size() + ", " + high.size());
  }

  /// The start of the minute at `i`.
  public Instant at(int i) {
    return from.plusSeconds(60L * i);
  }

  public int size() {
    return lines.size();
  }
}
