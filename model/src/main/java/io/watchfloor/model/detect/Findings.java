package io.watchfloor.model.detect;

import java.util.List;

/// What one turn's detection found: only episodes and findings that began, changed or ended, and
/// for each text of the turn (in the order of `Signals.texts`) the id of its template.
public record Findings(
    List<Anomaly> anomalies,
    List<LogFinding> logs,
    long[] templateOfLine,
    List<LogTemplate> templates) {
  public static final Findings NONE = new Findings(List.of(), List.of(), new long[0], List.of());
}
