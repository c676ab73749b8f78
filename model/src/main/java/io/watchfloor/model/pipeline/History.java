package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The read side of our memory, for screens and reports. Any thread but the FX thread may call it;
/// every answer is a snapshot that belongs to the caller. Lists are oldest first unless said
/// otherwise and hold at most `limit` rows.
public interface History {
  /// The samples of one series, every one of them (also those not yet sealed), oldest first.
  Series series(SeriesId id, Window window);

  /// The known series whose text (`name{labels}`) holds every word of `query`, in order.
  List<SeriesId> find(String query, int limit);

  List<SeriesId> seriesOf(EntityId entity, int limit);

  List<TrackedAlert> alerts(Window window, int limit);

  List<Incident> incidents(Window window, int limit);

  Optional<Incident> incident(String id);

  List<Anomaly> anomalies(Window window, int limit);

  List<Anomaly> anomalies(SeriesId id, Window window);

  List<Change> changes(Window window, int limit);

  /// Lines of a template (0: of any) about an entity ([EntityId#NONE]: any) that hold `text`.
  List<LogLine> logs(Window window, long template, EntityId entity, String text, int limit);

  List<LogTemplate> templates(int limit);

  List<Run> runs(Window window, int limit);

  /// From `seq` on.
  List<AuditEntry> audit(long seq, int limit);

  /// When each source was blind.
  Map<SourceId, List<Window>> gaps(Window window);
}
