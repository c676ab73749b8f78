package io.watchfloor.model.detect;

import java.util.ArrayList;
import java.util.List;

/// What one turn's detection found: only episodes and findings that began, changed or ended, and
/// for each text of the turn (in the order of `Signals.texts`) the id of its template.
public record Findings(
    List<Anomaly> anomalies,
    List<LogFinding> logs,
    long[] templateOfLine,
    List<LogTemplate> templates) {
  public static final Findings NONE = new Findings(List.of(), List.of(), new long[0], List.of());

  /// These and, behind them, what else was found in the same turn without a line of a log.
  public Findings and(Findings more) {
    if (more.anomalies().isEmpty() && more.logs().isEmpty()) return this;
    var all = new ArrayList<>(anomalies);
    all.addAll(more.anomalies());
    var lines = new ArrayList<>(logs);
    lines.addAll(more.logs());
    return new Findings(all, lines, templateOfLine, templates);
  }
}
