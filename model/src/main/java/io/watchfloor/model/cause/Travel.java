package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How trouble travels along calls, and what that explains away: a caller's errors and slowness by
/// the callee that is itself in trouble, load by the traffic that comes from upstream, and a probe
/// that fails on somebody who is well by what lies before him.
final class Travel {
  /// Evidence enough to explain what callers show.
  private static final double TROUBLE = 1.5;

  /// An alert of its own, at least.
  private static final double HARD_TROUBLE = 2.5;

  private static final double ALL_CALLERS = 2;

  /// What a callee in trouble makes its callers show.
  private static final Set<FaultKind> SYMPTOMS =
      EnumSet.of(FaultKind.ERRORS, FaultKind.LATENCY, FaultKind.DOWN, FaultKind.UNKNOWN);

  /// What makes callers wait until their pools, workers or queues are full.
  private static final Set<FaultKind> MAKES_WAIT =
      EnumSet.of(FaultKind.LOCK, FaultKind.DOWN, FaultKind.LATENCY, FaultKind.SATURATION);

  /// What more traffic makes everybody behind it show.
  private static final Set<FaultKind> LOAD =
      EnumSet.of(
          FaultKind.CPU,
          FaultKind.MEMORY,
          FaultKind.SATURATION,
          FaultKind.ERRORS,
          FaultKind.LATENCY,
          FaultKind.TRAFFIC);

  private final Case it;

  Travel(Case it) {
    this.it = it;
  }

  /// Whoever is furthest upstream and also has more traffic is where it comes from.
  void trafficComesFromUpstream() {
    for (var suspect : List.copyOf(it.suspects.values())) {
      double traffic = suspect.of(FaultKind.TRAFFIC);
      if (traffic < it.weights.ofAlert(FaultKind.TRAFFIC) / 2) continue;
      var source = suspect.entity;
      var seen = new LinkedHashSet<EntityId>();
      while (seen.add(source)) {
        EntityId next = null;
        for (var caller : it.topology().callers(source))
          if (!seen.contains(caller)
              && (hasTraffic(caller) || it.topology().callers(source).size() == 1)) next = caller;
        if (next != null) source = next;
      }
      if (source.equals(suspect.entity)) continue;
      var text = "The traffic reaches " + suspect.entity + " through " + source;
      it.suspect(source).add(FaultKind.TRAFFIC, reason(text, traffic, source));
      it.suspect(source)
          .metrics
          .putIfAbsent(FaultKind.TRAFFIC, suspect.metrics.getOrDefault(FaultKind.TRAFFIC, ""));
      discount(suspect, FaultKind.TRAFFIC, "It comes from " + source, source);
    }
  }

  private boolean hasTraffic(EntityId entity) {
    return it.known(entity).filter(suspect -> suspect.of(FaultKind.TRAFFIC) > 0).isPresent();
  }

  /// A probe fails on somebody who says that he is there, and nobody behind him shows errors: what
  /// is in trouble is the way to him.
  void probesGoThroughCallers() {
    for (var suspect : List.copyOf(it.suspects.values())) {
      var entity = suspect.entity;
      var callers = it.topology().callers(entity);
      if (callers.isEmpty() || !isProbedOnly(suspect) || !States.answers(it, entity)) continue;
      if (showsErrors(entity) || it.topology().downstream(entity).stream().anyMatch(this::isIll))
        continue;
      double weight = suspect.of(FaultKind.ERRORS);
      for (var caller : callers) {
        boolean isDown = it.known(caller).filter(c -> c.of(FaultKind.DOWN) > 0).isPresent();
        var kind = isDown ? FaultKind.DOWN : FaultKind.ERRORS;
        var text = entity + " is well and is not reached: it is asked through " + caller;
        it.suspect(caller).add(kind, reason(text, weight / callers.size(), caller));
        it.suspect(caller)
            .metrics
            .putIfAbsent(kind, suspect.metrics.getOrDefault(FaultKind.ERRORS, ""));
      }
      discount(
          suspect, FaultKind.ERRORS, "It answers, and fails nobody", callers.iterator().next());
    }
  }

  private boolean isIll(EntityId entity) {
    return it.own(entity) >= HARD_TROUBLE || showsErrors(entity);
  }

  /// Whether nothing but probes says that it fails.
  private static boolean isProbedOnly(Suspect suspect) {
    var labels = suspect.alerts.get(FaultKind.ERRORS);
    boolean byProbe =
        suspect.metrics.getOrDefault(FaultKind.ERRORS, "").equals("probe_success")
            || (labels != null && !labels.value("job").isEmpty());
    return byProbe && suspect.of(FaultKind.ERRORS) > 0 && suspect.of(FaultKind.DOWN) <= 0;
  }

  /// Whether its own count or share of errors is clearly above what it was before.
  private boolean showsErrors(EntityId entity) {
    for (var id : it.file.seriesOf(entity)) {
      if (FaultKinds.isUpState(id.metric()) || !FaultKinds.isErrors(id.labels())) continue;
      double last = it.last(id);
      if (!Double.isNaN(last) && last > 0.03 && last > 3 * it.before(id)) return true;
    }
    return false;
  }

  /// All that need a thing are in trouble at once, and nobody loads them: it is the thing.
  void allCallersInTrouble() {
    for (var callee : List.copyOf(it.scope)) {
      var callers = it.topology().callers(callee);
      if (callers.size() < 2 || it.unseen.contains(callee)) continue;
      boolean all = callers.stream().allMatch(caller -> suffers(caller, callers));
      if (!all) continue;
      var suspect = it.suspect(callee);
      var kind = suspect.kind() == FaultKind.UNKNOWN ? FaultKind.LATENCY : suspect.kind();
      suspect.add(kind, reason("All that need it are in trouble at once", ALL_CALLERS, callee));
    }
  }

  private boolean suffers(EntityId caller, Set<EntityId> all) {
    var suspect = it.known(caller);
    if (suspect.isEmpty() || upstreamTraffic(suspect.get()).isPresent()) return false;
    double symptoms =
        suspect.get().of(FaultKind.LATENCY)
            + suspect.get().of(FaultKind.ERRORS)
            + suspect.get().of(FaultKind.SATURATION);
    return symptoms >= HARD_TROUBLE
        && !suspect.get().alerts.isEmpty()
        && it.topology().downstream(caller).stream().noneMatch(all::contains);
  }

  void explainAway() {
    for (var suspect : List.copyOf(it.suspects.values())) {
      var loader = upstreamTraffic(suspect);
      if (loader.isPresent()) {
        var text = "More traffic from " + loader.get() + " explains it";
        for (var kind : LOAD) discount(suspect, kind, text, loader.get());
        continue;
      }
      var deeper = deeperTrouble(suspect.entity);
      if (deeper.isEmpty()) continue;
      var callee = it.suspect(deeper.get());
      var text = deeper.get() + ", which it needs, is in trouble itself";
      for (var kind : SYMPTOMS)
        if (explains(callee, suspect, kind)) discount(suspect, kind, text, deeper.get());
      if (!isSlowOnly(callee)) discountTheRest(suspect, text, deeper.get());
      if (MAKES_WAIT.contains(callee.kind()) && callee.own() >= HARD_TROUBLE)
        discount(suspect, FaultKind.SATURATION, "It waits for " + deeper.get(), deeper.get());
    }
  }

  /// Slowness alone, told by no alert, explains slowness; the state of a thing that is gone is its
  /// own.
  private boolean explains(Suspect callee, Suspect caller, FaultKind kind) {
    if (kind == FaultKind.DOWN) return caller.of(kind) < it.weights.ofAlert(FaultKind.DOWN);
    return !isSlowOnly(callee) || kind == FaultKind.LATENCY;
  }

  private static boolean isSlowOnly(Suspect callee) {
    return callee.kind() == FaultKind.LATENCY && callee.own() < HARD_TROUBLE;
  }

  /// What the logs of a caller complain about, and a change of his that came before.
  private void discountTheRest(Suspect suspect, String text, EntityId by) {
    double rest = suspect.unkinded(Evidence.Kind.LOG) + suspect.unkinded(Evidence.Kind.CHANGE);
    if (rest > 0 && suspect.of(FaultKind.DOWN) < it.weights.ofAlert(FaultKind.DOWN))
      suspect.add(reason(text, -it.weights.explainedAway() * rest, by));
  }

  /// A change of the suspect's own that takes workers or connections away is no load of others.
  private Optional<EntityId> upstreamTraffic(Suspect suspect) {
    if (suspect.change.isPresent() && suspect.kind() == FaultKind.SATURATION)
      return Optional.empty();
    return upstreamTraffic(suspect.entity);
  }

  private Optional<EntityId> upstreamTraffic(EntityId entity) {
    return it.topology().upstream(entity).stream()
        .filter(
            up ->
                it.known(up)
                    .filter(
                        s -> s.of(FaultKind.TRAFFIC) >= it.weights.ofAlert(FaultKind.TRAFFIC) / 2)
                    .isPresent())
        .reduce((nearer, further) -> further);
  }

  /// The callee, however deep, with the strongest trouble of its own.
  private Optional<EntityId> deeperTrouble(EntityId entity) {
    return it.topology().downstream(entity).stream()
        .filter(callee -> it.own(callee) >= TROUBLE && !it.unseen.contains(callee))
        .max(
            Comparator.<EntityId>comparingDouble(it::own).thenComparing(Comparator.reverseOrder()));
  }

  /// What was told of each suspect, and of those that nobody complains about while their callees
  /// are in trouble or more traffic reaches them.
  List<Told> told() {
    var told = new ArrayList<Told>();
    for (var suspect : it.suspects.values())
      told.add(
          new Told(
              suspect.entity,
              suspect.kind(),
              suspect.evidence.isEmpty() ? 0 : Math.max(0, suspect.score()),
              suspect.explained()));
    for (var entity : it.scope)
      if (!it.suspects.containsKey(entity)
          && (deeperTrouble(entity).isPresent() || upstreamTraffic(entity).isPresent()))
        told.add(new Told(entity, FaultKind.UNKNOWN, 0, 1));
    return told;
  }

  private Evidence reason(String text, double weight, EntityId by) {
    return new Evidence(
        Evidence.Kind.TOPOLOGY, text, it.onset, weight, new Ref.ToEntity(by.name()));
  }

  private void discount(Suspect suspect, FaultKind kind, String text, EntityId by) {
    double has = suspect.of(kind);
    if (has > 0) suspect.add(kind, reason(text, -it.weights.explainedAway() * has, by));
  }
}
