package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import java.util.SequencedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

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

  /// Subjects are looked up in every step of grouping: the entity tells nearly all of them apart.
  @Override
  public int hashCode() {
    return 31 * entity.hashCode() + scope.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Subject that
            && entity.equals(that.entity)
            && scope.equals(that.scope)
            && watched.equals(that.watched)
            && mentioned.equals(that.mentioned)
            && calls.equals(that.calls));
  }
}
