package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Findings;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Dispatch;
import java.util.List;
import java.util.Map;

/// What one turn found: everything that is new or changed, to be stored in one transaction. `gaps`
/// are stretches in which a source was blind, told when they end (or grow). `decisive` facts hold a
/// person's or a policy's decision and are synced to disk before anything is done about them.
public record Facts(
    Signals signals,
    Findings findings,
    List<TrackedAlert> alerts,
    List<Incident> incidents,
    List<Diagnosis> diagnoses,
    List<Proposal> proposals,
    List<Run> runs,
    List<AuditEntry> audit,
    List<Feedback> feedback,
    List<Dispatch> dispatches,
    Map<SourceId, Cursor> cursors,
    Map<SourceId, Window> gaps,
    boolean decisive) {

  public static final Facts NONE =
      new Facts(
          Signals.NONE,
          Findings.NONE,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          false);

  public Facts with(Map<SourceId, Cursor> cursors, Map<SourceId, Window> gaps) {
    return new Facts(
        signals,
        findings,
        alerts,
        incidents,
        diagnoses,
        proposals,
        runs,
        audit,
        feedback,
        dispatches,
        cursors,
        gaps,
        decisive);
  }

  public boolean isEmpty() {
    return signals.equals(Signals.NONE)
        && findings.anomalies().isEmpty()
        && findings.logs().isEmpty()
        && alerts.isEmpty()
        && incidents.isEmpty()
        && diagnoses.isEmpty()
        && proposals.isEmpty()
        && runs.isEmpty()
        && audit.isEmpty()
        && feedback.isEmpty()
        && dispatches.isEmpty()
        && cursors.isEmpty()
        && gaps.isEmpty();
  }
}
