package io.watchfloor.app.ui;

import io.watchfloor.app.ui.shell.Place.Count;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;

/// The numbers in the side bar, each with the worst of what it counts.
final class Counts {
  private Counts() {}

  static Count incidents(Snapshot snapshot) {
    var open = snapshot.incidents().stream().filter(Incident::isOpen).toList();
    var worst = open.stream().map(Incident::severity).reduce(Severity.OK, Severity::worst);
    return new Count(open.size(), worst);
  }

  /// Alerts wear no shape: their incidents do.
  static Count alerts(Snapshot snapshot) {
    long active = snapshot.alerts().stream().filter(alert -> alert.alert().isActive()).count();
    return new Count((int) active, Severity.OK);
  }

  /// Findings that are open now; they wear no shape: what they bear on does.
  static Count logs(Snapshot snapshot) {
    long open = snapshot.logFindings().stream().filter(LogFinding::isOpen).count();
    return new Count((int) open, Severity.OK);
  }

  static Count fixes(Snapshot snapshot) {
    long open = snapshot.proposals().stream().filter(p -> p.state() == Proposal.State.OPEN).count();
    return new Count((int) open, Severity.OK);
  }

  static Count sources(Snapshot snapshot) {
    long blind = snapshot.sources().stream().filter(s -> s.health() == SourceHealth.BLIND).count();
    return new Count((int) blind, blind > 0 ? Severity.UNKNOWN : Severity.OK);
  }

  static Count problems(Snapshot snapshot) {
    return new Count(snapshot.problems().size(), Severity.OK);
  }
}
