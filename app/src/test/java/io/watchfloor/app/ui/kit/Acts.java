package io.watchfloor.app.ui.kit;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.remedy.Approval;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Risk;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Proposals and runs by hand.
public final class Acts {
  private Acts() {}

  public static Proposal withRisk(Proposal p, Risk risk, Operator requester) {
    var r = p.remediation();
    var recipe =
        new Remediation(
            r.name(),
            r.title(),
            r.description(),
            r.fits(),
            r.parameters(),
            r.action(),
            r.dryRun(),
            r.undo(),
            r.probe(),
            risk,
            r.effect(),
            r.verify(),
            r.timeLimit(),
            r.approvalLasts(),
            r.level(),
            r.runsPerHour(),
            r.origin());
    return new Proposal(
        p.id(),
        p.incident(),
        recipe,
        p.plan(),
        p.kind(),
        p.confidence(),
        p.rank(),
        p.reasons(),
        p.guardrails(),
        requester,
        p.at(),
        p.expiresAt(),
        p.state(),
        p.undoes());
  }

  public static Proposal withState(Proposal p, Proposal.State state) {
    return new Proposal(
        p.id(),
        p.incident(),
        p.remediation(),
        p.plan(),
        p.kind(),
        p.confidence(),
        p.rank(),
        p.reasons(),
        p.guardrails(),
        p.requester(),
        p.at(),
        p.expiresAt(),
        state,
        p.undoes());
  }

  /// The run of the estate's proposal, in `state`.
  public static Run run(RunState state) {
    var p = withState(Estate.proposal(), Proposal.State.APPROVED);
    var approval =
        new Approval(
            p.id(),
            p.plan().hash(),
            Estate.NIGHT,
            Optional.empty(),
            "",
            Estate.at("07:17:20"),
            p.expiresAt());
    boolean ended = state == RunState.VERIFYING || state.isFinished();
    return new Run(
        "R-1",
        p,
        approval,
        state,
        Estate.at("07:17:39"),
        Optional.of(Estate.at("07:17:21")),
        ended ? Optional.of(Estate.at("07:17:25")) : Optional.empty(),
        state == RunState.SUCCEEDED ? Optional.of(Estate.at("07:17:39")) : Optional.empty(),
        ended ? OptionalInt.of(0) : OptionalInt.empty(),
        List.of(
            new Run.OutputLine(Estate.at("07:17:22"), false, "stopping catalogue 1.9.0"),
            new Run.OutputLine(Estate.at("07:17:24"), false, "catalogue 1.8.2 is up")),
        ended
            ? List.of(
                new Run.Check(
                    "HighErrorRate catalogue clears",
                    state == RunState.SUCCEEDED
                        ? Optional.of(Estate.at("07:17:39"))
                        : Optional.empty()),
                new Run.Check("errors of catalogue are back in their band", Optional.empty()))
            : List.of(),
        "38 of 120 s");
  }
}
