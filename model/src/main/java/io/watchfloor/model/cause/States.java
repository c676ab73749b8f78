package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import java.util.List;
import java.util.Optional;

/// Reads the metrics that say by 0 or 1 whether something is there. An `up` beside another `…_up`
/// or a probe of the same instance is that of the watcher, not of the thing watched.
final class States {
  private static final double PROBE = 1;
  private static final double UP = 3;
  private static final double SILENT = 2.5;

  /// Less than this share of the requests there were.
  private static final double GONE = 0.05;

  private States() {}

  static void weigh(Case it) {
    for (var entity : List.copyOf(it.scope)) {
      for (var id : it.file.seriesOf(entity)) {
        if (!FaultKinds.isUpState(id.metric()) || it.unseen.contains(entity)) continue;
        if (it.last(id) != 0) continue;
        if (id.metric().equals("up") && isWatcher(it, entity, id)) {
          outOfSight(it, entity, new Ref.ToSeries(id, it.around()));
          continue;
        }
        boolean isProbe = isProbe(id);
        var kind = isProbe && !isGone(it, entity) ? FaultKind.ERRORS : FaultKind.DOWN;
        var text = id.metric() + " is 0: it does not answer" + (isProbe ? " as it should" : "");
        var suspect = it.suspect(entity);
        suspect.add(
            kind,
            new Evidence(
                Evidence.Kind.DEVIATION,
                text,
                it.now,
                isProbe ? PROBE : UP,
                new Ref.ToSeries(id, it.around())));
        if (isProbe) suspect.metrics.putIfAbsent(kind, id.metric());
        else suspect.metrics.put(kind, id.metric());
      }
    }
  }

  /// What watches a thing does not answer. Where those who need the thing are in trouble, it is the
  /// thing that does not answer; else we merely do not see it.
  static void outOfSight(Case it, EntityId watched, Ref ref) {
    var troubled =
        it.alerts.stream().filter(alert -> speaksOf(it, alert.alert(), watched)).findFirst();
    if (troubled.isEmpty()) {
      it.unseen.add(watched);
      return;
    }
    if (it.known(watched).filter(suspect -> suspect.of(FaultKind.DOWN) >= SILENT).isPresent())
      return;
    var text =
        "What watches it does not answer, and "
            + troubled.get().alert().entity()
            + ", which needs it, is in trouble";
    it.suspect(watched)
        .add(FaultKind.DOWN, new Evidence(Evidence.Kind.TOPOLOGY, text, it.now, SILENT, ref));
  }

  private static boolean speaksOf(Case it, Alert alert, EntityId watched) {
    if (!alert.isActive() && it.incident.isOpen()) return false;
    if (it.targetOfAlert(alert.labels()).filter(watched::equals).isPresent()) return true;
    return it.topology().callees(alert.entity()).contains(watched)
        && FaultKinds.ofAlert(alert.name(), alert.summary()) != FaultKind.MONITORING;
  }

  static boolean isProbe(SeriesId id) {
    return id.metric().equals("probe_success");
  }

  private static boolean isWatcher(Case it, EntityId entity, SeriesId id) {
    var instance = id.labels().value("instance");
    return it.file.seriesOf(entity).stream()
        .anyMatch(
            other ->
                (other.metric().endsWith("_up") || isProbe(other))
                    && other.labels().value("instance").equals(instance));
  }

  /// Whether the thing itself says that it is there.
  static boolean answers(Case it, EntityId entity) {
    boolean answers = false;
    for (var id : it.file.seriesOf(entity)) {
      if (!FaultKinds.isUpState(id.metric()) || isProbe(id)) continue;
      if (id.metric().equals("up") && isWatcher(it, entity, id)) continue;
      double last = it.last(id);
      if (last == 0) return false;
      answers |= last == 1;
    }
    return answers;
  }

  /// Whether a thing whose probe fails is gone rather than ill: it does not say that it is there,
  /// or it is where the requests come in and none does.
  static boolean isGone(Case it, EntityId entity) {
    if (!answers(it, entity)) return true;
    if (!it.topology().callers(entity).isEmpty()) return false;
    for (var id : it.file.seriesOf(entity)) {
      if (!FaultKinds.isRequests(id.metric())) continue;
      double before = it.before(id);
      if (before > 0 && (it.isSilent(id) || it.last(id) < GONE * before)) return true;
    }
    return false;
  }

  /// The state of the watcher that an alert names by its instance.
  static Optional<SeriesId> upOf(Case it, Labels alert) {
    var instance = alert.value("instance");
    if (instance.isEmpty()) return Optional.empty();
    for (var entity : it.file.entities())
      for (var id : it.file.seriesOf(entity))
        if (id.metric().equals("up") && id.labels().value("instance").equals(instance))
          return Optional.of(id);
    return Optional.empty();
  }
}
