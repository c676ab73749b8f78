package io.watchfloor.model.remedy;

import io.watchfloor.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// One execution of one approved plan. `output` is its last lines (at most 500, each at most 2,000
/// characters); `why` says in plain words how it stands; `checks` are the predictions being
/// watched.
public record Run(
    String id,
    Proposal proposal,
    Approval approval,
    RunState state,
    Instant changedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Instant> verifiedAt,
    OptionalInt exit,
    List<OutputLine> output,
    List<Check> checks,
    String why) {
  public Run {
    output = List.copyOf(output);
    checks = List.copyOf(checks);
  }

  /// One line that the program wrote; untrusted text.
  public record OutputLine(Instant at, boolean isError, String text) {}

  /// One thing that was predicted: "HighErrorRate catalogue clears". `since` is when it came true.
  public record Check(String text, Optional<Instant> since) {}

  public IncidentId incident() {
    return proposal.incident();
  }

  public Plan plan() {
    return proposal.plan();
  }
}
