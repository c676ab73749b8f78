package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.Map;
import java.util.TreeMap;

/// How many lines of each pattern each entity wrote in one stretch of time.
public record LogCounts(Map<EntityId, Map<String, Integer>> lines) {
  public static final LogCounts NONE = new LogCounts(Map.of());

  public LogCounts {
    var copy = new TreeMap<EntityId, Map<String, Integer>>();
    lines.forEach((entity, patterns) -> copy.put(entity, new TreeMap<>(patterns)));
    lines = copy;
  }

  public Map<String, Integer> of(EntityId entity) {
    return lines.getOrDefault(entity, Map.of());
  }

  int total(EntityId entity) {
    return of(entity).values().stream().mapToInt(Integer::intValue).sum();
  }
}
