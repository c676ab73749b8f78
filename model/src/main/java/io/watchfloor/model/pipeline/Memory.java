package io.watchfloor.model.pipeline;

import io.watchfloor.model.cause.CaseFile;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.Entity;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// What is known around now, as every step of a turn sees it: recent samples, findings, changes,
/// the graph. Bounded. The engine thread owns it.
final class Memory implements CaseFile {
  private static final Duration FINDINGS_KEPT = Duration.ofMinutes(15);
  private static final Duration CHANGES_KEPT = Duration.ofHours(1);
  private static final int MOST_CHANGES = 500;
  private static final int MOST_FINDINGS = 2_000;

  private final RecentSamples recent;
  private final Function<String, Optional<TrackedAlert>> alerts;
  private final Map<String, Anomaly> anomalies = new LinkedHashMap<>();
  private final Map<String, LogFinding> logFindings = new LinkedHashMap<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Map<IncidentId, Diagnosis> diagnoses = new TreeMap<>();
  private Topology topology = Topology.EMPTY;
  private List<Outlook> outlooks = List.of();

  Memory(RecentSamples recent, Function<String, Optional<TrackedAlert>> alerts) {
    this.recent = recent;
    this.alerts = alerts;
  }

  void know(Collection<Entity> entities) {
    for (var entity : entities) topology = topology.with(entity);
  }

  void take(Collection<Dependency> dependencies) {
    for (var edge : dependencies) topology = topology.with(edge.entity(), edge.target());
  }

  void takeChanges(Collection<Change> news) {
    for (var change : news) {
      changes.addLast(change);
      if (changes.size() > MOST_CHANGES) changes.removeFirst();
    }
  }

  void takeAnomalies(Collection<Anomaly> changed) {
    for (var anomaly : changed) anomalies.put(anomaly.id(), anomaly);
  }

  void takeLogs(Collection<LogFinding> changed) {
    for (var finding : changed) logFindings.put(finding.id(), finding);
  }

  void take(Diagnosis diagnosis) {
    diagnoses.put(diagnosis.incident(), diagnosis);
  }

  void outlooks(List<Outlook> found) {
    outlooks = List.copyOf(found);
  }

  void forget(Instant now) {
    recent.forget(now);
    var from = now.minus(FINDINGS_KEPT);
    anomalies
        .values()
        .removeIf(anomaly -> anomaly.until().filter(until -> until.isBefore(from)).isPresent());
    logFindings
        .values()
        .removeIf(finding -> finding.until().filter(until -> until.isBefore(from)).isPresent());
    oldestOut(anomalies);
    oldestOut(logFindings);
    changes.removeIf(change -> change.at().isBefore(now.minus(CHANGES_KEPT)));
  }

  private static void oldestOut(Map<?, ?> map) {
    var keys = map.keySet().iterator();
    while (map.size() > MOST_FINDINGS && keys.hasNext()) {
      keys.next();
      keys.remove();
    }
  }

  void forgetDiagnoses(Collection<IncidentId> keep) {
    diagnoses.keySet().retainAll(keep);
  }

  Map<IncidentId, Diagnosis> diagnoses() {
    return diagnoses;
  }

  Optional<Diagnosis> diagnosis(IncidentId id) {
    return Optional.ofNullable(diagnoses.get(id));
  }

  List<Outlook> outlooks() {
    return outlooks;
  }

  @Override
  public Topology topology() {
    return topology;
  }

  @Override
  public Collection<SeriesId> seriesOf(EntityId entity) {
    return recent.seriesOf(entity);
  }

  @Override
  public Collection<EntityId> entities() {
    var all = new TreeSet<>(recent.entities());
    for (var entity : topology.entities()) all.add(entity.id());
    for (var anomaly : anomalies.values()) all.add(anomaly.entity());
    all.remove(EntityId.NONE);
    return all;
  }

  @Override
  public Series recent(SeriesId series, Window window) {
    return recent.series(series, window);
  }

  @Override
  public Optional<TrackedAlert> alert(String key) {
    return alerts.apply(key);
  }

  @Override
  public List<Anomaly> anomalies() {
    return List.copyOf(anomalies.values());
  }

  @Override
  public List<LogFinding> logFindings() {
    return List.copyOf(logFindings.values());
  }

  @Override
  public List<Change> changes() {
    return new ArrayList<>(changes);
  }
}
