package io.watchfloor.model.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often each series fired and nothing else did: chronic noise has a history. Forgotten after
/// [#KEPT] without another such time. The engine thread owns it.
final class SeriesHistory {
  private static final Duration KEPT = Duration.ofHours(24);
  private static final int MOST = 50_000;

  private record Alone(int times, Instant last) {}

  private final Map<String, Alone> alone = new LinkedHashMap<>();

  /// It fired, nothing came of it.
  void wasAlone(String key, Instant at) {
    int times = times(key, at) + 1;
    alone.remove(key);
    alone.put(key, new Alone(times, at));
    if (alone.size() > MOST) alone.remove(alone.keySet().iterator().next());
  }

  int times(String key, Instant now) {
    var known = alone.get(key);
    if (known == null || known.last().plus(KEPT).isBefore(now)) return 0;
    return known.times();
  }
}
