package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What people decide about who belongs to what, and what is remembered of it: a pair of series
/// that a person parted stays apart, in this incident and in later ones, until a person puts them
/// together again.
final class Taught {
  private static final int MOST_PAIRS = 50;

  private final Drafts drafts;
  private final Groups groups;
  private final PairRules rules;
  private final Map<String, Sighting> newest;
  private final Consumer<Instant> tell;
  private final Instant now;

  Taught(
      Drafts drafts,
      Groups groups,
      PairRules rules,
      Map<String, Sighting> newest,
      Consumer<Instant> tell,
      Instant now) {
    this.drafts = drafts;
    this.groups = groups;
    this.rules = rules;
    this.newest = newest;
    this.tell = tell;
    this.now = now;
  }

  /// What the notes of a stored incident teach, oldest first: a later one takes back an earlier.
  static void recall(Incident incident, PairRules rules) {
    var members = keys(incident.members());
    for (var note : incident.notes()) {
      switch (note.kind()) {
        case UNLINKED, SPLIT -> apart(members, note, rules);
        case LINKED -> rules.together(note.text().lines().toList(), members);
        case MERGED -> rules.together(members, members);
        case NOTE, ACKNOWLEDGED, ASSIGNED, OPENED_FIX, VERDICT -> {}
      }
    }
  }

  private static void apart(List<String> others, Note note, PairRules rules) {
    for (var key : note.text().lines().toList()) {
      var rest = new ArrayList<>(others);
      rest.remove(key);
      if (!key.isBlank()) rules.apart(key, rest);
    }
  }

  private static List<String> keys(Collection<Member> members) {
    var keys = new ArrayList<String>();
    for (var member : members)
      if (member.ref() instanceof Ref.ToAlert(var key) && keys.size() < MOST_PAIRS) keys.add(key);
    return keys;
  }

  List<Incident> merge(IncidentId into, IncidentId from, Operator by) {
    var target = drafts.get(into);
    var other = drafts.get(from);
    if (target.isEmpty() || other.isEmpty() || into.equals(from)) return List.of();
    rules.together(keys(target.get().members.values()), keys(other.get().members.values()));
    var mine = target.get().group;
    var theirs = other.get().group;
    if (mine != null && theirs != null) {
      mine.apart.remove(theirs);
      theirs.apart.remove(mine);
      fix(theirs.sightings(), by);
      groups.put(List.copyOf(theirs.sightings()), mine);
    } else if (theirs != null) {
      theirs.draft = target.get();
      target.get().group = theirs;
      other.get().group = null;
      for (var one : theirs.sightings()) one.shownIn = target.get();
    }
    target.get().absorb(other.get(), now, by.name() + " merged them");
    target.get().notes.add(new Note(now, by, Note.Kind.MERGED, from.text()));
    tell.accept(now);
    return List.of(drafts.version(target.get(), now), drafts.version(other.get(), now));
  }

  private static void fix(Collection<Sighting> some, Operator by) {
    for (var one : some) {
      one.fixed = true;
      one.fixedBy = by.name();
      one.between = List.of();
    }
  }

  /// Works on members alone where the correlator holds nothing of an incident (after a restart).
  List<Incident> split(IncidentId id, Collection<Ref> members, Operator by) {
    var found = drafts.get(id).filter(Draft::isOpen);
    if (found.isEmpty()) return List.of();
    var draft = found.get();
    var chosen = members.stream().filter(draft.members::containsKey).toList();
    var keys = keysOf(chosen);
    if (keys.isEmpty() || remaining(draft, keys).isEmpty()) return List.of();
    rules.apart(keys, remaining(draft, keys));
    draft.notes.add(new Note(now, by, Note.Kind.SPLIT, String.join("\n", keys)));
    var fresh = draft.group == null ? drafts.open(now) : parted(draft.group, chosen, by);
    if (fresh == null) return List.of();
    for (var ref : chosen) follow(draft, fresh, ref, Reasons.put(by.name()));
    fresh.notes.add(new Note(now, by, Note.Kind.NOTE, "Split from " + id + "."));
    return List.of(drafts.version(fresh, now), drafts.version(draft, now));
  }

  private @Nullable Draft parted(Group group, Collection<Ref> chosen, Operator by) {
    var some = group.sightings().stream().filter(one -> chosen.contains(one.ref)).toList();
    if (some.isEmpty()) return drafts.open(now);
    fix(some, by);
    var apart = groups.open();
    groups.put(some, apart);
    apart.apart.add(group);
    tell.accept(now);
    return apart.draft;
  }

  private static List<String> keysOf(Collection<Ref> refs) {
    var keys = new ArrayList<String>();
    for (var ref : refs)
      if (ref instanceof Ref.ToAlert(var key) && keys.size() < MOST_PAIRS) keys.add(key);
    return keys;
  }

  private static List<String> remaining(Draft draft, Collection<String> without) {
    var keys = new ArrayList<>(keys(draft.members.values()));
    keys.removeAll(without);
    return keys;
  }

  /// A member goes along as it is.
  private static void follow(Draft from, Draft to, Ref ref, String why) {
    var member = from.members.remove(ref);
    if (member != null) to.members.putIfAbsent(ref, member.because(why));
  }

  Optional<Incident> unlink(IncidentId id, Ref ref, Operator by) {
    var draft = drafts.get(id);
    if (draft.isEmpty()) return Optional.empty();
    var key = ref instanceof Ref.ToAlert(var alert) ? alert : "";
    if (!key.isEmpty()) {
      rules.apart(key, remaining(draft.get(), List.of(key)));
      var group = draft.get().group;
      if (group != null) takeOut(group, ref);
    }
    draft.get().remove(ref);
    draft.get().notes.add(new Note(now, by, Note.Kind.UNLINKED, key));
    tell.accept(now);
    return Optional.of(drafts.version(draft.get(), now));
  }

  /// What is taken out is weighed anew.
  private void takeOut(Group group, Ref ref) {
    var some = group.sightings().stream().filter(one -> one.ref.equals(ref)).toList();
    for (var one : some) one.lone = Double.NaN;
    groups.take(some);
  }

  /// @param told the alert as the book knows it; empty when it is not there any more
  List<Incident> link(IncidentId id, Ref ref, Optional<TrackedAlert> told, Operator by) {
    var found = drafts.get(id).filter(Draft::isOpen);
    if (found.isEmpty() || !(ref instanceof Ref.ToAlert(var key))) return List.of();
    var target = found.get();
    var from = drafts.homeOf(ref);
    if (from == target) return List.of();
    var one = newest.get(key);
    if (one == null && told.isEmpty() && from == null) return List.of();
    rules.together(List.of(key), keys(target.members.values()));
    target.notes.add(new Note(now, by, Note.Kind.LINKED, key));
    var why = Reasons.put(by.name());
    if (one != null) place(one, target.group, by);
    if (from != null) follow(from, target, ref, why);
    told.ifPresent(alert -> target.update(Correlator.member(alert, why), now));
    tell.accept(now);
    if (from == null) return List.of(drafts.version(target, now));
    if (from.members.isEmpty()) {
      from.state = Incident.State.MERGED;
      from.resolvedAt = Optional.of(now);
    }
    return List.of(drafts.version(target, now), drafts.version(from, now));
  }

  /// Into the group, or (where the incident has none) out of what is weighed.
  private void place(Sighting one, @Nullable Group group, Operator by) {
    fix(List.of(one), by);
    if (group != null) {
      groups.put(List.of(one), group);
      return;
    }
    groups.take(List.of(one));
    groups.forget(one);
    one.shownIn = null;
  }
}
