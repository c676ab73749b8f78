package io.watchfloor.model.incident;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The incidents in the making, by their ids. The engine thread owns it.
final class Drafts {
  private final String prefix;
  private final Map<IncidentId, Draft> drafts = new TreeMap<>();
  private long next;

  Drafts(String prefix, long next) {
    this.prefix = prefix;
    this.next = next;
  }

  void next(long id) {
    next = Math.max(next, id);
  }

  void put(Draft draft) {
    drafts.put(draft.id, draft);
  }

  Draft open(Instant now) {
    var draft = new Draft(new IncidentId(prefix + next++), now);
    drafts.put(draft.id, draft);
    return draft;
  }

  Collection<Draft> all() {
    return drafts.values();
  }

  Optional<Draft> get(IncidentId id) {
    return Optional.ofNullable(drafts.get(id));
  }

  /// The open incident that has this member.
  @Nullable Draft homeOf(Ref ref) {
    for (var draft : drafts.values())
      if (draft.isOpen() && draft.members.containsKey(ref)) return draft;
    return null;
  }

  /// The incident that was resolved a short while ago and had this member.
  @Nullable Draft reopening(Ref ref, Instant now) {
    for (var draft : drafts.values()) if (draft.reopensFor(ref, now)) return draft;
    return null;
  }

  /// Changes one; the answer is its new version, or empty where there is no such incident.
  Optional<Incident> edit(IncidentId id, Instant now, Consumer<Draft> change) {
    var draft = drafts.get(id);
    if (draft == null) return Optional.empty();
    change.accept(draft);
    return Optional.of(version(draft, now));
  }

  Incident version(Draft draft, Instant now) {
    draft.version++;
    draft.updatedAt = now;
    draft.dirty = false;
    return draft.told();
  }

  /// New versions of those that changed; the merged and the old are forgotten.
  List<Incident> changed(Consumer<Draft> before, Instant now) {
    var changed = new ArrayList<Incident>();
    for (var draft : drafts.values()) {
      before.accept(draft);
      if (draft.dirty) changed.add(version(draft, now));
    }
    drafts.values().removeIf(draft -> draft.state == Incident.State.MERGED || draft.isOld(now));
    return changed;
  }
}
