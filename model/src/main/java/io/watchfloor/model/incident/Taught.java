package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

  /// What a note in a stored incident teaches.
  static void apart(Incident incident, Note note, PairRules rules) {
    var others = keys(incident.members());
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
      fix(theirs.sightings());
      groups.put(List.copyOf(theirs.sightings()), mine);
    }
    target.get().absorb(other.get(), now, by.name() + " merged them");
    target.get().notes.add(new Note(now, by, Note.Kind.MERGED, from.text()));
    tell.accept(now);
    return List.of(drafts.version(target.get(), now), drafts.version(other.get(), now));
  }

  private static void fix(Collection<Sighting> some) {
    for (var one : some) one.fixed = true;
  }

  List<Incident> split(IncidentId id, Collection<Ref> members, Operator by) {
    var draft = drafts.get(id);
    if (draft.isEmpty() || draft.get().group == null) return List.of();
    var group = draft.get().group;
    var some = new ArrayList<Sighting>();
    for (var one : group.sightings()) if (members.contains(one.ref)) some.add(one);
    if (some.isEmpty() || some.size() == group.sightings().size()) return List.of();
    var keys = some.stream().map(one -> one.ref.key()).distinct().limit(MOST_PAIRS).toList();
    fix(some);
    var apart = groups.open();
    groups.put(some, apart);
    apart.apart.add(group);
    for (var key : keys) rules.apart(key, remaining(draft.get(), keys));
    draft.get().notes.add(new Note(now, by, Note.Kind.SPLIT, String.join("\n", keys)));
    tell.accept(now);
    var fresh = apart.draft;
    if (fresh == null) return List.of();
    for (var ref : members) follow(draft.get(), fresh, ref);
    fresh.notes.add(new Note(now, by, Note.Kind.NOTE, "Split from " + id + "."));
    return List.of(drafts.version(fresh, now), drafts.version(draft.get(), now));
  }

  private static List<String> remaining(Draft draft, Collection<String> without) {
    var keys = new ArrayList<>(keys(draft.members.values()));
    keys.removeAll(without);
    return keys;
  }

  /// A finding goes along as it is.
  private static void follow(Draft from, Draft to, Ref ref) {
    var member = from.members.get(ref);
    if (member == null || ref instanceof Ref.ToAlert) return;
    from.members.remove(ref);
    to.members.put(ref, member);
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

  List<Incident> link(IncidentId id, Ref ref, Operator by) {
    var draft = drafts.get(id);
    if (draft.isEmpty() || !(ref instanceof Ref.ToAlert(var key))) return List.of();
    var one = newest.get(key);
    var group = draft.get().group;
    if (one == null || group == null) return List.of();
    var from = one.shownIn;
    rules.together(List.of(key), keys(draft.get().members.values()));
    one.fixed = true;
    groups.put(List.of(one), group);
    draft.get().notes.add(new Note(now, by, Note.Kind.LINKED, key));
    tell.accept(now);
    if (from == null || from == draft.get()) return List.of(drafts.version(draft.get(), now));
    if (from.members.isEmpty()) {
      from.state = Incident.State.MERGED;
      from.resolvedAt = Optional.of(now);
    }
    return List.of(drafts.version(draft.get(), now), drafts.version(from, now));
  }
}
