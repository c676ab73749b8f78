package io.watchfloor.model.cause;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Names the suspects of an incident. Each alert, deviation, log finding and change is evidence for
/// somebody; then the graph explains evidence away: a caller's errors and slowness by the callee
/// that is itself in trouble, load by the traffic that comes from upstream. What is left is turned
/// into probabilities with room for something else. Pure: the same incident and case file give the
/// same diagnosis.
public final class Explainer {
  private static final Duration CHANGE_BEFORE = Duration.ofMinutes(10);
  private static final Duration CHANGE_AFTER = Duration.ofSeconds(5);
  private static final Duration ONSET_BEFORE = Duration.ofMinutes(3);
  private static final int MOST_SUSPECTS = 6;

  /// Evidence enough to explain what callers show.
  private static final double TROUBLE = 1.5;

  /// What a callee in trouble makes its callers show.
  private static final Set<FaultKind> SYMPTOMS =
      EnumSet.of(FaultKind.ERRORS, FaultKind.LATENCY, FaultKind.DOWN, FaultKind.UNKNOWN);

  /// What more traffic makes everybody behind it show.
  private static final Set<FaultKind> LOAD =
      EnumSet.of(
          FaultKind.CPU,
          FaultKind.MEMORY,
          FaultKind.SATURATION,
          FaultKind.ERRORS,
          FaultKind.LATENCY,
          FaultKind.TRAFFIC);

  private final EntityRules rules;
  private final Weights weights;

  public Explainer(EntityRules rules) {
    this(rules, Weights.DEFAULT);
  }

  Explainer(EntityRules rules, Weights weights) {
    this.rules = rules;
    this.weights = weights;
  }

  /// One explanation in the making.
  private static final class Case {
    final Incident incident;
    final CaseFile file;
    final Instant now;
    final Map<EntityId, Suspect> suspects = new TreeMap<>();
    final List<TrackedAlert> alerts = new ArrayList<>();
    final Set<EntityId> scope = new LinkedHashSet<>();
    final Set<EntityId> unseen = new LinkedHashSet<>();
    final List<String> notToBlame = new ArrayList<>();

    Case(Incident incident, CaseFile file, Instant now) {
      this.incident = incident;
      this.file = file;
      this.now = now;
    }

    Suspect suspect(EntityId entity) {
      return suspects.computeIfAbsent(entity, Suspect::new);
    }

    Instant onset() {
      return incident.since();
    }

    /// How much evidence there is that an entity has trouble of its own.
    double own(EntityId entity) {
      var suspect = suspects.get(entity);
      return suspect == null ? 0 : suspect.own();
    }
  }

  public Diagnosis explain(Incident incident, CaseFile file, Instant now) {
    var it = new Case(incident, file, now);
    scope(it);
    for (var alert : it.alerts) weigh(it, alert);
    for (var anomaly : file.anomalies()) weigh(it, anomaly);
    states(it);
    for (var finding : file.logFindings()) weigh(it, finding);
    for (var change : file.changes()) weigh(it, change);
    trafficComesFromUpstream(it);
    explainAway(it);
    return diagnosis(it);
  }

  /// Who can have to do with it: whoever has an alert in it, and what lies one or two calls around.
  private static void scope(Case it) {
    for (var member : it.incident.members()) {
      if (!(member.ref() instanceof Ref.ToAlert ref)) continue;
      it.file.alert(ref.key()).ifPresent(it.alerts::add);
      if (!member.entity().isNone()) it.scope.add(member.entity());
    }
    for (var entity : List.copyOf(it.scope)) {
      it.scope.addAll(it.file.topology().downstream(entity));
      it.scope.addAll(it.file.topology().callers(entity));
      for (var caller : it.file.topology().callers(entity))
        it.scope.addAll(it.file.topology().callers(caller));
    }
  }

  private void weigh(Case it, TrackedAlert tracked) {
    var alert = tracked.alert();
    if (!alert.isActive() && it.incident.isOpen()) return;
    var kind = FaultKinds.ofAlert(alert.name(), alert.summary());
    var ref = new Ref.ToAlert(tracked.key());
    var target = targetOf(alert);
    if (target.isPresent()) {
      double share = shareOfCallers(it, alert, target.get());
      double weight = weights.edge() * share;
      it.suspect(target.get())
          .add(
              kind,
              new Evidence(
                  Evidence.Kind.ALERT,
                  alert.entity() + " complains about " + target.get() + ": " + alert.summary(),
                  alert.startsAt(),
                  weight,
                  ref));
      it.scope.add(target.get());
      if (share > 0.99) return;
    }
    if (alert.entity().isNone()) return;
    if (kind == FaultKind.MONITORING) {
      var watched = rules.entity(alert.labels().without(Labels.NAME, "exporter"));
      if (!watched.equals(alert.entity())) it.unseen.add(watched);
    }
    var suspect = it.suspect(alert.entity());
    double weight = target.isPresent() ? weights.ofAlert(kind) / 2 : weights.ofAlert(kind);
    boolean isProbe =
        alert.labels().value("job").contains("probe")
            || alert.name().toLowerCase(Locale.ROOT).contains("probe");
    if (isProbe && kind == FaultKind.DOWN) weight /= 2;
    suspect.add(
        kind,
        new Evidence(
            Evidence.Kind.ALERT,
            alert.name() + ": " + alert.summary(),
            alert.startsAt(),
            weight,
            ref));
    alert
        .labels()
        .map()
        .forEach((name, value) -> suspect.attributes.putIfAbsent("label." + name, value));
    suspect.attributes.putIfAbsent("alert", alert.name());
  }

  private Optional<EntityId> targetOf(Alert alert) {
    for (var edge : rules.edges()) {
      var to = alert.labels().value(edge.to());
      if (!to.isEmpty() && !alert.labels().value(edge.from()).isEmpty())
        return Optional.of(rules.named(to));
    }
    return Optional.empty();
  }

  /// Of the callers that call `target`, how many see it in trouble; one of many points rather at
  /// the caller.
  private double shareOfCallers(Case it, Alert alert, EntityId target) {
    var callers = it.file.topology().callers(target);
    if (callers.size() <= 1) return 1;
    var complaining = new LinkedHashSet<EntityId>();
    complaining.add(alert.entity());
    for (var other : it.alerts)
      if (other.alert().isActive() && targetOf(other.alert()).filter(target::equals).isPresent())
        complaining.add(other.alert().entity());
    for (var anomaly : it.file.anomalies()) {
      if (anomaly.isOpen()
          && targetOf(anomaly.series().labels()).filter(target::equals).isPresent()
          && anomaly.direction() > 0) complaining.add(anomaly.entity());
    }
    complaining.retainAll(callers);
    return Math.min(
        1,
        Math.max(1, complaining.size()) / (double) callers.size()
            + (complaining.size() >= 2 ? 0.5 : 0));
  }

  private Optional<EntityId> targetOf(Labels labels) {
    for (var edge : rules.edges()) {
      var to = labels.value(edge.to());
      if (!to.isEmpty() && Glob.matches(edge.metric(), labels.metric()))
        return Optional.of(rules.named(to));
    }
    return Optional.empty();
  }

  private void weigh(Case it, Anomaly anomaly) {
    if (!anomaly.isOpen() || anomaly.from().isBefore(it.onset().minus(ONSET_BEFORE))) return;
    var target = targetOf(anomaly.series().labels());
    var entity = target.orElse(anomaly.entity());
    if (!it.scope.contains(entity) || FaultKinds.isUpState(anomaly.series().metric())) return;
    var kind = kindOf(anomaly);
    if (kind == FaultKind.UNKNOWN) return;
    var window = new Window(anomaly.from().minusSeconds(120), it.now.plusSeconds(1));
    var text = figure(anomaly) + (target.isPresent() ? ", seen by " + anomaly.entity() : "");
    var suspect = it.suspect(entity);
    double weight = weights.anomaly() * anomaly.grade() * (target.isPresent() ? 0.75 : 1);
    double already =
        suspect.evidence.stream()
            .filter(e -> e.kind() == Evidence.Kind.DEVIATION)
            .mapToDouble(Evidence::weight)
            .sum();
    if (already + weight > 3 * weights.anomaly()) weight = 0.01;
    suspect.add(
        kind,
        new Evidence(
            Evidence.Kind.DEVIATION,
            text,
            anomaly.from(),
            weight,
            new Ref.ToSeries(anomaly.series(), window)));
    suspect.metrics.putIfAbsent(kind, anomaly.series().metric());
  }

  private static FaultKind kindOf(Anomaly anomaly) {
    var kind = FaultKinds.of(anomaly.series().metric());
    boolean above = anomaly.direction() > 0;
    return switch (kind) {
      case DISK, MEMORY -> above == isFree(anomaly.series().metric()) ? FaultKind.UNKNOWN : kind;
      case TRAFFIC, LATENCY, ERRORS, CPU, SATURATION, SECURITY, LOCK ->
          above ? kind : FaultKind.UNKNOWN;
      case CERTIFICATE -> above ? FaultKind.UNKNOWN : kind;
      case DOWN, MONITORING, UNKNOWN ->
          isRequests(anomaly.series().metric()) && above ? FaultKind.TRAFFIC : FaultKind.UNKNOWN;
    };
  }

  private static boolean isFree(String metric) {
    return metric.contains("avail") || metric.contains("free");
  }

  private static boolean isRequests(String metric) {
    return metric.contains("requests")
        && !metric.contains("duration")
        && !metric.contains("flight");
  }

  private static String figure(Anomaly anomaly) {
    return String.format(
        Locale.ROOT,
        "%s is %.4g, usually %.4g to %.4g",
        anomaly.series().metric(),
        anomaly.value(),
        anomaly.low(),
        anomaly.high());
  }

  /// Metrics that say by 0 or 1 whether something is there. `up` of a source that also tells
  /// another `…_up` about the same thing is the up of its exporter.
  private void states(Case it) {
    for (var entity : List.copyOf(it.scope)) {
      for (var id : it.file.seriesOf(entity)) {
        if (!FaultKinds.isUpState(id.metric()) || it.unseen.contains(entity)) continue;
        var series = it.file.recent(id, new Window(it.now.minusSeconds(60), it.now.plusSeconds(1)));
        if (series.isEmpty() || series.last() != 0) continue;
        if (id.metric().equals("up") && isExporter(it, entity, id)) {
          it.unseen.add(entity);
          continue;
        }
        double weight = id.metric().equals("probe_success") ? 1 : 3;
        var window = new Window(it.onset().minusSeconds(120), it.now.plusSeconds(1));
        it.suspect(entity)
            .add(
                FaultKind.DOWN,
                new Evidence(
                    Evidence.Kind.DEVIATION,
                    id.metric() + " is 0: it does not answer",
                    it.now,
                    weight,
                    new Ref.ToSeries(id, window)));
        it.suspect(entity).metrics.putIfAbsent(FaultKind.DOWN, id.metric());
      }
    }
  }

  private static boolean isExporter(Case it, EntityId entity, SeriesId up) {
    var instance = up.labels().value("instance");
    return it.file.seriesOf(entity).stream()
        .anyMatch(
            other ->
                other.metric().endsWith("_up")
                    && other.labels().value("instance").equals(instance));
  }

  private void weigh(Case it, LogFinding finding) {
    if (!finding.isOpen()
        && finding.until().filter(until -> until.isBefore(it.onset())).isPresent()) return;
    if (!it.scope.contains(finding.entity())
        || finding.from().isBefore(it.onset().minus(ONSET_BEFORE))) return;
    var what =
        (finding.kind() == LogFinding.Kind.NEW_TEMPLATE
                ? "A log pattern never seen before: "
                : "Many more lines than usual: ")
            + finding.pattern();
    var mentioned = mentioned(it, finding);
    var suspect = it.suspect(mentioned.orElse(finding.entity()));
    double weight = mentioned.isPresent() ? weights.mention() : weights.log();
    suspect.add(
        new Evidence(
            Evidence.Kind.LOG,
            what + (mentioned.isPresent() ? " (said by " + finding.entity() + ")" : ""),
            finding.from(),
            weight,
            new Ref.ToLog(finding.id())));
    finding.attributes().forEach(it.suspect(finding.entity()).attributes::putIfAbsent);
  }

  /// The callee that a log pattern names first, if it names one.
  private static Optional<EntityId> mentioned(Case it, LogFinding finding) {
    var words = List.of(finding.pattern().split(" ", 20));
    return it.file.topology().callees(finding.entity()).stream()
        .filter(callee -> words.contains(callee.name()))
        .findFirst();
  }

  private void weigh(Case it, Change change) {
    if (!it.scope.contains(change.entity())
        || change.at().isBefore(it.onset().minus(CHANGE_BEFORE))) return;
    if (change.at().isAfter(it.onset().plus(CHANGE_AFTER))) {
      it.notToBlame.add(
          change.text()
              + " came "
              + Duration.between(it.onset(), change.at()).toSeconds()
              + " s later");
      return;
    }
    if (change.kind().equalsIgnoreCase("rollback") && it.suspects.get(change.entity()) == null)
      return;
    double seconds = Math.max(0, Duration.between(change.at(), it.onset()).toSeconds());
    double weight = weights.change() * Math.exp(-seconds / 240);
    var suspect = it.suspect(change.entity());
    var text = change.text() + ", " + (long) seconds + " s before it began";
    suspect.add(
        new Evidence(
            Evidence.Kind.CHANGE,
            text,
            change.at(),
            weight,
            new Ref.ToChange(change.source(), change.id())));
    if (suspect.change.isEmpty() || !suspect.change.get().at().isAfter(change.at()))
      suspect.change = Optional.of(change);
  }

  /// Traffic travels from caller to callee: whoever is furthest upstream and also has more of it is
  /// where it comes from.
  private void trafficComesFromUpstream(Case it) {
    for (var suspect : List.copyOf(it.suspects.values())) {
      double traffic = suspect.of(FaultKind.TRAFFIC);
      if (traffic < weights.ofAlert(FaultKind.TRAFFIC) / 2) continue;
      var source = suspect.entity;
      var seen = new LinkedHashSet<EntityId>();
      while (seen.add(source)) {
        EntityId next = null;
        for (var caller : it.file.topology().callers(source))
          if (!seen.contains(caller)
              && (hasTraffic(it, caller) || it.file.topology().callers(source).size() == 1))
            next = caller;
        if (next != null) source = next;
      }
      if (source.equals(suspect.entity)) continue;
      var text = "The traffic reaches " + suspect.entity + " through " + source;
      it.suspect(source)
          .add(
              FaultKind.TRAFFIC,
              new Evidence(
                  Evidence.Kind.TOPOLOGY,
                  text,
                  it.onset(),
                  traffic,
                  new Ref.ToEntity(source.name())));
      it.suspect(source)
          .metrics
          .putIfAbsent(FaultKind.TRAFFIC, suspect.metrics.getOrDefault(FaultKind.TRAFFIC, ""));
      discount(suspect, FaultKind.TRAFFIC, "It comes from " + source, it.onset(), source);
    }
  }

  private static boolean hasTraffic(Case it, EntityId entity) {
    var suspect = it.suspects.get(entity);
    return suspect != null && suspect.of(FaultKind.TRAFFIC) > 0;
  }

  private void explainAway(Case it) {
    for (var suspect : List.copyOf(it.suspects.values())) {
      var loader = upstreamTraffic(it, suspect.entity);
      if (loader.isPresent()) {
        for (var kind : LOAD)
          discount(
              suspect,
              kind,
              "More traffic from " + loader.get() + " explains it",
              it.onset(),
              loader.get());
        continue;
      }
      var deeper = deeperTrouble(it, suspect);
      if (deeper.isEmpty()) continue;
      for (var kind : SYMPTOMS)
        if (kind != FaultKind.DOWN || suspect.of(kind) < weights.ofAlert(FaultKind.DOWN))
          discount(
              suspect,
              kind,
              deeper.get() + ", which it needs, is in trouble itself",
              it.onset(),
              deeper.get());
    }
  }

  private Optional<EntityId> upstreamTraffic(Case it, EntityId entity) {
    return it.file.topology().upstream(entity).stream()
        .filter(
            up ->
                it.suspects.containsKey(up)
                    && it.suspects.get(up).of(FaultKind.TRAFFIC)
                        >= weights.ofAlert(FaultKind.TRAFFIC) / 2)
        .reduce((nearer, further) -> further);
  }

  /// The callee, however deep, with the strongest trouble of its own.
  private Optional<EntityId> deeperTrouble(Case it, Suspect suspect) {
    return it.file.topology().downstream(suspect.entity).stream()
        .filter(callee -> it.own(callee) >= TROUBLE && !it.unseen.contains(callee))
        .max(
            Comparator.<EntityId>comparingDouble(it::own).thenComparing(Comparator.reverseOrder()));
  }

  private void discount(Suspect suspect, FaultKind kind, String text, Instant at, EntityId by) {
    double has = suspect.of(kind);
    if (has <= 0) return;
    suspect.add(
        kind,
        new Evidence(
            Evidence.Kind.TOPOLOGY,
            text,
            at,
            -weights.explainedAway() * has,
            new Ref.ToEntity(by.name())));
  }

  private Diagnosis diagnosis(Case it) {
    var ranked =
        it.suspects.values().stream()
            .filter(suspect -> !suspect.evidence.isEmpty() && suspect.score() > 0)
            .sorted(
                Comparator.comparingDouble((Suspect s) -> -s.score()).thenComparing(s -> s.entity))
            .limit(MOST_SUSPECTS)
            .toList();
    double sum = Math.exp(weights.nothing() / weights.temperature());
    for (var suspect : ranked) sum += Math.exp(suspect.score() / weights.temperature());
    var hypotheses = new ArrayList<Hypothesis>();
    double left = 1;
    for (var suspect : ranked) {
      double probability = Math.exp(suspect.score() / weights.temperature()) / sum;
      left -= probability;
      hypotheses.add(hypothesis(it, suspect, probability));
    }
    if (ranked.stream().noneMatch(suspect -> suspect.change.isPresent()))
      it.notToBlame.add("No change is to blame: none came shortly before");
    return new Diagnosis(
        it.incident.id(),
        it.now,
        hypotheses,
        Math.clamp(left, 0, 1),
        it.notToBlame.stream().distinct().limit(5).toList());
  }

  private static Hypothesis hypothesis(Case it, Suspect suspect, double probability) {
    var kind = suspect.kind();
    suspect.change.ifPresent(
        change -> {
          suspect.attributes.put("change.kind", change.kind());
          suspect.attributes.put("change.version", change.version());
          suspect.attributes.put("change.text", change.text());
        });
    var entity = it.file.topology().entity(suspect.entity);
    suspect.attributes.put("entity.kind", entity.kind());
    var metric = suspect.metrics.getOrDefault(kind, "");
    return new Hypothesis(
        suspect.entity,
        metric.isEmpty() ? metricFor(it, suspect.entity, kind) : metric,
        kind,
        Math.clamp(probability, 0, 1),
        suspect.ordered(),
        suspect.change,
        suspect.attributes);
  }

  /// The entity's own metric that speaks of this kind of fault; empty where none does.
  private static String metricFor(Case it, EntityId entity, FaultKind kind) {
    return it.file.seriesOf(entity).stream()
        .map(SeriesId::metric)
        .filter(
            metric ->
                kind == FaultKind.DOWN
                    ? FaultKinds.isUpState(metric)
                    : FaultKinds.of(metric) == kind)
        .sorted()
        .findFirst()
        .orElse("");
  }
}
