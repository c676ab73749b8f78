package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import java.util.SequencedSet;
import java.util.TreeSet;

/// What an alert or a finding is about: its own entity, those it names at the other end of a
/// dependency, the thing whose watcher it is about ([EntityId#NONE] mostly), the part of the estate
/// it says it comes from (empty where it does not say), and `calls`: those of the callees of its
/// own entity that it names, where it is about these calls and no others.
record Subject(
    EntityId entity,
    SequencedSet<EntityId> mentioned,
    EntityId watched,
    String scope,
    SequencedSet<EntityId> calls) {
  static Subject of(EntityId entity) {
    return new Subject(entity, new TreeSet<>(), EntityId.NONE, "", new TreeSet<>());
  }
}
