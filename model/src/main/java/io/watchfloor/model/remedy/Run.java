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

  /// The same run one step further. @throws IllegalStateException if it can't go there
  Run to(RunState next, Instant at, String words) {
    return copy(state.to(next), at, startedAt, endedAt, verifiedAt, exit, output, checks, words);
  }

  Run started(Instant at) {
    return copy(
        state.to(RunState.RUNNING),
        at,
        Optional.of(at),
        endedAt,
        verifiedAt,
        exit,
        output,
        checks,
        "It runs.");
  }

  /// Ended, as its program (or its probe) reports.
  Run ended(RunState next, RunReport report, Instant at, String words) {
    var code = report.exit().isPresent() ? report.exit() : exit;
    return copy(
        state.to(next),
        at,
        startedAt,
        Optional.of(endedAt.orElse(at)),
        verifiedAt,
        code,
        output,
        checks,
        words);
  }

  Run verified(RunState next, List<Check> seen, Instant at, String words) {
    var when = next == RunState.SUCCEEDED ? Optional.of(at) : verifiedAt;
    return copy(state.to(next), at, startedAt, endedAt, when, exit, output, seen, words);
  }

  Run withChecks(List<Check> seen) {
    return copy(state, changedAt, startedAt, endedAt, verifiedAt, exit, output, seen, why);
  }

  Run withOutput(List<OutputLine> lines) {
    return copy(state, changedAt, startedAt, endedAt, verifiedAt, exit, lines, checks, why);
  }

  private Run copy(
      RunState next,
      Instant at,
      Optional<Instant> started,
      Optional<Instant> ended,
      Optional<Instant> verified,
      OptionalInt code,
      List<OutputLine> lines,
      List<Check> seen,
      String words) {
    return new Run(
        id, proposal, approval, next, at, started, ended, verified, code, lines, seen, words);
  }
}
