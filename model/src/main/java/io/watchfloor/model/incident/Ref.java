package io.watchfloor.model.incident;

import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;

/// A link to the rows behind a claim: what the screen opens.
public sealed interface Ref {
  /// One alert, by the key under which [TrackedAlert] knows it.
  record ToAlert(String key) implements Ref {}

  record ToAnomaly(String id) implements Ref {}

  record ToSeries(SeriesId series, Window window) implements Ref {}

  record ToLog(String finding) implements Ref {}

  record ToChange(SourceId source, String id) implements Ref {}

  record ToSource(SourceId source) implements Ref {}

  record ToRun(String id) implements Ref {}

  /// A claim that rests on the graph alone.
  record ToEntity(String entity) implements Ref {}
}
