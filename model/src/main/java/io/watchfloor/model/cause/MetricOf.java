package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Picks the metric that shows a suspect's fault best: one of its own, else one that its callers
/// measure, else one that shares what its alert names (a mount point, a device, a database).
final class MetricOf {
  /// Labels that many series share and that therefore say nothing.
  private static final Set<String> COMMON =
      Set.of(
          Labels.NAME,
          "alertname",
          "severity",
          "job",
          "service",
          "exporter",
          "instance",
          "tier",
          "region",
          "cluster",
          "env",
          "environment",
          "team",
          "namespace");

  private MetricOf() {}

  static String of(Case it, Suspect suspect, FaultKind kind) {
    if (kind == FaultKind.UNKNOWN) return "";
    var found = suspect.metrics.getOrDefault(kind, "");
    if (!found.isEmpty()) return found;
    var alert = suspect.alerts.getOrDefault(kind, Labels.EMPTY);
    if (kind == FaultKind.MONITORING)
      return States.upOf(it, alert).map(SeriesId::metric).orElse("");
    var own = best(it.file.seriesOf(suspect.entity), kind);
    if (!own.isEmpty()) return own;
    var seen = new ArrayList<SeriesId>();
    for (var caller : it.topology().callers(suspect.entity))
      for (var id : it.file.seriesOf(caller))
        if (it.targetOfSeries(id.labels()).filter(suspect.entity::equals).isPresent()) seen.add(id);
    var byCallers = best(seen, kind);
    return byCallers.isEmpty() ? best(sharing(it, alert), kind) : byCallers;
  }

  private static List<SeriesId> sharing(Case it, Labels alert) {
    var sharing = new ArrayList<SeriesId>();
    var wanted = alert.map();
    wanted.keySet().removeAll(COMMON);
    if (wanted.isEmpty()) return sharing;
    for (EntityId entity : it.file.entities())
      for (var id : it.file.seriesOf(entity))
        if (wanted.entrySet().stream()
            .anyMatch(pair -> id.labels().value(pair.getKey()).equals(pair.getValue())))
          sharing.add(id);
    return sharing;
  }

  private static String best(Iterable<SeriesId> series, FaultKind kind) {
    String best = "";
    for (var id : series) {
      boolean fits =
          kind == FaultKind.DOWN
              ? FaultKinds.isUpState(id.metric()) && !States.isProbe(id)
              : FaultKinds.of(id.metric()) == kind
                  || (kind == FaultKind.ERRORS && FaultKinds.isErrors(id.labels()));
      if (fits && (best.isEmpty() || id.metric().compareTo(best) < 0)) best = id.metric();
    }
    return best;
  }
}
