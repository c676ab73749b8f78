package io.watchfloor.app.store;

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
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The read side, on connections of its own that may only read. Any thread may call it; it sees
/// what is committed, and samples also before they are packed.
public final class H2History implements History {
  private static final int ALL = 100_000;

  private final Database database;
  private final SeriesTable series;
  private final SampleTable samples;

  H2History(Database database, SeriesTable series, SampleTable samples) {
    this.database = database;
    this.series = series;
    this.samples = samples;
  }

  @Override
  public Series series(SeriesId id, Window window) {
    return database.read(handle -> samples.read(handle, id, window));
  }

  @Override
  public List<SeriesId> find(String query, int limit) {
    var words = query.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return series.all().stream()
        .map(SeriesTable.Row::series)
        .filter(id -> holds(id, words))
        .sorted()
        .limit(limit)
        .toList();
  }

  private static boolean holds(SeriesId id, String[] words) {
    var text = id.toString().toLowerCase(Locale.ROOT);
    for (var word : words) if (!text.contains(word)) return false;
    return true;
  }

  @Override
  public List<SeriesId> seriesOf(EntityId entity, int limit) {
    return samples.about(entity).stream()
        .map(SeriesTable.Row::series)
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public List<TrackedAlert> alerts(Window window, int limit) {
    return within(FactTables.ALERTS, window, limit);
  }

  @Override
  public List<Incident> incidents(Window window, int limit) {
    return within(FactTables.INCIDENTS, window, limit);
  }

  @Override
  public Optional<Incident> incident(String id) {
    return database.read(handle -> FactTables.INCIDENTS.newest(handle, id));
  }

  @Override
  public List<Anomaly> anomalies(Window window, int limit) {
    return within(FactTables.ANOMALIES, window, limit);
  }

  @Override
  public List<Anomaly> anomalies(SeriesId id, Window window) {
    return within(FactTables.ANOMALIES, window, ALL).stream()
        .filter(anomaly -> anomaly.series().equals(id))
        .toList();
  }

  @Override
  public List<Change> changes(Window window, int limit) {
    return within(FactTables.CHANGES, window, limit);
  }

  @Override
  public List<LogLine> logs(Window window, long template, EntityId entity, String text, int limit) {
    return database.read(handle -> LogTable.find(handle, window, template, entity, text, limit));
  }

  @Override
  public List<LogTemplate> templates(int limit) {
    return database.read(handle -> LogTable.templates(handle, limit));
  }

  @Override
  public List<Run> runs(Window window, int limit) {
    return within(FactTables.RUNS, window, limit);
  }

  @Override
  public List<AuditEntry> audit(long seq, int limit) {
    return database.read(handle -> AuditTable.from(handle, seq, limit));
  }

  @Override
  public Map<SourceId, List<Window>> gaps(Window window) {
    return database.read(handle -> SmallTables.gaps(handle, window));
  }

  private <T> List<T> within(VersionTable<T> table, Window window, int limit) {
    return database.read(handle -> table.within(handle, window.from(), window.to(), limit));
  }
}
