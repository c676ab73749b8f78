package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;

/// What alerts, states, findings and changes say of one entity once the graph has explained away
/// what others cause: the kind of fault they speak of most, their weight in log-odds (0 and more),
/// and the part (0–1) of its slowness and failures that others explain.
public record Told(EntityId entity, FaultKind kind, double weight, double explained) {
  /// From here on the words about an entity say what kind of fault it has, whatever else is
  /// measured on it: an alert that names a lock is about a lock.
  private static final double PLAIN = 1;

  boolean isPlain() {
    return kind != FaultKind.UNKNOWN && weight >= PLAIN;
  }
}
