package io.watchfloor.model.cause;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.Topology;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What is known around an incident, for whoever explains it: recent samples, open findings,
/// changes, the graph.
public interface CaseFile {
  Topology topology();

  /// The series about `entity`, in a stable order.
  Collection<SeriesId> seriesOf(EntityId entity);

  /// Every entity that has a series, an alert or a place in the graph, in a stable order.
  Collection<EntityId> entities();

  /// Recent samples (at least the last 15 minutes where they exist); empty where the series is not
  /// known.
  Series recent(SeriesId series, Window window);

  Optional<TrackedAlert> alert(String key);

  /// Open ones and those ended within the last 15 minutes, oldest first.
  List<Anomaly> anomalies();

  List<LogFinding> logFindings();

  /// Of the last hour, oldest first.
  List<Change> changes();
}
