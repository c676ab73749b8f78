package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// "Why is this here?" and "why is this in no incident?", in a sentence.
final class Reasons {
  private Reasons() {}

  static String opened() {
    return "It opened the incident.";
  }

  static String put(String person) {
    return person + " put it here.";
  }

  /// Why a sighting belongs to its group: how it lies to where the trouble most likely is, and when
  /// it came.
  static String member(Sighting one, Group group, Kinship kinship) {
    if (!one.fixedBy.isEmpty()) return put(one.fixedBy);
    if (group.sightings().getFirst() == one) return opened();
    var when = after(one, group);
    var center = center(group, kinship);
    var entity = one.subject.entity();
    if (center.isEmpty()) return "At the same time in the same part of the estate" + when;
    var root = center.get();
    if (!one.subject.watched().isNone() && !entity.equals(root))
      return "It watches " + one.subject.watched() + when;
    if (entity.equals(root)) return "Same entity, " + root + ", where it seems to begin" + when;
    if (one.subject.mentioned().contains(root)) return "It speaks of " + root + when;
    var topology = kinship.topology;
    if (topology.callees(entity).contains(root)) return entity + " calls " + root + when;
    if (topology.downstream(entity).contains(root)) return entity + " needs " + root + when;
    if (topology.callees(root).contains(entity)) return root + " calls " + entity + when;
    for (var mentioned : one.subject.mentioned())
      if (topology.downstream(mentioned).contains(root))
        return "It speaks of " + mentioned + ", which needs " + root + when;
    for (var other : group.sightings())
      if (other != one && other.subject.entity().equals(entity))
        return "Same entity as another alert, " + entity + when;
    return "At the same time in the same part of the estate" + when;
  }

  private static String after(Sighting one, Group group) {
    long seconds = Math.round(one.at - group.first());
    if (seconds <= 0) return ", as it began.";
    return seconds < 120
        ? ", " + seconds + " s after it began."
        : ", " + seconds / 60 + " min after it began.";
  }

  /// Where the trouble of a group most likely is.
  static Optional<EntityId> center(Group group, Kinship kinship) {
    var roots = new Roots(kinship);
    for (var one : group.sightings()) roots.add(one.explained(kinship));
    int best = roots.best();
    return best < 0 ? Optional.empty() : Optional.of(kinship.entity(best));
  }

  /// The incidents that a sighting is undecided between; fewer than two when it is not.
  static List<IncidentId> between(Sighting one) {
    var ids = new ArrayList<IncidentId>();
    for (var group : one.between) if (group.draft != null) ids.add(group.draft.id);
    return ids;
  }

  static String alone(Sighting one, int times, Duration wait, Instant now) {
    var between = between(one);
    if (between.size() == 2)
      return "Fits "
          + between.getFirst()
          + " and "
          + between.getLast()
          + " about as well, so it is in neither until more is known; link it where it belongs.";
    var chronic =
        times == 0
            ? ""
            : " It fired alone " + times + (times == 1 ? " time" : " times") + " before.";
    if (!one.isFiring()) return "Over before anything else bore it out." + chronic;
    if (!one.lasting)
      return "Alone so far, and nobody says whether it lasts; a second alert near it, or its"
          + " repeat, opens an incident."
          + chronic;
    var left = Duration.between(now, one.from.plus(wait)).toSeconds();
    return "Alone so far; it opens an incident when it lasts"
        + (left > 0 ? " " + left + " s more" : "")
        + " or something near it bears it out."
        + chronic;
  }
}
