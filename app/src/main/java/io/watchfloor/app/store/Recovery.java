package io.watchfloor.app.store;

import io.watchfloor.model.pipeline.Store.Recovered;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// What a restart needs, read in one go.
final class Recovery {
  private static final Duration ALERTS = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration FINDINGS = Duration.ofMinutes(15);
  private static final Duration SAMPLES = Duration.ofMinutes(30);
  private static final int MOST_SAMPLES = 480;
  private static final int MOST = 20_000;
  private static final int MOST_CHANGES = 1024;
  private static final int MOST_TEMPLATES = 5_000;

  private Recovery() {}

  static Recovered read(Handle handle, SampleTable samples, Instant now, long nextIncident) {
    var day = now.minus(DAY);
    return new Recovered(
        FactTables.ALERTS.openOrSince(handle, now.minus(ALERTS), MOST),
        FactTables.INCIDENTS.openOrSince(handle, day, MOST),
        FactTables.DIAGNOSES.openOrSince(handle, day.minus(DAY), MOST),
        FactTables.PROPOSALS.openOrSince(handle, day, MOST),
        FactTables.RUNS.openOrSince(handle, day, MOST),
        FactTables.ANOMALIES.openOrSince(handle, now.minus(FINDINGS), MOST),
        FactTables.LOG_FINDINGS.openOrSince(handle, now.minus(FINDINGS), MOST),
        LogTable.templates(handle, MOST_TEMPLATES),
        FactTables.CHANGES.openOrSince(handle, day, MOST_CHANGES),
        FactTables.DEPENDENCIES.openOrSince(handle, Instant.EPOCH, MOST),
        SmallTables.feedback(handle),
        FactTables.DISPATCHES.openOrSince(handle, day, MOST),
        SmallTables.cursors(handle),
        AuditTable.last(handle),
        samples.recent(handle, new Window(now.minus(SAMPLES), now.plus(DAY)), MOST_SAMPLES),
        nextIncident);
  }
}
