package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Dispatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The write side of our memory. The engine thread is the only caller.
public interface Store extends AutoCloseable {
  /// Stores one turn in one transaction; returns after a synced commit where the facts are
  /// decisive, else they are synced within a second.
  void commit(Facts facts);

  /// Called at least once a second: what was committed since the last time is synced.
  default void tick(java.time.Instant now) {}

  /// What a restart needs.
  Recovered recover();

  /// Saves a named piece of state (detectors, templates, priors, the kill switch) as of now.
  void saveState(String name, byte[] state);

  Optional<byte[]> state(String name);

  /// Deletes what is older or larger than retention allows; a little at a time. Returns whether
  /// more is to do.
  boolean sweep(java.time.Instant now);

  /// Bytes on disk, and how far back it goes.
  Size size();

  @Override
  void close();

  record Size(
      long bytes,
      long samples,
      Optional<java.time.Instant> oldest,
      long limitBytes,
      java.time.Duration keeps) {}

  /// The newest versions: alerts not yet resolved (or latched), open and recent incidents with
  /// their diagnoses, open proposals, runs not finished or recent, acts on their way, open
  /// findings, cursors, the last audit entry, recent samples.
  record Recovered(
      List<TrackedAlert> alerts,
      List<Incident> incidents,
      List<Diagnosis> diagnoses,
      List<Proposal> proposals,
      List<Run> runs,
      List<Anomaly> anomalies,
      List<LogFinding> logFindings,
      List<LogTemplate> templates,
      List<Change> changes,
      List<Dependency> dependencies,
      List<Feedback> feedback,
      List<Dispatch> dispatches,
      Map<SourceId, Cursor> cursors,
      Optional<AuditEntry> lastAudit,
      List<Series> recent,
      long nextIncident) {}
}
