package io.watchfloor.app.ui.kit;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A memory that holds what a test puts in it.
public class FakeHistory implements History {
  public final Map<SeriesId, Series> series = new LinkedHashMap<>();
  public final List<TrackedAlert> alerts = new ArrayList<>();
  public final List<Incident> incidents = new ArrayList<>();
  public final List<Anomaly> anomalies = new ArrayList<>();
  public final List<Change> changes = new ArrayList<>();
  public final List<LogLine> logs = new ArrayList<>();
  public final List<LogTemplate> templates = new ArrayList<>();
  public final List<Run> runs = new ArrayList<>();
  public final List<AuditEntry> audit = new ArrayList<>();
  public final Map<SourceId, List<Window>> gaps = new LinkedHashMap<>();

  @Override
  public Series series(SeriesId id, Window window) {
    return series.getOrDefault(id, new Series(id, MetricInfo.UNKNOWN, new long[0], new double[0]));
  }

  @Override
  public List<SeriesId> find(String query, int limit) {
    return series.keySet().stream()
        .filter(id -> List.of(query.split(" ", -1)).stream().allMatch(id.toString()::contains))
        .limit(limit)
        .toList();
  }

  @Override
  public List<SeriesId> seriesOf(EntityId entity, int limit) {
    return series.keySet().stream()
        .filter(id -> id.labels().value("service").equals(entity.name()))
        .limit(limit)
        .toList();
  }

  @Override
  public List<TrackedAlert> alerts(Window window, int limit) {
    return alerts;
  }

  @Override
  public List<Incident> incidents(Window window, int limit) {
    return incidents;
  }

  @Override
  public Optional<Incident> incident(String id) {
    return incidents.stream().filter(incident -> incident.id().text().equals(id)).findFirst();
  }

  @Override
  public List<Anomaly> anomalies(Window window, int limit) {
    return anomalies;
  }

  @Override
  public List<Anomaly> anomalies(SeriesId id, Window window) {
    return anomalies.stream().filter(anomaly -> anomaly.series().equals(id)).toList();
  }

  @Override
  public List<Change> changes(Window window, int limit) {
    return changes;
  }

  @Override
  public List<LogLine> logs(Window window, long template, EntityId entity, String text, int limit) {
    return logs;
  }

  @Override
  public List<LogTemplate> templates(int limit) {
    return templates;
  }

  @Override
  public List<Run> runs(Window window, int limit) {
    return runs;
  }

  @Override
  public List<AuditEntry> audit(long seq, int limit) {
    return audit.stream().filter(entry -> entry.seq() >= seq).limit(limit).toList();
  }

  @Override
  public Map<SourceId, List<Window>> gaps(Window window) {
    return gaps;
  }
}
