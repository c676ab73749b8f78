package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Folds alerts and findings into incidents, by what most likely has one cause ([Likelihood],
/// [Grouping]). An alert opens an incident when another near it bears it out, or alone when it
/// lasts; anomalies and log findings join incidents and never open one by themselves. For some
/// minutes an alert may move where it fits better, incidents part or become one; every membership
/// has its reason. Decided with what has arrived. The engine thread owns it.
public final class Correlator {
  /// What is new in a turn; `muted` alerts (key to reason) neither open incidents nor join one.
  public record Input(
      Collection<TrackedAlert> alerts,
      Collection<Anomaly> anomalies,
      Collection<LogFinding> logs,
      Topology topology,
      Map<String, String> muted) {
    public Input(
        Collection<TrackedAlert> alerts,
        Collection<Anomaly> anomalies,
        Collection<LogFinding> logs,
        Topology topology) {
      this(alerts, anomalies, logs, topology, Map.of());
    }
  }

  private static final double KEPT_ALONE = Grouping.YOUNG + 150;
  private static final int STORM = 12;

  private final Subjects subjects;
  private final Drafts drafts;
  private final PairRules rules = new PairRules();
  private final Groups groups = new Groups(rules);
  private final Loneliness loneliness = new Loneliness();
  private final Waiting waiting = new Waiting();
  private final Map<String, Sighting> newest = new HashMap<>();
  private final Map<String, String> muted = new TreeMap<>();
  private final List<Placement> placements = new ArrayList<>();
  private Kinship kinship = new Kinship(Topology.EMPTY);
  private long order;

  public Correlator(String prefix, long next, EntityRules rules) {
    this.drafts = new Drafts(prefix, next);
    this.subjects = new Subjects(rules);
  }

  public void restore(Collection<Incident> known) {
    for (var incident : known) {
      if (incident.state() != Incident.State.MERGED) drafts.put(new Draft(incident));
      Taught.recall(incident, rules);
    }
  }

  public void next(long id) {
    drafts.next(id);
  }

  public Collection<Incident> all() {
    return drafts.all().stream().map(Draft::told).toList();
  }

  public Optional<Incident> get(IncidentId id) {
    return drafts.get(id).map(Draft::told);
  }

  /// Where the last turn put firings, oldest first.
  public List<Placement> placements() {
    return List.copyOf(placements);
  }

  /// The open incident that has this member.
  public Optional<IncidentId> homeOf(Ref ref) {
    return Optional.ofNullable(drafts.homeOf(ref)).map(draft -> draft.id);
  }

  /// Why alerts are in no incident, by their keys.
  public Map<String, Outside> outside(Instant now) {
    var reasons = new TreeMap<String, Outside>();
    muted.forEach((key, reason) -> reasons.put(key, new Outside(reason, List.of())));
    for (var one : groups.alone())
      if (drafts.homeOf(one.ref) == null)
        reasons.putIfAbsent(
            one.ref.key(), new Outside(loneliness.words(one, now), Reasons.between(one)));
    return reasons;
  }

  /// Takes what is new; the answer holds the incidents that changed, as new versions.
  public List<Incident> correlate(Input input, Instant now) {
    if (!kinship.topology.equals(input.topology())) kinship = new Kinship(input.topology());
    groups.now(now);
    placements.clear();
    muted.clear();
    muted.putAll(input.muted());
    for (var alert : input.alerts()) take(alert, now);
    for (var anomaly : input.anomalies()) take(Waiting.member(anomaly), now);
    for (var finding : input.logs()) take(Waiting.member(finding), now);
    ripen(now);
    tell(now);
    joinWaiting(input.topology(), now);
    return changed(input.topology(), now);
  }

  private void take(TrackedAlert told, Instant now) {
    var ref = new Ref.ToAlert(told.key());
    var last = newest.get(told.key());
    boolean again = last == null || isNewFiring(last.alert, told);
    if (last != null) last.alert = told;
    var home = drafts.homeOf(ref);
    if (home != null) home.update(member(told, home.reasonOf(ref)), now);
    if (!told.alert().isActive()
        || told.alert().severity() == Severity.OK
        || muted.containsKey(told.key())
        || (home != null && home.group == null)) return;
    if (again) sight(told, ref, last, home, now);
  }

  /// A firing is a new one when it fired again, or was told again by someone who tells no ends.
  private static boolean isNewFiring(TrackedAlert before, TrackedAlert told) {
    return told.count() != before.count() || !before.alert().isActive();
  }

  private void sight(
      TrackedAlert told,
      Ref.ToAlert ref,
      @Nullable Sighting last,
      @Nullable Draft home,
      Instant now) {
    var subject = subjects.of(told.alert(), kinship.topology);
    boolean lasting = told.alert().endsAt().isEmpty();
    var from = told.alert().startsAt();
    var one = new Sighting(told, ref, subject, from, order++, last, lasting);
    newest.put(told.key(), one);
    var before = drafts.reopening(ref, now);
    groups.add(one);
    if (before != null) {
      before.reopen();
      groups.put(List.of(one), revived(before));
      return;
    }
    if (home != null && home.group != null && lasting) {
      groups.put(List.of(one), home.group);
      return;
    }
    one.lone = loneliness.of(one, waiting, now);
    improve(subject, now);
  }

  private Group revived(Draft draft) {
    if (draft.group == null || !groups.all().contains(draft.group)) {
      draft.group = groups.open();
      draft.group.draft = draft;
    }
    return draft.group;
  }

  private void improve(Subject subject, Instant now) {
    double at = now.getEpochSecond() + now.getNano() / 1e9;
    Grouping.improve(groups, kinship, kinship.part(subject), at);
  }

  /// What time alone brings to those that are alone: they last, or are given up.
  private void ripen(Instant now) {
    double at = now.getEpochSecond() + now.getNano() / 1e9;
    for (var one : List.copyOf(groups.alone())) {
      if (one.group != null) continue;
      if (at - one.at > KEPT_ALONE && !(one.lasting && one.isFiring())) {
        groups.forget(one);
        if (one.between.isEmpty()) loneliness.wasAlone(one, now);
        placements.add(placement(one, Optional.empty(), now, loneliness.words(one, now)));
        if (newest.get(one.ref.key()) == one && !one.isFiring()) newest.remove(one.ref.key());
        continue;
      }
      double lone = loneliness.of(one, waiting, now);
      if (lone == one.lone && groups.all().containsAll(one.between)) continue;
      one.lone = lone;
      improve(one.subject, now);
    }
  }

  /// Brings the incidents in line with the groups.
  private void tell(Instant now) {
    for (var group : groups.all()) {
      if (group.draft != null) continue;
      group.draft = drafts.open(now);
      group.draft.group = group;
    }
    for (var one : groups.moved()) {
      var to = one.group == null ? null : one.group.draft;
      if (one.shownIn != null && one.shownIn != to) leave(one, one.shownIn, now);
      one.shownIn = to;
      if (to == null || one.group == null) {
        placements.add(placement(one, Optional.empty(), now, loneliness.words(one, now)));
        continue;
      }
      var reason = Reasons.member(one, one.group, kinship);
      to.update(member(one.alert, reason), now);
      subjects.note(to, one.subject);
      placements.add(placement(one, Optional.of(to.id), now, reason));
    }
    for (var draft : List.copyOf(drafts.all())) {
      for (var other : draft.absorbs) draft.absorb(other, now, "they have one cause");
      draft.absorbs.clear();
    }
  }

  /// A member goes, unless an earlier firing of the same alert belongs there.
  private static void leave(Sighting one, Draft from, Instant now) {
    boolean stays = from.group != null && from.group.has(one.ref.key());
    if (!stays) from.remove(one.ref);
    else from.end(one.ref, now);
  }

  private static Placement placement(
      Sighting one, Optional<IncidentId> incident, Instant at, String reason) {
    return new Placement(one.ref.key(), one.from, incident, at, reason);
  }

  private List<Incident> changed(Topology topology, Instant now) {
    return drafts.changed(
        draft -> {
          draft.settle(now);
          if (!draft.isOpen() && draft.group != null) retire(draft);
          if (draft.dirty) draft.title = Titles.title(draft.members.values(), topology, STORM);
        },
        now);
  }

  private void retire(Draft draft) {
    if (draft.group == null) return;
    groups.drop(draft.group);
    for (var one : draft.group.sightings()) newest.remove(one.ref.key(), one);
    draft.group = null;
  }

  static Member member(TrackedAlert told, String reason) {
    var alert = told.alert();
    Optional<Instant> until =
        alert.isActive()
            ? Optional.empty()
            : Optional.of(
                alert
                    .endsAt()
                    .filter(end -> !end.isAfter(told.lastChange()))
                    .orElse(told.lastChange()));
    return new Member(
        new Ref.ToAlert(told.key()),
        alert.entity(),
        alert.summary(),
        alert.severity(),
        alert.startsAt(),
        until,
        reason);
  }

  /// A finding that is known moves on where it is; a new one waits for its incident.
  private void take(Member finding, Instant now) {
    var home = drafts.homeOf(finding.ref());
    if (home == null) waiting.add(finding);
    else home.update(finding.because(home.reasonOf(finding.ref())), now);
  }

  private void joinWaiting(Topology topology, Instant now) {
    waiting.forget(now);
    if (drafts.all().stream().noneMatch(Draft::isOpen)) return;
    waiting.offer(
        finding -> {
          var near = Nearness.nearest(drafts.all(), finding, topology);
          if (near.isEmpty()
              || finding.from().isBefore(near.get().draft().since().minus(Waiting.KEPT)))
            return finding;
          near.get().draft().update(finding.because(near.get().nearness().reason()), now);
          return null;
        });
  }

  // What people do.

  public Optional<Incident> note(IncidentId id, Note note, Instant now) {
    return drafts.edit(id, now, draft -> draft.notes.add(note));
  }

  public Optional<Incident> acknowledge(IncidentId id, Operator by, String comment, Instant now) {
    return drafts.edit(
        id,
        now,
        draft -> {
          draft.acknowledgedAt = Optional.of(now);
          if (draft.owner.isEmpty()) draft.owner = Optional.of(by);
          draft.notes.add(new Note(now, by, Note.Kind.ACKNOWLEDGED, comment));
        });
  }

  public Optional<Incident> assign(IncidentId id, Operator by, Operator owner, Instant now) {
    return drafts.edit(
        id,
        now,
        draft -> {
          draft.owner = Optional.of(owner);
          draft.notes.add(new Note(now, by, Note.Kind.ASSIGNED, owner.name()));
        });
  }

  /// Both incidents as they are now: the one that took over, and the merged one.
  public List<Incident> merge(IncidentId into, IncidentId from, Operator by, Instant now) {
    return taught(now).merge(into, from, by);
  }

  /// Takes members out into an incident of their own; both as they are now. They stay apart.
  public List<Incident> split(IncidentId id, Collection<Ref> members, Operator by, Instant now) {
    return taught(now).split(id, members, by);
  }

  /// Takes a member out; it does not come back by itself, nor do the same two meet again.
  public Optional<Incident> unlink(IncidentId id, Ref ref, Operator by, Instant now) {
    return taught(now).unlink(id, ref, by);
  }

  /// Puts an alert in, from wherever it is: the way back from [#unlink]. `told` is the alert as it
  /// is known now.
  public List<Incident> link(
      IncidentId id, Ref ref, Optional<TrackedAlert> told, Operator by, Instant now) {
    return taught(now).link(id, ref, told, by);
  }

  private Taught taught(Instant now) {
    groups.now(now);
    return new Taught(drafts, groups, rules, newest, this::tell, now);
  }
}
