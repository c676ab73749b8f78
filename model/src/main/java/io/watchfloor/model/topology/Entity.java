package io.watchfloor.model.topology;

import io.watchfloor.model.signal.EntityId;

/// Something of the estate: its kind (`service`, `host`, `disk`, …), tier and owner as far as
/// anybody said.
public record Entity(EntityId id, String kind, String tier, String owner) {
  public static Entity of(EntityId id) {
    return new Entity(id, "", "", "");
  }
}
