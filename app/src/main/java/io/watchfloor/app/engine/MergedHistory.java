package io.watchfloor.app.engine;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// The live world's history and the sandbox's, read as one. What belongs to the sandbox is known by
/// its source or id; the audit is the live world's alone, because nothing in a sandbox is done.
public record MergedHistory(History live, History sandbox) implements History {
  @Override
  public Series series(SeriesId id, Window window) {
    return of(id.source()).series(id, window);
  }

  @Override
  public List<SeriesId> find(String query, int limit) {
    return both(history -> history.find(query, limit), Comparator.naturalOrder(), limit);
  }

  @Override
  public List<SeriesId> seriesOf(EntityId entity, int limit) {
    return both(history -> history.seriesOf(entity, limit), Comparator.naturalOrder(), limit);
  }

  @Override
  public List<TrackedAlert> alerts(Window window, int limit) {
    return both(
        history -> history.alerts(window, limit),
        Comparator.comparing(TrackedAlert::lastChange),
        limit);
  }

  @Override
  public List<Incident> incidents(Window window, int limit) {
    return both(
        history -> history.incidents(window, limit), Comparator.comparing(Incident::since), limit);
  }

  @Override
  public Optional<Incident> incident(String id) {
    return new IncidentId(id).isSandbox() ? sandbox.incident(id) : live.incident(id);
  }

  @Override
  public List<Anomaly> anomalies(Window window, int limit) {
    return both(
        history -> history.anomalies(window, limit), Comparator.comparing(Anomaly::from), limit);
  }

  @Override
  public List<Anomaly> anomalies(SeriesId id, Window window) {
    return of(id.source()).anomalies(id, window);
  }

  @Override
  public List<Change> changes(Window window, int limit) {
    return both(history -> history.changes(window, limit), Comparator.comparing(Signal::at), limit);
  }

  @Override
  public List<LogLine> logs(Window window, long template, EntityId entity, String text, int limit) {
    return both(
        history -> history.logs(window, template, entity, text, limit),
        Comparator.comparing(Signal::at),
        limit);
  }

  @Override
  public List<LogTemplate> templates(int limit) {
    return both(
        history -> history.templates(limit),
        Comparator.comparing(LogTemplate::lastSeen).reversed(),
        limit);
  }

  @Override
  public List<Run> runs(Window window, int limit) {
    return both(
        history -> history.runs(window, limit), Comparator.comparing(Run::changedAt), limit);
  }

  @Override
  public List<AuditEntry> audit(long seq, int limit) {
    return live.audit(seq, limit);
  }

  @Override
  public Map<SourceId, List<Window>> gaps(Window window) {
    var gaps = new TreeMap<>(live.gaps(window));
    gaps.putAll(sandbox.gaps(window));
    return gaps;
  }

  private History of(SourceId source) {
    return source.isSandbox() ? sandbox : live;
  }

  private <T> List<T> both(
      Function<History, List<T>> question, Comparator<? super T> order, int limit) {
    return Stream.concat(question.apply(live).stream(), question.apply(sandbox).stream())
        .sorted(order)
        .limit(limit)
        .toList();
  }
}
