package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Folds alerts and findings into incidents. An alert opens an incident unless one that is open is
/// near it in the graph and in time; anomalies and log findings join incidents and never open one
/// by themselves. Two young incidents that a new alert connects become one. Every membership has
/// its reason. Decided with what has arrived. The engine thread owns it.
public final class Correlator {
  /// What is new in a turn.
  public record Input(
      Collection<TrackedAlert> alerts,
      Collection<Anomaly> anomalies,
      Collection<LogFinding> logs,
      Topology topology) {}

  private static final Duration NEAR = Duration.ofMinutes(10);
  private static final Duration YOUNG = Duration.ofMinutes(5);
  private static final Duration HOLD = Duration.ofSeconds(8);
  private static final Duration REOPEN = Duration.ofMinutes(2);
  private static final int HOPS = 2;
  private static final int MOST_MEMBERS = 400;
  private static final int STORM = 12;

  private final String prefix;
  private final EntityRules rules;
  private final Map<IncidentId, Draft> drafts = new TreeMap<>();
  private final Set<String> unlinked = new HashSet<>();
  private long next;

  public Correlator(String prefix, long next, EntityRules rules) {
    this.prefix = prefix;
    this.next = next;
    this.rules = rules;
  }

  public void restore(Collection<Incident> known) {
    for (var incident : known)
      if (incident.state() != Incident.State.MERGED) drafts.put(incident.id(), new Draft(incident));
  }

  public void next(long id) {
    next = Math.max(next, id);
  }

  public Collection<Incident> all() {
    return drafts.values().stream().map(Draft::told).toList();
  }

  public Optional<Incident> get(IncidentId id) {
    return Optional.ofNullable(drafts.get(id)).map(Draft::told);
  }

  /// Takes what is new; the answer holds the incidents that changed, as new versions.
  public List<Incident> correlate(Input input, Instant now) {
    for (var alert : input.alerts()) take(alert, input.topology(), now);
    for (var anomaly : input.anomalies()) take(anomaly, input.topology(), now);
    for (var finding : input.logs()) take(finding, input.topology(), now);
    return changed(input.topology(), now);
  }

  private List<Incident> changed(Topology topology, Instant now) {
    var changed = new ArrayList<Incident>();
    for (var draft : drafts.values()) {
      draft.settle(now);
      if (!draft.dirty) continue;
      draft.version++;
      draft.updatedAt = now;
      draft.title = Titles.title(draft.members.values(), topology, STORM);
      draft.dirty = false;
      changed.add(draft.told());
    }
    drafts.values().removeIf(draft -> draft.state == Incident.State.MERGED || draft.isOld(now));
    return changed;
  }

  private void take(TrackedAlert tracked, Topology topology, Instant now) {
    var alert = tracked.alert();
    var ref = new Ref.ToAlert(tracked.key());
    var home = homeOf(ref);
    if (home != null) {
      home.update(member(ref, tracked, home.reasonOf(ref)), now);
      return;
    }
    if (!alert.isActive() || alert.severity() == Severity.OK) return;
    var entities = entitiesOf(alert);
    var near = new ArrayList<Draft>();
    for (var draft : drafts.values()) {
      if (draft.isOpenTo(now)
          && !unlinked.contains(draft.id + " " + ref)
          && reason(draft, entities, alert.startsAt(), topology).isPresent()) near.add(draft);
    }
    if (near.isEmpty()) {
      open(ref, tracked, now);
      return;
    }
    var target = near.getFirst();
    for (var other : near.subList(1, near.size()))
      if (other.isYoung(now) && target.isYoung(now))
        target.absorb(other, now, "an alert connects them");
    target.update(
        member(
            ref,
            tracked,
            reason(target, entities, alert.startsAt(), topology)
                .orElse("near in the graph and in time")),
        now);
    target.reopen();
  }

  private void open(Ref ref, TrackedAlert tracked, Instant now) {
    var draft = new Draft(new IncidentId(prefix + next++), now);
    drafts.put(draft.id, draft);
    draft.update(member(ref, tracked, "It opened the incident."), now);
  }

  /// Whom an alert is about: its own entity and the other end of the dependency it names.
  private List<EntityId> entitiesOf(Alert alert) {
    var entities = new ArrayList<EntityId>();
    if (!alert.entity().isNone()) entities.add(alert.entity());
    for (var edge : rules.edges()) {
      var other = alert.labels().value(edge.to());
      if (!other.isEmpty() && !alert.labels().value(edge.from()).isEmpty())
        entities.add(rules.named(other));
    }
    var plain = rules.entity(alert.labels().without(Labels.NAME, "exporter"));
    if (!plain.isNone() && !entities.contains(plain)) entities.add(plain);
    return entities;
  }

  private Member member(Ref ref, TrackedAlert tracked, String reason) {
    var alert = tracked.alert();
    Optional<Instant> until =
        alert.isActive()
            ? Optional.empty()
            : Optional.of(
                alert
                    .endsAt()
                    .filter(end -> !end.isAfter(tracked.lastChange()))
                    .orElse(tracked.lastChange()));
    return new Member(
        ref, alert.entity(), alert.summary(), alert.severity(), alert.startsAt(), until, reason);
  }

  private void take(Anomaly anomaly, Topology topology, Instant now) {
    var text =
        anomaly.series().metric()
            + (anomaly.direction() >= 0 ? " above" : " below")
            + " its usual range";
    join(
        new Ref.ToAnomaly(anomaly.id()),
        anomaly.entity(),
        text,
        anomaly.from(),
        anomaly.until(),
        topology,
        now);
  }

  private void take(LogFinding finding, Topology topology, Instant now) {
    var words =
        finding.kind() == LogFinding.Kind.NEW_TEMPLATE
            ? "A log pattern never seen before: "
            : "Many more log lines than usual: ";
    join(
        new Ref.ToLog(finding.id()),
        finding.entity(),
        words + finding.pattern(),
        finding.from(),
        finding.until(),
        topology,
        now);
  }

  private void join(
      Ref ref,
      EntityId entity,
      String text,
      Instant from,
      Optional<Instant> until,
      Topology topology,
      Instant now) {
    var home = homeOf(ref);
    if (home != null) {
      home.update(
          new Member(ref, entity, text, Severity.INFO, from, until, home.reasonOf(ref)), now);
      return;
    }
    if (entity.isNone() || until.isPresent()) return;
    for (var draft : drafts.values()) {
      if (!draft.isOpenTo(now) || unlinked.contains(draft.id + " " + ref)) continue;
      var reason = reason(draft, List.of(entity), from, topology);
      if (reason.isEmpty()) continue;
      draft.update(new Member(ref, entity, text, Severity.INFO, from, until, reason.get()), now);
      return;
    }
  }

  private @Nullable Draft homeOf(Ref ref) {
    for (var draft : drafts.values())
      if (draft.state == Incident.State.OPEN && draft.members.containsKey(ref)) return draft;
    return null;
  }

  /// Why something about `entities` that began at `from` belongs to an incident, if it does.
  private Optional<String> reason(
      Draft draft, List<EntityId> entities, Instant from, Topology topology) {
    if (Duration.between(draft.lastJoin(), from).abs().compareTo(NEAR) > 0
        && Duration.between(draft.since(), from).abs().compareTo(NEAR) > 0) return Optional.empty();
    for (var entity : entities) {
      for (var known : draft.alertEntities()) {
        if (entity.equals(known))
          return Optional.of("Same entity, " + entity + ", within minutes.");
      }
    }
    for (var entity : entities) {
      for (var known : draft.alertEntities()) {
        var hops = topology.distance(entity, known);
        if (hops.isPresent() && hops.getAsInt() <= HOPS) {
          return Optional.of(
              entity
                  + " is "
                  + hops.getAsInt()
                  + (hops.getAsInt() == 1 ? " call" : " calls")
                  + " from "
                  + known
                  + ", within minutes.");
        }
        if (shareCallee(entity, known, topology))
          return Optional.of(entity + " and " + known + " need the same thing, within minutes.");
      }
    }
    return Optional.empty();
  }

  private static boolean shareCallee(EntityId a, EntityId b, Topology topology) {
    if (topology.callees(a).isEmpty()) return false;
    for (var callee : topology.callees(a)) if (topology.callees(b).contains(callee)) return true;
    return false;
  }

  // What people do.

  public Optional<Incident> note(IncidentId id, Note note, Instant now) {
    return edit(id, now, draft -> draft.notes.add(note));
  }

  public Optional<Incident> acknowledge(IncidentId id, Operator by, String comment, Instant now) {
    return edit(
        id,
        now,
        draft -> {
          draft.acknowledgedAt = Optional.of(now);
          if (draft.owner.isEmpty()) draft.owner = Optional.of(by);
          draft.notes.add(new Note(now, by, Note.Kind.ACKNOWLEDGED, comment));
        });
  }

  public Optional<Incident> assign(IncidentId id, Operator by, Operator owner, Instant now) {
    return edit(
        id,
        now,
        draft -> {
          draft.owner = Optional.of(owner);
          draft.notes.add(new Note(now, by, Note.Kind.ASSIGNED, owner.name()));
        });
  }

  /// Both incidents as they are now: the one that took over, and the merged one.
  public List<Incident> merge(IncidentId into, IncidentId from, Operator by, Instant now) {
    var target = drafts.get(into);
    var other = drafts.get(from);
    if (target == null || other == null || target == other) return List.of();
    target.absorb(other, now, by.name() + " merged them");
    target.notes.add(new Note(now, by, Note.Kind.MERGED, from.text()));
    var merged = new ArrayList<Incident>();
    for (var draft : List.of(target, other)) {
      draft.version++;
      draft.updatedAt = now;
      draft.dirty = false;
      merged.add(draft.told());
    }
    drafts.remove(from);
    return merged;
  }

  /// Takes a member out; it does not come back by itself.
  public Optional<Incident> unlink(IncidentId id, Ref ref, Operator by, Instant now) {
    return edit(
        id,
        now,
        draft -> {
          draft.members.remove(ref);
          unlinked.add(draft.id + " " + ref);
          draft.notes.add(new Note(now, by, Note.Kind.UNLINKED, ref.toString()));
        });
  }

  private Optional<Incident> edit(IncidentId id, Instant now, Consumer<Draft> change) {
    var draft = drafts.get(id);
    if (draft == null) return Optional.empty();
    change.accept(draft);
    draft.version++;
    draft.updatedAt = now;
    return Optional.of(draft.told());
  }

  /// An incident in the making.
  private static final class Draft {
    final IncidentId id;
    final Map<Ref, Member> members = new LinkedHashMap<>();
    final List<Note> notes = new ArrayList<>();
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

    boolean isOpenTo(Instant now) {
      return state == Incident.State.OPEN
          || (state == Incident.State.RESOLVED
              && resolvedAt
                  .filter(at -> Duration.between(at, now).compareTo(REOPEN) < 0)
                  .isPresent());
    }

    boolean isYoung(Instant now) {
      return Duration.between(openedAt, now).compareTo(YOUNG) < 0;
    }

    boolean isOld(Instant now) {
      return state == Incident.State.RESOLVED
          && resolvedAt
              .filter(at -> Duration.between(at, now).compareTo(Duration.ofDays(1)) > 0)
              .isPresent();
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

    Collection<EntityId> alertEntities() {
      var entities = new LinkedHashSet<EntityId>();
      for (var member : members.values())
        if (member.ref() instanceof Ref.ToAlert) entities.add(member.entity());
      entities.remove(EntityId.NONE);
      return entities;
    }

    Incident told() {
      var entities = new LinkedHashSet<EntityId>();
      for (var member : members.values())
        if (!member.entity().isNone() && member.ref() instanceof Ref.ToAlert)
          entities.add(member.entity());
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
          List.copyOf(entities),
          owner,
          acknowledgedAt,
          notes);
    }
  }
}
