package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// How much slower (or more failing) each entity got, and how much of that is its own.
///
/// What counts is the harm: by how much one request got worse, times the requests. A callee's harm
/// explains as much of its callers' (a proxy in front of a slow service has none of its own), and
/// `share` compares an entity's harm with the worst of all. An entity that only watches (an entry
/// point of which nothing else is known) hands what it sees to those it calls.
final class Excess {
  /// `strength` as in [Deviation]; `own` is 0–1: the part that no callee explains; `share` is 0–1
  /// of the worst.
  record Of(double strength, double own, double share, String metric) {
    static final Of NONE = new Of(0, 0, 0, "");
  }

  private static final double HARDLY_ASKED = 1e-3;

  private Excess() {}

  /// `series` are the deviations that tell of it, by entity and metric; `only` names the one metric
  /// that the complaint is about, where it is about this.
  static Map<EntityId, Of> of(
      Topology topology,
      Map<EntityId, Map<String, Deviation>> series,
      Optional<String> only,
      Map<EntityId, Double> requests,
      Set<EntityId> watchers) {
    var worst = new TreeMap<EntityId, Deviation>();
    series.forEach(
        (entity, byMetric) -> {
          for (var deviation : byMetric.values()) {
            if (only.isPresent() && !deviation.track().name().equals(only.get())) continue;
            worst.merge(entity, deviation, (a, b) -> b.strength() > a.strength() ? b : a);
          }
        });
    var harm = new TreeMap<EntityId, Double>();
    double most = 0;
    for (var entry : worst.entrySet()) {
      double asked = Math.max(HARDLY_ASKED, requests.getOrDefault(entry.getKey(), 1.0));
      double done =
          entry.getValue().strength() <= 0 ? 0 : Math.max(0, entry.getValue().change()) * asked;
      harm.put(entry.getKey(), done);
      if (!topology.callers(entry.getKey()).isEmpty()) most = Math.max(most, done);
    }
    var excess = new TreeMap<EntityId, Of>();
    for (var entry : worst.entrySet()) {
      var entity = entry.getKey();
      double mine = harm.getOrDefault(entity, 0.0);
      double theirs = 0;
      for (var callee : topology.callees(entity))
        theirs = Math.max(theirs, harm.getOrDefault(callee, 0.0));
      double strength = entry.getValue().strength();
      excess.put(
          entity,
          new Of(
              strength,
              mine <= 0 ? 0 : Math.clamp(1 - theirs / mine, 0, 1),
              mine <= 0 ? 0 : Math.min(1, mine / Math.max(most, 1e-12)) * Math.min(1, strength),
              entry.getValue().track().name()));
    }
    for (var watcher : watchers) {
      var seen = excess.get(watcher);
      if (seen == null || seen.strength <= 0) continue;
      for (var callee : topology.callees(watcher)) excess.putIfAbsent(callee, seen);
    }
    return excess;
  }
}
