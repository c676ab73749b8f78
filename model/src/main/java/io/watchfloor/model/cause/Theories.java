package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// All theories about one scene, with their clues. Nothing here knows a system: what a series is
/// comes from common words ([Quantity]), who is who from the graph.
public final class Theories {
  private static final Set<Quantity> SEEN_FROM_OUTSIDE =
      EnumSet.of(Quantity.LATENCY, Quantity.SUCCESS, Quantity.ERRORS);

  /// How much of a resource's move is a cause rather than an effect.
  private static final Map<Theory.Sort, Double> RESOURCES = resources();

  /// What lying on the way is worth by itself; the rest counts as far as there is evidence.
  private static final double LIES_THERE = 0.3;

  private final Scene scene;
  private final Measures measures = new Measures();
  private final Topology topology;
  private final TreeSet<EntityId> entities = new TreeSet<>();
  private final Map<EntityId, Map<Quantity, Deviation>> strongest = new TreeMap<>();
  private final Map<EntityId, Double> seenSlow = new TreeMap<>();
  private final Map<EntityId, Deviation> seen = new TreeMap<>();
  private final Set<EntityId> watchers = new TreeSet<>();
  private final Map<EntityId, Excess.Of> slow;
  private final Map<EntityId, Excess.Of> errors;
  private final Map<EntityId, Double> gaps;
  private final Map<EntityId, Double> calls;
  private final Map<EntityId, Double> fresh;
  private final Map<EntityId, Double> broken;
  private final Map<EntityId, Double> trouble;
  private final Map<EntityId, Double> mix;
  private final Optional<Quantity> complaint;
  private final Map<EntityId, Double> path;

  private static Map<Theory.Sort, Double> resources() {
    var resources = new EnumMap<Theory.Sort, Double>(Theory.Sort.class);
    resources.put(Theory.Sort.CPU, 1.0);
    resources.put(Theory.Sort.MEMORY, 0.7);
    resources.put(Theory.Sort.DISK, 1.0);
    resources.put(Theory.Sort.SATURATION, 1.0);
    resources.put(Theory.Sort.NETWORK, 0.4);
    return resources;
  }

  /// In a stable order. Only what something speaks for is a theory.
  public static List<Theory> of(Scene scene) {
    return new Theories(scene).all();
  }

  private Theories(Scene scene) {
    this.scene = scene;
    this.topology = scene.topology();
    var latencies = new TreeMap<EntityId, Map<String, Deviation>>();
    var failures = new TreeMap<EntityId, Map<String, Deviation>>();
    var requests = new HashMap<EntityId, Double>();
    for (var track : scene.tracks()) read(track, latencies, failures, requests);
    lookThroughCallers(latencies, requests);
    for (var entity : topology.entities()) entities.add(entity.id());
    entities.removeIf(EntityId::isNone);
    for (var entity : entities) if (onlyWatches(entity)) watchers.add(entity);

    complaint = scene.complaint().map(it -> Quantity.of(it.metric()));
    var about = scene.complaint().map(Scene.Complaint::metric);
    slow = Excess.of(topology, latencies, about.filter(_ -> isOfSlowness()), requests, watchers);
    errors = Excess.of(topology, failures, about.filter(_ -> isOfErrors()), requests, watchers);
    path = Path.of(topology, scene.complaint(), isOfErrors() ? errors : slow);
    gaps = Gaps.of(scene, measures);
    calls = CallShifts.of(scene);
    var logs = new LogShifts(scene);
    fresh = logs.fresh();
    broken = logs.broken();
    trouble = logs.moved(true);
    mix = logs.moved(false);
  }

  private void read(
      Track track,
      Map<EntityId, Map<String, Deviation>> latencies,
      Map<EntityId, Map<String, Deviation>> failures,
      Map<EntityId, Double> requests) {
    var entity = track.entity();
    entities.add(entity);
    var measure = measures.of(track.metric());
    var deviation = Deviation.of(track, measure);
    if (track.edge().isPresent()) {
      if (deviation.quantity() != Quantity.LATENCY) return;
      var callee = track.edge().get().callee();
      seenSlow.merge(callee, deviation.strength(), Math::max);
      seen.merge(callee, deviation, (a, b) -> b.strength() > a.strength() ? b : a);
      return;
    }
    if (measure.ofNode() || measure.ofCallees()) return;
    strongest
        .computeIfAbsent(entity, e -> new EnumMap<>(Quantity.class))
        .merge(deviation.quantity(), deviation, (a, b) -> b.strength() > a.strength() ? b : a);
    switch (deviation.quantity()) {
      case LATENCY ->
          latencies.computeIfAbsent(entity, e -> new TreeMap<>()).put(track.metric(), deviation);
      case SUCCESS, ERRORS ->
          failures.computeIfAbsent(entity, e -> new TreeMap<>()).put(track.metric(), deviation);
      case TRAFFIC -> requests.merge(entity, Deviation.middle(track.during()), Math::max);
      case CPU, MEMORY, DISK, SATURATION, NETWORK, OTHER -> {}
    }
  }

  /// Of who tells nothing himself (a database, somebody else's service) his callers know how late
  /// he answers, and how much they ask.
  private void lookThroughCallers(
      Map<EntityId, Map<String, Deviation>> latencies, Map<EntityId, Double> requests) {
    seen.forEach(
        (callee, deviation) -> {
          if (latencies.containsKey(callee)) return;
          latencies.put(callee, Map.of("", deviation.unnamed()));
          double asked = 0;
          for (var caller : topology.callers(callee))
            asked = Math.max(asked, requests.getOrDefault(caller, 0.0));
          if (asked > 0) requests.put(callee, asked);
        });
  }

  private boolean isOfSlowness() {
    return complaint.filter(Quantity.LATENCY::equals).isPresent();
  }

  private boolean isOfErrors() {
    return complaint.filter(it -> it == Quantity.SUCCESS || it == Quantity.ERRORS).isPresent();
  }

  /// An entry point of which nothing is known but what its users see.
  private boolean onlyWatches(EntityId entity) {
    var known = strongest.get(entity);
    boolean isAskedAbout = scene.complaint().filter(it -> it.entity().equals(entity)).isPresent();
    return known != null
        && !isAskedAbout
        && topology.callers(entity).isEmpty()
        && !topology.callees(entity).isEmpty()
        && SEEN_FROM_OUTSIDE.containsAll(known.keySet());
  }

  private List<Theory> all() {
    var all = new ArrayList<Theory>();
    double shortest = 0;
    for (var entity : entities)
      for (var sort : RESOURCES.keySet())
        if (sort != Theory.Sort.NETWORK)
          shortest = Math.max(shortest, strength(entity, quantity(sort)));
    for (var entity : entities) {
      if (watchers.contains(entity)) continue;
      for (var sort : RESOURCES.keySet()) resource(entity, sort, shortest).ifPresent(all::add);
      slowness(entity).ifPresent(all::add);
      failing(entity).ifPresent(all::add);
      load(entity).ifPresent(all::add);
      all.add(code(entity, shortest));
    }
    all.removeIf(theory -> theory.evidence() <= 0);
    for (var theory : all) place(theory);
    Hearsay.join(scene.told(), all);
    return all;
  }

  private void place(Theory theory) {
    if (complaint.isEmpty()) return;
    double way = Math.min(1, path.getOrDefault(theory.entity(), 0.0));
    theory.set(Clue.ON_THE_PATH, way * (LIES_THERE + (1 - LIES_THERE) * theory.evidence()));
    boolean isOther =
        isOfSlowness()
            ? theory.sort() == Theory.Sort.ERRORS
            : isOfErrors() && (theory.sort() == Theory.Sort.SLOW || theory.sort().isResource());
    if (isOther) theory.set(Clue.OTHER_COMPLAINT, 1);
  }

  private Optional<Theory> resource(EntityId entity, Theory.Sort sort, double shortest) {
    var deviation = deviation(entity, quantity(sort));
    if (deviation.isEmpty()) return Optional.empty();
    double strength = deviation.get().strength() * RESOURCES.getOrDefault(sort, 1.0);
    if (sort == Theory.Sort.SATURATION) strength *= 1 - waits(entity);
    var theory = Theory.about(entity, sort, deviation.get().track().name());
    theory.set(Clue.RESOURCE_AT_ALL);
    theory.set(Clue.RESOURCE, strength);
    theory.set(Clue.RESOURCE_FIRST, strength / Math.max(1, shortest));
    double own = slow.containsKey(entity) ? slow(entity).own() : 1;
    double harm = own * Math.max(slow(entity).strength(), seenSlow.getOrDefault(entity, 0.0));
    theory.set(Clue.RESOURCE_HARMS, harm * theory.evidence());
    theory.set(Clue.RESOURCE_LOADED, strength(entity, Quantity.TRAFFIC) * theory.evidence());
    return Optional.of(theory);
  }

  /// How much (0–1) of what is in use is only waiting for a callee that answers late.
  private double waits(EntityId entity) {
    double waits = 0;
    for (var callee : topology.callees(entity))
      waits =
          Math.max(waits, Math.max(slow(callee).strength(), seenSlow.getOrDefault(callee, 0.0)));
    return Math.min(1, waits);
  }

  private Optional<Theory> slowness(EntityId entity) {
    if (!slow.containsKey(entity) && !seenSlow.containsKey(entity) && !gaps.containsKey(entity))
      return Optional.empty();
    var it = slow(entity);
    var theory = Theory.about(entity, Theory.Sort.SLOW, it.metric());
    theory.set(Clue.SLOW_AT_ALL);
    theory.set(Clue.SLOW, it.strength() * it.own());
    theory.set(Clue.SLOW_OWN, it.own());
    theory.set(Clue.SLOW_FIRST, it.share() * it.own());
    theory.set(Clue.SLOW_SEEN, seenSlow.getOrDefault(entity, 0.0));
    theory.set(Clue.GAP, gaps.getOrDefault(entity, 0.0));
    theory.set(Clue.GAP_FIRST, gaps.getOrDefault(entity, 0.0) / Math.max(1, most(gaps)));
    theory.set(Clue.ENTRY, isEntry(entity) ? 1 : 0);
    return Optional.of(theory);
  }

  private Optional<Theory> failing(EntityId entity) {
    var it = errors.get(entity);
    if (it == null) return Optional.empty();
    var theory = Theory.about(entity, Theory.Sort.ERRORS, it.metric());
    theory.set(Clue.ERRORS_AT_ALL);
    theory.set(Clue.ERRORS, it.strength() * it.own());
    theory.set(Clue.ERRORS_OWN, it.own());
    theory.set(Clue.ERRORS_FIRST, it.share() * it.own());
    theory.set(Clue.ENTRY, isEntry(entity) ? 1 : 0);
    return Optional.of(theory);
  }

  private Optional<Theory> load(EntityId entity) {
    double load = strength(entity, Quantity.TRAFFIC);
    if (load <= 0) return Optional.empty();
    double above = 0;
    for (var caller : topology.callers(entity))
      above = Math.max(above, strength(caller, Quantity.TRAFFIC));
    var metric = deviation(entity, Quantity.TRAFFIC).map(it -> it.track().name()).orElse("");
    var theory = Theory.about(entity, Theory.Sort.LOAD, metric);
    theory.set(Clue.LOAD_AT_ALL);
    theory.set(Clue.LOAD, load);
    theory.set(Clue.LOAD_FIRST, above > load / 2 ? 0 : 1);
    return Optional.of(theory);
  }

  private Theory code(EntityId entity, double shortest) {
    var theory = Theory.about(entity, Theory.Sort.CODE, "");
    theory.set(Clue.CODE_AT_ALL);
    pair(theory, Clue.CALLS, Clue.CALLS_FIRST, calls, 1);
    pair(theory, Clue.LOG_FRESH, Clue.LOG_FRESH_FIRST, fresh, 1.5);
    pair(theory, Clue.LOG_BROKEN, Clue.LOG_BROKEN_FIRST, broken, 1.5);
    pair(theory, Clue.LOG_TROUBLE, Clue.LOG_TROUBLE_FIRST, trouble, 3);
    pair(theory, Clue.LOG_MIX, Clue.LOG_MIX_FIRST, mix, 3);
    double mine = strange(entity);
    double below = 0;
    for (var callee : topology.downstream(entity)) below = Math.max(below, strange(callee));
    theory.set(
        Clue.LOG_DEEPEST, mine <= 0 ? 0 : Math.min(1, mine) * Math.clamp(1 - below / mine, 0, 1));
    theory.set(Clue.RESOURCE_ELSEWHERE, shortest * theory.evidence());
    return theory;
  }

  private static void pair(
      Theory theory, Clue clue, Clue first, Map<EntityId, Double> values, double atLeast) {
    double value = values.getOrDefault(theory.entity(), 0.0);
    theory.set(clue, value);
    theory.set(first, value / Math.max(atLeast, most(values)));
  }

  private double strange(EntityId entity) {
    return broken.getOrDefault(entity, 0.0) + fresh.getOrDefault(entity, 0.0);
  }

  private boolean isEntry(EntityId entity) {
    return topology.callers(entity).isEmpty() && !topology.callees(entity).isEmpty();
  }

  private Excess.Of slow(EntityId entity) {
    return slow.getOrDefault(entity, Excess.Of.NONE);
  }

  private Optional<Deviation> deviation(EntityId entity, Quantity quantity) {
    return Optional.ofNullable(strongest.getOrDefault(entity, Map.of()).get(quantity));
  }

  private double strength(EntityId entity, Quantity quantity) {
    return deviation(entity, quantity).map(Deviation::strength).orElse(0.0);
  }

  private static Quantity quantity(Theory.Sort sort) {
    return Quantity.valueOf(sort.name());
  }

  private static double most(Map<EntityId, Double> values) {
    return values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
