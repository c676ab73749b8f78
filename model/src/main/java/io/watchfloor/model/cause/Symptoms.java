package io.watchfloor.model.cause;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Turns alerts, anomalies and log findings into evidence, each for whom it speaks of.
final class Symptoms {
  private static final Duration ONSET_BEFORE = Duration.ofMinutes(3);

  private Symptoms() {}

  static void weigh(Case it) {
    for (var alert : it.alerts) weigh(it, alert);
    for (var anomaly : it.file.anomalies()) weigh(it, anomaly);
    States.weigh(it);
    for (var finding : it.file.logFindings()) weigh(it, finding);
  }

  private static void weigh(Case it, TrackedAlert tracked) {
    var alert = tracked.alert();
    if (!alert.isActive() && it.incident.isOpen()) return;
    var kind = FaultKinds.ofAlert(alert.name(), alert.summary());
    var ref = new Ref.ToAlert(tracked.key());
    var target = it.targetOfAlert(alert.labels());
    if (target.isPresent()) {
      var callee = target.get();
      double share = shareOfCallers(it, alert, callee);
      var text = alert.entity() + " complains about " + callee + ": " + alert.summary();
      it.scope.add(callee);
      it.suspect(callee).add(kind, evidence(alert, text, it.weights.edge() * share, ref));
      if (share > 0.99) return;
    }
    if (alert.entity().isNone()) return;
    if (kind == FaultKind.MONITORING) {
      var watched = it.rules.entity(alert.labels().without(Labels.NAME, "exporter"));
      if (!watched.equals(alert.entity())) States.outOfSight(it, watched, ref);
    }
    double weight = it.weights.ofAlert(kind) / (target.isPresent() ? 2 : 1);
    if (kind == FaultKind.MONITORING && it.unseen.isEmpty()) weight /= 4;
    if (kind == FaultKind.DOWN && isProbe(alert)) {
      weight /= 2;
      if (!States.isGone(it, alert.entity())) kind = FaultKind.ERRORS;
    }
    var suspect = it.suspect(alert.entity());
    suspect.add(kind, evidence(alert, alert.name() + ": " + alert.summary(), weight, ref));
    suspect.alerts.putIfAbsent(kind, alert.labels());
    alert
        .labels()
        .map()
        .forEach((name, value) -> suspect.attributes.putIfAbsent("label." + name, value));
    suspect.attributes.putIfAbsent("alert", alert.name());
  }

  static boolean isProbe(Alert alert) {
    return alert.labels().value("job").contains("probe")
        || alert.labels().value("job").contains("blackbox")
        || alert.name().toLowerCase(Locale.ROOT).contains("probe");
  }

  private static Evidence evidence(Alert alert, String text, double weight, Ref ref) {
    return new Evidence(Evidence.Kind.ALERT, text, alert.startsAt(), weight, ref);
  }

  /// Of those that call `target`, how many see it in trouble; one of many points rather at the
  /// caller.
  private static double shareOfCallers(Case it, Alert alert, EntityId target) {
    var callers = it.topology().callers(target);
    if (callers.size() <= 1) return 1;
    var complaining = new LinkedHashSet<EntityId>();
    complaining.add(alert.entity());
    for (var other : it.alerts)
      if (other.alert().isActive()
          && it.targetOfAlert(other.alert().labels()).filter(target::equals).isPresent())
        complaining.add(other.alert().entity());
    for (var anomaly : it.file.anomalies()) {
      if (anomaly.isOpen()
          && it.targetOfSeries(anomaly.series().labels()).filter(target::equals).isPresent()
          && anomaly.direction() > 0) complaining.add(anomaly.entity());
    }
    complaining.retainAll(callers);
    double share = Math.max(1, complaining.size()) / (double) callers.size();
    return Math.min(1, share + (complaining.size() >= 2 ? 0.5 : 0));
  }

  private static void weigh(Case it, Anomaly anomaly) {
    if (!anomaly.isOpen() || anomaly.from().isBefore(it.onset.minus(ONSET_BEFORE))) return;
    var target = it.targetOfSeries(anomaly.series().labels());
    var entity = target.orElse(anomaly.entity());
    if (!it.scope.contains(entity) || FaultKinds.isUpState(anomaly.series().metric())) return;
    var kind = FaultKinds.ofDeviation(anomaly.series().labels(), anomaly.direction());
    if (kind == FaultKind.UNKNOWN) return;
    var window = new Window(anomaly.from().minusSeconds(120), it.now.plusSeconds(1));
    var text = figure(anomaly) + (target.isPresent() ? ", seen by " + anomaly.entity() : "");
    var suspect = it.suspect(entity);
    double weight = it.weights.anomaly() * anomaly.grade() * (target.isPresent() ? 0.75 : 1);
    double already =
        suspect.evidence.stream()
            .filter(e -> e.kind() == Evidence.Kind.DEVIATION)
            .mapToDouble(Evidence::weight)
            .sum();
    if (already + weight > 3 * it.weights.anomaly()) weight = 0.01;
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

  private static String figure(Anomaly anomaly) {
    return String.format(
        Locale.ROOT,
        "%s is %.4g, usually %.4g to %.4g",
        anomaly.series().metric(),
        anomaly.value(),
        anomaly.low(),
        anomaly.high());
  }

  private static void weigh(Case it, LogFinding finding) {
    if (finding.kind() == LogFinding.Kind.RATE_DOWN)
      return; // less is asked of it: no sign of guilt
    if (!finding.isOpen() && finding.until().filter(until -> until.isBefore(it.onset)).isPresent())
      return;
    if (!it.scope.contains(finding.entity())
        || finding.from().isBefore(it.onset.minus(ONSET_BEFORE))) return;
    var mentioned = mentioned(it, finding);
    var suspect = it.suspect(mentioned.orElse(finding.entity()));
    double weight = mentioned.isPresent() ? it.weights.mention() : it.weights.log();
    suspect.add(
        new Evidence(
            Evidence.Kind.LOG,
            finding.sentence()
                + (mentioned.isPresent() ? " (said by " + finding.entity() + ")" : ""),
            finding.from(),
            weight,
            new Ref.ToLog(finding.id())));
    finding.attributes().forEach(it.suspect(finding.entity()).attributes::putIfAbsent);
  }

  /// The callee that a log pattern names first, if it names one.
  private static Optional<EntityId> mentioned(Case it, LogFinding finding) {
    var words = List.of(finding.pattern().split("[ :]+", 20));
    return it.topology().callees(finding.entity()).stream()
        .filter(callee -> words.contains(callee.name()))
        .findFirst();
  }
}
