package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The way a complaint takes down the calls: how strange the least strange entity is between the
/// one complained about and each other. A cause reaches the complaint only through those that
/// suffer.
final class Path {
  private Path() {}

  /// Entities that cannot be reached are not in it.
  static Map<EntityId, Double> of(
      Topology topology, Optional<Scene.Complaint> complaint, Map<EntityId, Excess.Of> strange) {
    var widest = new TreeMap<EntityId, Double>();
    if (complaint.isEmpty()) return widest;
    var start = complaint.get().entity();
    var queue = new ArrayDeque<EntityId>();
    widest.put(start, Double.MAX_VALUE);
    queue.add(start);
    while (!queue.isEmpty()) {
      var at = queue.remove();
      double here = widest.getOrDefault(at, 0.0);
      if (!at.equals(start))
        here = Math.min(here, strange.getOrDefault(at, Excess.Of.NONE).strength());
      for (var callee : topology.callees(at)) {
        if (here <= widest.getOrDefault(callee, -1.0)) continue;
        widest.put(callee, here);
        queue.add(callee);
      }
    }
    return widest;
  }
}
