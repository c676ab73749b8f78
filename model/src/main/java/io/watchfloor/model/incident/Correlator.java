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

  private static final Duration ONE_ONSET = Duration.ofSeconds(90);
  private static final Duration LOOSE_KEPT = Duration.ofMinutes(3);
  private static final int MOST_LOOSE = 2_000;
  private static final int STORM = 12;

  private final String prefix;
  private final EntityRules rules;
  private final Map<IncidentId, Draft> drafts = new TreeMap<>();
  private final Set<String> unlinked = new HashSet<>();

  /// Findings that belong to no incident yet: one that opens later may be theirs.
  private final LinkedHashMap<Ref, Member> loose = new LinkedHashMap<>();

  private long next;

  public Correlator(String prefix, long next, EntityRules rules) {
    this.prefix = prefix;
    this.next = next;
    this.rules = rules;
  }

  public void restore(Collection<Incident> known) {
    for (var incident : known)
      if (incident.state() != Incident.State.MERGED) drafts.put(incident.id(), new Draft(incident));
    for (var incident : known)
      for (var note : incident.notes())
        if (note.kind() == Note.Kind.UNLINKED) unlinked.add(incident.id() + " " + note.text());
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
    for (var anomaly : input.anomalies()) take(member(anomaly), now);
    for (var finding : input.logs()) take(member(finding), now);
    joinLoose(input.topology(), now);
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
    var subject = subject(alert);
    var before = resolvedWith(ref, now);
    var target = before != null ? before : nearest(ref, subject, alert.startsAt(), topology);
    var reason = "It opened the incident.";
    if (target == null) target = open(now);
    else if (target.isOpen())
      reason =
          Nearness.of(target, subject, alert.startsAt(), topology)
              .map(Nearness::reason)
              .orElse("It came back.");
    else reason = target.reasonOf(ref);
    target.update(member(ref, tracked, reason), now);
    target.mentioned.addAll(subject.mentioned());
    if (!subject.watched().isNone()) {
      target.watchers.add(subject.entity());
      target.watched.add(subject.watched());
    }
    target.reopen();
    mergeConnected(target, ref, subject, alert.startsAt(), topology, now);
  }

  private @Nullable Draft resolvedWith(Ref ref, Instant now) {
    for (var draft : drafts.values())
      if (draft.reopensFor(ref, now) && !isUnlinked(draft, ref)) return draft;
    return null;
  }

  private @Nullable Draft nearest(
      Ref ref, Nearness.Subject subject, Instant from, Topology topology) {
    Draft target = null;
    Nearness best = null;
    for (var draft : drafts.values()) {
      if (!draft.isOpen() || isUnlinked(draft, ref)) continue;
      var found = Nearness.of(draft, subject, from, topology);
      if (found.isEmpty() || (best != null && found.get().compareTo(best) >= 0)) continue;
      target = draft;
      best = found.get();
    }
    return target;
  }

  /// An alert that is near two incidents which began together shows that they are one.
  private void mergeConnected(
      Draft target,
      Ref ref,
      Nearness.Subject subject,
      Instant from,
      Topology topology,
      Instant now) {
    for (var other : drafts.values()) {
      if (other == target || !other.isOpen() || isUnlinked(other, ref)) continue;
      if (Duration.between(other.since(), target.since()).abs().compareTo(ONE_ONSET) > 0) continue;
      if (Nearness.of(other, subject, from, topology).isEmpty()) continue;
      boolean older = other.id.compareTo(target.id) < 0;
      var into = older ? other : target;
      into.absorb(older ? target : other, now, subject.entity() + " connects them");
      target = into;
    }
  }

  private boolean isUnlinked(Draft draft, Ref ref) {
    return unlinked.contains(draft.id + " " + ref);
  }

  private Draft open(Instant now) {
    var draft = new Draft(new IncidentId(prefix + next++), now);
    drafts.put(draft.id, draft);
    return draft;
  }

  /// Whom an alert is about, and what else it names.
  private Nearness.Subject subject(Alert alert) {
    var mentioned = new ArrayList<EntityId>();
    for (var edge : rules.edges()) {
      var other = alert.labels().value(edge.to());
      if (!other.isEmpty() && !alert.labels().value(edge.from()).isEmpty())
        mentioned.add(rules.named(other));
    }
    var watched = rules.entity(alert.labels().without(Labels.NAME, "exporter"));
    boolean isWatcher =
        !alert.labels().value("exporter").isEmpty() && !watched.equals(alert.entity());
    return new Nearness.Subject(alert.entity(), mentioned, isWatcher ? watched : EntityId.NONE);
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

  private static Member member(Anomaly anomaly) {
    var text =
        anomaly.series().metric()
            + (anomaly.direction() >= 0 ? " above" : " below")
            + " its usual range";
    return new Member(
        new Ref.ToAnomaly(anomaly.id()),
        anomaly.entity(),
        text,
        Severity.INFO,
        anomaly.from(),
        anomaly.until(),
        "");
  }

  private static Member member(LogFinding finding) {
    return new Member(
        new Ref.ToLog(finding.id()),
        finding.entity(),
        finding.sentence(),
        Severity.INFO,
        finding.from(),
        finding.until(),
        "");
  }

  /// A finding that is known moves on where it is; a new one waits for its incident.
  private void take(Member finding, Instant now) {
    var home = homeOf(finding.ref());
    if (home != null) {
      home.update(because(finding, home.reasonOf(finding.ref())), now);
      return;
    }
    if (finding.entity().isNone()) return;
    loose.put(finding.ref(), finding);
    if (loose.size() > MOST_LOOSE) loose.pollFirstEntry();
  }

  private static Member because(Member member, String reason) {
    return new Member(
        member.ref(),
        member.entity(),
        member.text(),
        member.severity(),
        member.from(),
        member.until(),
        reason);
  }

  private void joinLoose(Topology topology, Instant now) {
    loose.values().removeIf(it -> it.from().isBefore(now.minus(LOOSE_KEPT)) && !it.isActive());
    if (drafts.values().stream().noneMatch(Draft::isOpen)) return;
    for (var finding : List.copyOf(loose.values())) {
      var subject = new Nearness.Subject(finding.entity(), List.of(), EntityId.NONE);
      var target = nearest(finding.ref(), subject, finding.from(), topology);
      if (target == null || finding.from().isBefore(target.since().minus(LOOSE_KEPT))) continue;
      var near = Nearness.of(target, subject, finding.from(), topology);
      loose.remove(finding.ref());
      target.update(because(finding, near.map(Nearness::reason).orElse("")), now);
    }
  }

  private @Nullable Draft homeOf(Ref ref) {
    for (var draft : drafts.values())
      if (draft.state == Incident.State.OPEN && draft.members.containsKey(ref)) return draft;
    return null;
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
}
