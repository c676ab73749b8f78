package io.watchfloor.model.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The groups there are, and the sightings that are in none. The engine thread owns it.
final class Groups {
  static final Comparator<Sighting> OLDEST_FIRST = Comparator.comparingLong(it -> it.order);
  private static final int MOST_ALONE = 2_000;

  private final List<Group> groups = new ArrayList<>();
  private final List<Sighting> alone = new ArrayList<>();
  private final Set<Sighting> moved = new HashSet<>();
  private final PairRules rules;
  private Instant now = Instant.EPOCH;

  Groups(PairRules rules) {
    this.rules = rules;
  }

  void now(Instant at) {
    now = at;
  }

  List<Group> all() {
    return groups;
  }

  List<Sighting> alone() {
    return alone;
  }

  List<Group> in(String part, Kinship kinship) {
    return groups.stream()
        .filter(group -> kinship.part(group.sightings().getFirst().subject).equals(part))
        .toList();
  }

  List<Sighting> alone(String part, Kinship kinship) {
    return alone.stream().filter(one -> kinship.part(one.subject).equals(part)).toList();
  }

  void add(Sighting sighting) {
    alone.add(sighting);
    if (alone.size() > MOST_ALONE) alone.removeFirst();
  }

  Group open() {
    var group = new Group();
    groups.add(group);
    return group;
  }

  /// One that is in no group is not waited for any longer.
  void forget(Sighting one) {
    alone.remove(one);
  }

  void drop(Group group) {
    groups.remove(group);
  }

  /// Puts sightings, from wherever they are, into a group.
  void put(Collection<Sighting> some, Group into) {
    leave(some);
    into.set(plus(into.sightings(), some));
    for (var one : some) place(one, into);
    dropEmpty();
  }

  /// Takes sightings out of their groups.
  void take(Collection<Sighting> some) {
    leave(some);
    alone.addAll(some);
    alone.sort(OLDEST_FIRST);
    for (var one : some) place(one, null);
    dropEmpty();
  }

  private void leave(Collection<Sighting> some) {
    for (var one : some) {
      var from = one.group;
      if (from == null) alone.remove(one);
      else from.set(without(from, List.of(one)));
    }
  }

  private void place(Sighting one, @Nullable Group group) {
    if (one.group == group) return;
    one.group = group;
    one.placedAt = now;
    moved.add(one);
  }

  /// The one that began later becomes part of the other.
  void merge(Group a, Group b) {
    var into = a.first() <= b.first() ? a : b;
    var from = into == a ? b : a;
    if (from.draft != null && into.draft != null) into.draft.absorbs.add(from.draft);
    put(List.copyOf(from.sightings()), into);
  }

  private void dropEmpty() {
    groups.removeIf(group -> group.sightings().isEmpty());
  }

  /// Those whose place changed since this was last asked.
  List<Sighting> moved() {
    var all = new ArrayList<>(moved);
    all.sort(OLDEST_FIRST);
    moved.clear();
    return all;
  }

  boolean isBarred(Sighting one, Group from) {
    if (rules.isEmpty()) return false;
    for (var other : from.sightings())
      if (rules.areApart(one.ref.key(), other.ref.key())) return true;
    return false;
  }

  boolean areApart(Group a, Group b) {
    if (a.apart.contains(b) || b.apart.contains(a)) return true;
    if (rules.isEmpty()) return false;
    for (var one : a.sightings()) if (isBarred(one, b)) return true;
    return false;
  }

  static List<Sighting> with(Group group, Collection<Sighting> more) {
    return plus(group.sightings(), more);
  }

  static List<Sighting> without(Group group, Collection<Sighting> some) {
    return minus(group.sightings(), some);
  }

  static List<Sighting> plus(List<Sighting> some, Collection<Sighting> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    all.sort(OLDEST_FIRST);
    return all;
  }

  static List<Sighting> minus(List<Sighting> all, Collection<Sighting> some) {
    var rest = new ArrayList<>(all);
    rest.removeAll(some);
    return rest;
  }
}
