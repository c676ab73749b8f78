package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An incident in the making.
final class Draft {
  private static final Duration HOLD = Duration.ofSeconds(6);
  private static final Duration REOPEN = Duration.ofSeconds(45);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST_MEMBERS = 400;

  final IncidentId id;
  final Map<Ref, Member> members = new LinkedHashMap<>();
  final List<Note> notes = new ArrayList<>();

  /// Whom its alerts speak of beyond the entity they are about: the other end of a dependency.
  final Set<EntityId> mentioned = new LinkedHashSet<>();

  /// Those of its entities that only watch others: their silence travels nowhere.
  final Set<EntityId> watchers = new LinkedHashSet<>();

  /// What these watch.
  final Set<EntityId> watched = new LinkedHashSet<>();

  /// What its alerts are to the correlator; incidents that became part of it since it last told.
  @Nullable Group group;

  final List<Draft> absorbs = new ArrayList<>();

  final Instant openedAt;
  Instant updatedAt;
  Incident.State state = Incident.State.OPEN;
  Optional<Instant> resolvedAt = Optional.empty();
  Optional<Instant> quietSince = Optional.empty();
  Optional<Operator> owner = Optional.empty();
  Optional<Instant> acknowledgedAt = Optional.empty();
  String title = "";
  int version;
  boolean dirty = true;

  Draft(IncidentId id, Instant now) {
    this.id = id;
    this.openedAt = now;
    this.updatedAt = now;
  }

  Draft(Incident incident) {
    this(incident.id(), incident.openedAt());
    for (var member : incident.members()) members.put(member.ref(), member);
    notes.addAll(incident.notes());
    updatedAt = incident.updatedAt();
    state = incident.state();
    resolvedAt = incident.resolvedAt();
    owner = incident.owner();
    acknowledgedAt = incident.acknowledgedAt();
    title = incident.title();
    version = incident.version();
    dirty = false;
  }

  void update(Member member, Instant now) {
    var before = members.get(member.ref());
    if (member.equals(before)) return;
    if (before == null && members.size() >= MOST_MEMBERS) return;
    members.put(member.ref(), member);
    updatedAt = now;
    dirty = true;
  }

  /// A later firing of the same alert belongs elsewhere; here it is over.
  void end(Ref ref, Instant now) {
    var member = members.get(ref);
    if (member == null || !member.isActive()) return;
    update(
        new Member(
            ref,
            member.entity(),
            member.text(),
            member.severity(),
            member.from(),
            Optional.of(now),
            member.reason()),
        now);
  }

  void remove(Ref ref) {
    if (members.remove(ref) != null) dirty = true;
  }

  String reasonOf(Ref ref) {
    var member = members.get(ref);
    return member == null ? "" : member.reason();
  }

  void absorb(Draft other, Instant now, String why) {
    other.members.forEach(
        (ref, member) ->
            members.putIfAbsent(
                ref,
                new Member(
                    ref,
                    member.entity(),
                    member.text(),
                    member.severity(),
                    member.from(),
                    member.until(),
                    "From " + other.id + ": " + why + ".")));
    notes.addAll(other.notes);
    mentioned.addAll(other.mentioned);
    watchers.addAll(other.watchers);
    watched.addAll(other.watched);
    other.state = Incident.State.MERGED;
    other.resolvedAt = Optional.of(now);
    other.dirty = true;
    dirty = true;
  }

  void reopen() {
    if (state != Incident.State.RESOLVED) return;
    state = Incident.State.OPEN;
    resolvedAt = Optional.empty();
    quietSince = Optional.empty();
    dirty = true;
  }

  /// Resolves once no alert has been active for the hold.
  void settle(Instant now) {
    if (state != Incident.State.OPEN) return;
    boolean active =
        members.values().stream()
            .anyMatch(member -> member.ref() instanceof Ref.ToAlert && member.isActive());
    if (active) {
      quietSince = Optional.empty();
      return;
    }
    if (quietSince.isEmpty()) quietSince = Optional.of(now);
    if (Duration.between(quietSince.get(), now).compareTo(HOLD) < 0) return;
    state = Incident.State.RESOLVED;
    resolvedAt = quietSince;
    dirty = true;
  }

  boolean isOpen() {
    return state == Incident.State.OPEN;
  }

  /// Whether this member was in it when it was resolved, a short while ago.
  boolean reopensFor(Ref ref, Instant now) {
    return state == Incident.State.RESOLVED
        && members.containsKey(ref)
        && resolvedAt.filter(at -> Duration.between(at, now).compareTo(REOPEN) < 0).isPresent();
  }

  boolean isOld(Instant now) {
    return state == Incident.State.RESOLVED
        && resolvedAt.filter(at -> Duration.between(at, now).compareTo(KEPT) > 0).isPresent();
  }

  Instant since() {
    return members.values().stream()
        .filter(member -> member.ref() instanceof Ref.ToAlert)
        .map(Member::from)
        .min(Instant::compareTo)
        .orElse(openedAt);
  }

  Instant lastJoin() {
    return members.values().stream()
        .filter(member -> member.ref() instanceof Ref.ToAlert)
        .map(Member::from)
        .max(Instant::compareTo)
        .orElse(openedAt);
  }

  /// Whom its alerts are about.
  Set<EntityId> entities() {
    var entities = new LinkedHashSet<EntityId>();
    for (var member : members.values())
      if (member.ref() instanceof Ref.ToAlert) entities.add(member.entity());
    entities.remove(EntityId.NONE);
    return entities;
  }

  /// Those from whom, or to whom, trouble travels along calls.
  Set<EntityId> callPathEntities() {
    var entities = entities();
    entities.addAll(mentioned);
    entities.removeAll(watchers);
    return entities;
  }

  Incident told() {
    var severity =
        members.values().stream()
            .filter(member -> member.isActive() || state != Incident.State.OPEN)
            .filter(member -> member.ref() instanceof Ref.ToAlert)
            .map(Member::severity)
            .reduce(Severity::worst)
            .orElse(Severity.INFO);
    return new Incident(
        id,
        version,
        title,
        severity,
        state,
        since(),
        openedAt,
        updatedAt,
        resolvedAt,
        List.copyOf(members.values()),
        List.copyOf(entities()),
        owner,
        acknowledgedAt,
        notes);
  }
}
