package io.watchfloor.connectors.prometheus;

import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far each series has been handed on, so that a sample that overlaps is not told twice and a
/// late one is not missed. A cache: after a restart it is empty, and a few samples around the
/// cursor are told again.
final class SeriesMemory {
  private static final long FORGOTTEN_MILLIS = 3_600_000;

  /// The newest sample handed on; `stale` when that was the gap that ends the series.
  record Seen(long last, boolean stale, MetricInfo info, long step) {}

  private final Map<Labels, Seen> seen = new HashMap<>();

  @Nullable Seen of(Labels labels) {
    return seen.get(labels);
  }

  void put(Labels labels, Seen now) {
    seen.put(labels, now);
  }

  Map<Labels, Seen> all() {
    return seen;
  }

  void forget(long now) {
    seen.values().removeIf(it -> it.last() < now - FORGOTTEN_MILLIS);
  }

  void clear() {
    seen.clear();
  }
}
