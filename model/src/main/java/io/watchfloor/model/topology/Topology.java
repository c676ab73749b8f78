package io.watchfloor.model.topology;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Who needs whom: an immutable directed graph, caller → callee. May have cycles. All answers are
/// in a stable order.
public final class Topology {
  public static final Topology EMPTY =
      new Topology(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

  private final Map<EntityId, Entity> entities;
  private final Map<EntityId, TreeSet<EntityId>> callees;
  private final Map<EntityId, TreeSet<EntityId>> callers;

  private Topology(
      Map<EntityId, Entity> entities,
      Map<EntityId, TreeSet<EntityId>> callees,
      Map<EntityId, TreeSet<EntityId>> callers) {
    this.entities = entities;
    this.callees = callees;
    this.callers = callers;
  }

  /// This graph with `entity` described (a later description replaces an earlier one).
  public Topology with(Entity entity) {
    if (entity.equals(entities.get(entity.id()))) return this;
    var more = new TreeMap<>(entities);
    more.put(entity.id(), entity);
    return new Topology(more, callees, callers);
  }

  /// This graph with "caller needs callee" added; itself where that is known or is a self-call.
  public Topology with(EntityId caller, EntityId callee) {
    if (caller.equals(callee)
        || caller.isNone()
        || callee.isNone()
        || callees(caller).contains(callee)) return this;
    var moreEntities = new TreeMap<>(entities);
    moreEntities.putIfAbsent(caller, Entity.of(caller));
    moreEntities.putIfAbsent(callee, Entity.of(callee));
    return new Topology(
        moreEntities, added(callees, caller, callee), added(callers, callee, caller));
  }

  private static Map<EntityId, TreeSet<EntityId>> added(
      Map<EntityId, TreeSet<EntityId>> edges, EntityId from, EntityId to) {
    var more = new TreeMap<>(edges);
    var set = new TreeSet<>(more.getOrDefault(from, new TreeSet<>()));
    set.add(to);
    more.put(from, set);
    return more;
  }

  public Collection<Entity> entities() {
    return Collections.unmodifiableCollection(entities.values());
  }

  public boolean knows(EntityId id) {
    return entities.containsKey(id);
  }

  public Entity entity(EntityId id) {
    return entities.getOrDefault(id, Entity.of(id));
  }

  /// What `id` needs, directly.
  public Set<EntityId> callees(EntityId id) {
    return Collections.unmodifiableSet(callees.getOrDefault(id, new TreeSet<>()));
  }

  /// What needs `id`, directly.
  public Set<EntityId> callers(EntityId id) {
    return Collections.unmodifiableSet(callers.getOrDefault(id, new TreeSet<>()));
  }

  /// All that needs `id`, directly or not, nearest first, without `id` itself.
  public SequencedSet<EntityId> upstream(EntityId id) {
    return reach(id, callers);
  }

  /// All that `id` needs, directly or not, nearest first, without `id` itself.
  public SequencedSet<EntityId> downstream(EntityId id) {
    return reach(id, callees);
  }

  private static SequencedSet<EntityId> reach(
      EntityId start, Map<EntityId, TreeSet<EntityId>> edges) {
    var hops = hops(start, edges);
    hops.remove(start);
    return Collections.unmodifiableSequencedSet(new java.util.LinkedHashSet<>(hops.keySet()));
  }

  /// The number of calls between two entities in whichever direction is shorter; empty where
  /// neither needs the other.
  public OptionalInt distance(EntityId a, EntityId b) {
    int down = hops(a, callees).getOrDefault(b, Integer.MAX_VALUE);
    int up = hops(a, callers).getOrDefault(b, Integer.MAX_VALUE);
    int nearest = Math.min(down, up);
    return nearest == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(nearest);
  }

  private static LinkedHashMap<EntityId, Integer> hops(
      EntityId start, Map<EntityId, TreeSet<EntityId>> edges) {
    var hops = new LinkedHashMap<EntityId, Integer>();
    var queue = new ArrayDeque<EntityId>();
    hops.put(start, 0);
    queue.add(start);
    while (!queue.isEmpty()) {
      var at = queue.remove();
      for (var next : edges.getOrDefault(at, new TreeSet<>())) {
        if (hops.putIfAbsent(next, hops.getOrDefault(at, 0) + 1) == null) queue.add(next);
      }
    }
    return hops;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Topology that
        && entities.equals(that.entities)
        && callees.equals(that.callees);
  }

  @Override
  public int hashCode() {
    return entities.hashCode() * 31 + callees.hashCode();
  }
}
