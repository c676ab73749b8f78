package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What the screens show while a recorded incident plays: the live world first, the sandbox behind
/// it. Figures about the desk itself (noise, automation, size, audit) are the live world's.
public final class MergedSnapshot {
  private MergedSnapshot() {}

  public static Snapshot of(Snapshot live, Snapshot sandbox) {
    return new Snapshot(
        live.turn() + sandbox.turn(),
        live.at(),
        live.turnTook(),
        both(live.sources(), sandbox.sources()),
        both(live.alerts(), sandbox.alerts()),
        both(live.incidents(), sandbox.incidents()),
        both(live.diagnoses(), sandbox.diagnoses()),
        both(live.proposals(), sandbox.proposals()),
        both(live.runs(), sandbox.runs()),
        both(live.dispatches(), sandbox.dispatches()),
        both(live.anomalies(), sandbox.anomalies()),
        both(live.logFindings(), sandbox.logFindings()),
        both(live.groups(), sandbox.groups()),
        both(live.templates(), sandbox.templates()),
        both(live.changes(), sandbox.changes()),
        both(live.services(), sandbox.services()),
        both(live.outlooks(), sandbox.outlooks()),
        live.forecastRecord(),
        both(live.deep(), sandbox.deep()),
        both(live.chosen(), sandbox.chosen()),
        union(live.topology(), sandbox.topology()),
        both(live.catalogue(), sandbox.catalogue()),
        live.priors().and(sandbox.priors()),
        live.automation(),
        live.noise(),
        live.size(),
        both(live.problems(), sandbox.problems()),
        both(live.similar(), sandbox.similar()),
        both(live.outside(), sandbox.outside()));
  }

  private static <T> List<T> both(Collection<T> first, Collection<T> second) {
    var all = new ArrayList<T>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return List.copyOf(all);
  }

  private static <T> Set<T> both(Set<T> first, Set<T> second) {
    if (second.isEmpty()) return first;
    var all = new HashSet<>(first);
    all.addAll(second);
    return Set.copyOf(all);
  }

  private static <K extends Comparable<K>, V> Map<K, V> both(Map<K, V> first, Map<K, V> second) {
    var all = new TreeMap<K, V>(second);
    all.putAll(first);
    return all;
  }

  private static Topology union(Topology live, Topology sandbox) {
    if (live.entities().isEmpty()) return sandbox;
    var all = live;
    for (var entity : sandbox.entities()) {
      if (!all.knows(entity.id())) all = all.with(entity);
      for (var callee : sandbox.callees(entity.id())) all = all.with(entity.id(), callee);
    }
    return all;
  }
}
