package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A recipe suggested for an incident, with its plan. `reasons` say why it fits; `guardrails` what
/// was checked; `requester` is who asked ([Operator#WATCHFLOOR] for a suggestion). At most three
/// open ones an incident, best first by `rank`.
public record Proposal(
    String id,
    IncidentId incident,
    Remediation remediation,
    Plan plan,
    FaultKind kind,
    double confidence,
    int rank,
    List<String> reasons,
    List<Guardrail> guardrails,
    Operator requester,
    Instant at,
    Instant expiresAt,
    State state,
    Optional<String> undoes) {

  public enum State {
    OPEN,
    APPROVED,
    REJECTED,
    EXPIRED,
    WITHDRAWN
  }

  /// One check: passed, worth a look, or stopping the approval.
  public record Guardrail(String text, Result result) {
    public enum Result {
      PASSED,
      LOOK,
      STOPS
    }
  }

  public Proposal {
    reasons = List.copyOf(reasons);
    guardrails = List.copyOf(guardrails);
  }

  public boolean isStopped() {
    return guardrails.stream().anyMatch(guardrail -> guardrail.result() == Guardrail.Result.STOPS);
  }

  Proposal to(State next) {
    return new Proposal(
        id,
        incident,
        remediation,
        plan,
        kind,
        confidence,
        rank,
        reasons,
        guardrails,
        requester,
        at,
        expiresAt,
        next,
        undoes);
  }

  Proposal with(List<Guardrail> checks) {
    return new Proposal(
        id,
        incident,
        remediation,
        plan,
        kind,
        confidence,
        rank,
        reasons,
        checks,
        requester,
        at,
        expiresAt,
        state,
        undoes);
  }

  /// The same proposal as newer advice ranks it; where that makes it the best one, its time to
  /// stand begins anew.
  Proposal rankedAs(Proposal fresh) {
    var since = fresh.rank() == 1 && rank != 1 ? fresh.at() : at;
    return new Proposal(
        id,
        incident,
        remediation,
        plan,
        fresh.kind(),
        fresh.confidence(),
        fresh.rank(),
        fresh.reasons(),
        guardrails,
        requester,
        since,
        expiresAt,
        state,
        undoes);
  }
}
