package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// How near something is to an incident in the graph and in time, and why it belongs there. Trouble
/// travels from callee to caller and may take its time; the other way it is soon or not at all.
///
/// `rank` is 0 for the same entity and grows with the calls between; `apart` is between its onset
/// and the incident's nearest.
record Nearness(int rank, Duration apart, String reason) implements Comparable<Nearness> {
  private static final Duration SAME_ENTITY = Duration.ofMinutes(10);
  private static final Duration CALLER = Duration.ofMinutes(10);
  private static final Duration CALLEE = Duration.ofMinutes(3);
  private static final Duration SHARED_CALLEE = Duration.ofSeconds(45);
  private static final Duration WATCHER = Duration.ofSeconds(45);
  private static final int HOPS = 2;

  /// An open incident, and how near something is to it.
  record Found(Draft draft, Nearness nearness) {}

  /// The open incident that a finding is nearest to.
  static Optional<Found> nearest(Collection<Draft> drafts, Member finding, Topology topology) {
    var subject = Subject.of(finding.entity());
    Found best = null;
    for (var draft : drafts) {
      if (!draft.isOpen()) continue;
      var near = of(draft, subject, finding.from(), topology);
      if (near.isEmpty() || (best != null && near.get().compareTo(best.nearness()) >= 0)) continue;
      best = new Found(draft, near.get());
    }
    return Optional.ofNullable(best);
  }

  static Optional<Nearness> of(Draft draft, Subject subject, Instant from, Topology topology) {
    var apart = apart(draft, from);
    if (apart.compareTo(SAME_ENTITY) > 0) return Optional.empty();
    if (!subject.watched().isNone()) return watcher(draft, subject, apart, topology);
    var about = new TreeSet<>(subject.mentioned());
    about.add(subject.entity());
    about.remove(EntityId.NONE);
    for (var entity : about) {
      if (draft.entities().contains(entity))
        return near(0, apart, "Same entity, " + entity + ", within minutes.");
    }
    for (var entity : about) {
      if (draft.mentioned.contains(entity) && apart.compareTo(CALLEE) <= 0)
        return near(1, apart, "Both speak of " + entity + ", within minutes.");
    }
    Nearness best = null;
    for (var entity : about) {
      for (var known : draft.callPathEntities()) {
        var found = alongCalls(entity, known, apart, topology);
        if (found != null && (best == null || found.compareTo(best) < 0)) best = found;
      }
    }
    if (best != null) return Optional.of(best);
    var unseen = ofTheUnseen(draft, subject, apart, topology);
    return unseen.isPresent() ? unseen : sharedCallee(draft, subject.entity(), apart, topology);
  }

  private static Optional<Nearness> near(int rank, Duration apart, String reason) {
    return Optional.of(new Nearness(rank, apart, reason));
  }

  private static Duration apart(Draft draft, Instant from) {
    var first = draft.since();
    var last = draft.lastJoin();
    if (from.isBefore(first)) return Duration.between(from, first);
    return from.isAfter(last) ? Duration.between(last, from) : Duration.ZERO;
  }

  /// What watches a thing is near only to the thing itself: its silence makes nothing else fail.
  private static Optional<Nearness> watcher(
      Draft draft, Subject subject, Duration apart, Topology topology) {
    if (draft.entities().contains(subject.entity()))
      return near(0, apart, "Same entity, " + subject.entity() + ", within minutes.");
    if (apart.compareTo(WATCHER) <= 0 && draft.entities().contains(subject.watched()))
      return near(1, apart, "It watches " + subject.watched() + ", at the same time.");
    for (var known : draft.callPathEntities())
      if (apart.compareTo(WATCHER) <= 0 && topology.callees(known).contains(subject.watched()))
        return near(
            2, apart, "It watches " + subject.watched() + ", which " + known + " needs, at once.");
    return Optional.empty();
  }

  /// Trouble with a thing that fell out of sight at the same time.
  private static Optional<Nearness> ofTheUnseen(
      Draft draft, Subject subject, Duration apart, Topology topology) {
    if (apart.compareTo(WATCHER) > 0) return Optional.empty();
    for (var unseen : draft.watched) {
      if (unseen.equals(subject.entity())
          || subject.mentioned().contains(unseen)
          || topology.callees(subject.entity()).contains(unseen))
        return near(2, apart, "It has to do with " + unseen + ", out of sight at the same time.");
    }
    return Optional.empty();
  }

  private static @Nullable Nearness alongCalls(
      EntityId entity, EntityId known, Duration apart, Topology topology) {
    var hops = topology.distance(entity, known);
    if (hops.isEmpty() || hops.getAsInt() > HOPS) return null;
    boolean calls = topology.downstream(entity).contains(known);
    if (apart.compareTo(calls ? CALLER : CALLEE) > 0) return null;
    int n = hops.getAsInt();
    var words =
        n == 1 ? (calls ? " calls " : " is called by ") : (calls ? " needs " : " is needed by ");
    return new Nearness(n, apart, entity + words + known + ", within minutes.");
  }

  /// Everybody who needs the same thing has trouble at once.
  private static Optional<Nearness> sharedCallee(
      Draft draft, EntityId entity, Duration apart, Topology topology) {
    if (apart.compareTo(SHARED_CALLEE) > 0) return Optional.empty();
    for (var callee : topology.callees(entity)) {
      var callers = new TreeSet<>(topology.callers(callee));
      callers.remove(entity);
      if (!callers.isEmpty() && draft.entities().containsAll(callers))
        return near(2, apart, "All that need " + callee + " have trouble at once.");
    }
    return Optional.empty();
  }

  @Override
  public int compareTo(Nearness other) {
    int byRank = Integer.compare(rank, other.rank);
    return byRank != 0 ? byRank : apart.compareTo(other.apart);
  }
}
