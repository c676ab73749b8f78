package io.watchfloor.app.ui.alerts;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// One line of the list: an alert and where it stands. `owner` has it, or nobody.
public record AlertRow(TrackedAlert tracked, AlertState state, Optional<Operator> owner) {
  /// Worst first; not yet taken before taken; newest first.
  static final Comparator<AlertRow> ORDER =
      Comparator.comparing(AlertRow::rank, Severity.WORST_FIRST)
          .thenComparing(row -> row.state().isQuiet())
          .thenComparing(AlertRow::since, Comparator.reverseOrder())
          .thenComparing(AlertRow::key);

  static AlertRow of(
      TrackedAlert tracked, boolean sourceIsBlind, Optional<Operator> incidentOwner) {
    var acknowledged = tracked.acknowledgement().map(Acknowledgement::by);
    return new AlertRow(
        tracked, AlertState.of(tracked, sourceIsBlind), acknowledged.or(() -> incidentOwner));
  }

  private Severity rank() {
    return severity();
  }

  public String key() {
    return tracked.key();
  }

  /// A source that is blind cannot vouch for its alerts: they are unknown.
  public Severity severity() {
    return state == AlertState.BLIND ? Severity.UNKNOWN : tracked.alert().severity();
  }

  public String name() {
    return tracked.alert().name();
  }

  public String service() {
    return tracked.alert().entity().name();
  }

  public String text() {
    return tracked.alert().summary();
  }

  public SourceId source() {
    return tracked.alert().source();
  }

  public Instant since() {
    return tracked.alert().startsAt();
  }

  public boolean isTaken() {
    return owner.isPresent();
  }
}
