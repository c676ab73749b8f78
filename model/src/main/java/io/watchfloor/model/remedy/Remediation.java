package io.watchfloor.model.remedy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A reusable recipe: one runbook file. `title` is a verb and its object and may hold
/// `${parameters}`; `origin` names the file it came from. `runsPerHour` limits runs at level auto.
public record Remediation(
    String name,
    String title,
    String description,
    Fits fits,
    List<Parameter> parameters,
    Action action,
    Optional<Action> dryRun,
    Optional<Action> undo,
    Optional<Action> probe,
    Risk risk,
    String effect,
    Verify verify,
    Duration timeLimit,
    Duration approvalLasts,
    Level level,
    int runsPerHour,
    String origin) {
  public Remediation {
    parameters = List.copyOf(parameters);
  }

  /// How the origin of a runbook that came with the program begins.
  public static final String SHIPPED = "watchfloor:";

  public boolean isShipped() {
    return origin.startsWith(SHIPPED);
  }
}
