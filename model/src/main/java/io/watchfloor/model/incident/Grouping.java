package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which sightings of one part of the estate belong to one fault. After each new one the most
/// likely small change is made, again and again, until none makes the whole more likely: one moves,
/// some that were alone are a fault, a fault was two, two were one. What is older than [#YOUNG]
/// stays where it is; so nothing is decided with later knowledge than that, and the work is
/// bounded.
///
/// `act`s are applied at once; [Groups] keeps what they change.
final class Grouping {
  /// Seconds within which where a sighting belongs may still change.
  static final double YOUNG = 240;

  private static final double TOGETHER = 120;
  private static final double MOVING = 0.5;
  private static final double OPENING = 1;
  private static final double SPLITTING = 15;

  /// Where what is split off has something that the rest's root hardly explains.
  private static final double SPLITTING_FOREIGN = 8;

  private static final double CONNECTED = -6;
  private static final int MOST_CHANGES = 12;
  private static final int MOST_YOUNG = 80;
  private static final int MOST_PLACED = 12;

  private final Groups groups;
  private final Kinship kinship;
  private final List<Group> here;
  private final List<Sighting> alone;
  private final double now;
  private double best;
  private Runnable act = () -> {};

  Grouping(Groups groups, Kinship kinship, String part, double now) {
    this.groups = groups;
    this.kinship = kinship;
    this.now = now;
    this.here = groups.in(part, kinship);
    this.alone = groups.alone(part, kinship);
  }

  /// Changes until nothing is better; `fresh` is what just came.
  static void improve(Groups groups, Kinship kinship, String part, double now) {
    for (int i = 0; i < MOST_CHANGES; i++)
      if (!new Grouping(groups, kinship, part, now).change()) break;
    new Grouping(groups, kinship, part, now).leaveUndecided();
  }

  private boolean change() {
    best = 1e-6;
    var young = young();
    if (young.size() > MOST_YOUNG) return storm();
    for (var sighting : young) if (!isUndecided(sighting)) move(sighting);
    for (var sighting : alone) openFor(sighting);
    for (var root : roots(young)) {
      open(root);
      for (var group : here) split(group, root);
    }
    for (int i = 0; i < here.size(); i++)
      for (int j = i + 1; j < here.size(); j++) merge(here.get(i), here.get(j));
    if (best <= 1e-6) return false;
    act.run();
    return true;
  }

  /// In a storm only what just came is placed, beside the newest of each fault: the work for an
  /// alert stays the same however many there are.
  private boolean storm() {
    for (var one : tail(alone, MOST_PLACED)) {
      if (!one.between.isEmpty()) continue;
      for (var to : here) {
        if (groups.isBarred(one, to)) continue;
        var newest = tail(to.sightings(), MOST_PLACED);
        double gain = of(Groups.plus(newest, List.of(one))) - of(newest) - one.lone;
        offer(gain, () -> groups.put(List.of(one), to));
      }
      openFor(one);
    }
    if (best <= 1e-6) return false;
    act.run();
    return true;
  }

  /// Takes out what fits another fault about as well; what is left stays a fault.
  private void leaveUndecided() {
    if (here.size() < 2) return;
    var young = young();
    if (young.size() > MOST_YOUNG) return;
    for (var one : young) {
      var from = one.group;
      if (from == null || one.fixed || series(Groups.without(from, List.of(one))) < 2) continue;
      one.between = Undecided.between(one, here, groups, kinship);
      if (!one.between.isEmpty()) groups.take(List.of(one));
    }
  }

  /// Whether it still is; asked again as more comes in.
  private boolean isUndecided(Sighting one) {
    if (one.group != null || one.between.isEmpty()) return false;
    one.between = Undecided.between(one, here, groups, kinship);
    return !one.between.isEmpty();
  }

  private static List<Sighting> tail(List<Sighting> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private void offer(double gain, Runnable change) {
    if (gain <= best) return;
    best = gain;
    act = change;
  }

  private List<Sighting> young() {
    var young = new ArrayList<Sighting>(alone);
    for (var group : here)
      for (var sighting : tail(group.sightings(), 2 * MOST_YOUNG))
        if (isYoung(sighting)) young.add(sighting);
    young.sort(Groups.OLDEST_FIRST);
    return young.size() <= 2 * MOST_YOUNG
        ? young
        : new ArrayList<>(young.subList(young.size() - 2 * MOST_YOUNG, young.size()));
  }

  private boolean isYoung(Sighting sighting) {
    return !sighting.fixed && now - sighting.at <= YOUNG;
  }

  private static Set<EntityId> roots(List<Sighting> young) {
    var roots = new TreeSet<EntityId>();
    for (var sighting : young) {
      roots.add(sighting.subject.entity());
      if (!sighting.subject.watched().isNone()) roots.add(sighting.subject.watched());
    }
    return roots;
  }

  private double of(List<Sighting> sightings) {
    return Likelihood.of(sightings, kinship);
  }

  private void move(Sighting one) {
    var from = one.group;
    if (from != null && from.sightings().size() <= 2) return;
    double out =
        from == null
            ? -one.lone
            : of(Groups.without(from, List.of(one))) - from.likelihood(kinship) - MOVING;
    for (var to : here) {
      if (to == from || groups.isBarred(one, to)) continue;
      double gain = out + of(Groups.with(to, List.of(one))) - to.likelihood(kinship);
      offer(gain, () -> groups.put(List.of(one), to));
    }
    if (from != null) offer(out + one.lone, () -> groups.take(List.of(one)));
  }

  /// One alone is a fault when it is hardly ever seen without one.
  private void openFor(Sighting one) {
    if (!one.between.isEmpty()) return;
    double gain = of(List.of(one)) - one.lone;
    offer(gain, () -> groups.put(List.of(one), groups.open()));
  }

  private void open(EntityId root) {
    var some = near(root, alone, TOGETHER);
    if (series(some) < 2) return;
    double value = of(some) - lone(some);
    boolean smaller = true;
    while (smaller && some.size() > 2) {
      smaller = false;
      for (var one : List.copyOf(some)) {
        var fewer = Groups.minus(some, List.of(one));
        double without = series(fewer) < 2 ? Double.NEGATIVE_INFINITY : of(fewer) - lone(fewer);
        if (without <= value) continue;
        value = without;
        some = fewer;
        smaller = true;
        break;
      }
    }
    var chosen = some;
    offer(value - OPENING, () -> groups.put(chosen, groups.open()));
  }

  private List<Sighting> near(EntityId root, List<Sighting> of, double within) {
    var near = new ArrayList<Sighting>();
    for (var sighting : of)
      if (now - sighting.at <= within && isExplained(sighting, root)) near.add(sighting);
    return near;
  }

  private boolean isExplained(Sighting sighting, EntityId root) {
    var by = sighting.explained(kinship);
    boolean known = kinship.topology.knows(root);
    for (int i = 0; i < by.roots().length; i++)
      if (kinship.entity(by.roots()[i]).equals(root)) return by.logs()[i] > CONNECTED;
    return !known;
  }

  /// Tries whether the young of a group, from some moment on, are another fault with this root.
  private void split(Group group, EntityId root) {
    var some = new ArrayList<Sighting>();
    for (var sighting : group.sightings())
      if (isYoung(sighting) && isExplained(sighting, root)) some.add(sighting);
    some.addAll(near(root, alone, TOGETHER));
    some.sort(Groups.OLDEST_FIRST);
    for (int from = 0; from < some.size() - 1; from++) {
      var those = new ArrayList<>(some.subList(from, some.size()));
      if (series(those) < 2) return;
      splitOff(group, those);
    }
  }

  private void splitOff(Group group, List<Sighting> some) {
    var rest = Groups.without(group, some);
    if (series(rest) < 2) return;
    double whole = group.likelihood(kinship);
    double value = of(rest) + of(some) - whole - lone(alone(some));
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (var one : List.copyOf(some)) {
        if (some.size() <= 2) break;
        var fewer = Groups.minus(some, List.of(one));
        if (series(fewer) < 2) continue;
        var more = one.group == null ? rest : Groups.plus(rest, List.of(one));
        double without = of(more) + of(fewer) - whole - lone(alone(fewer));
        if (without <= value + 1e-9) continue;
        value = without;
        some = fewer;
        rest = more;
        smaller = true;
      }
    }
    var chosen = some;
    if (value - SPLITTING_FOREIGN <= best) return;
    boolean isForeign = kinship.isForeign(some, rest);
    offer(
        value - (isForeign ? SPLITTING_FOREIGN : SPLITTING),
        () -> groups.put(chosen, groups.open()));
  }

  private void merge(Group a, Group b) {
    if (groups.areApart(a, b)) return;
    double gain =
        of(Groups.plus(a.sightings(), b.sightings()))
            - a.likelihood(kinship)
            - b.likelihood(kinship);
    offer(gain, () -> groups.merge(a, b));
  }

  private static List<Sighting> alone(List<Sighting> some) {
    return some.stream().filter(one -> one.group == null).toList();
  }

  private static double lone(List<Sighting> some) {
    double sum = 0;
    for (var one : some) sum += one.lone;
    return sum;
  }

  private static int series(List<Sighting> some) {
    var keys = new HashSet<String>();
    for (var one : some) keys.add(one.ref.key());
    return keys.size();
  }
}
