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
}
