package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Proposals and runs as they stand, and the steps that change them. The engine thread owns it.
final class Ledger {
  private static final Duration RUNS_KEPT = Duration.ofDays(1);
  private static final Duration PROPOSALS_KEPT = Duration.ofHours(1);

  final Map<String, Proposal> proposals = new LinkedHashMap<>();
  final Map<String, Run> runs = new LinkedHashMap<>();

  Step step() {
    return new Step();
  }

  void forget(Instant now) {
    proposals
        .values()
        .removeIf(
            it -> it.state() != Proposal.State.OPEN && it.at().isBefore(now.minus(PROPOSALS_KEPT)));
    runs.values()
        .removeIf(
            run -> run.state().isFinished() && run.changedAt().isBefore(now.minus(RUNS_KEPT)));
  }

  /// The changes of one step, in order; a run keeps each of its states.
  final class Step {
    final List<Proposal> changedProposals = new ArrayList<>();
    final List<Run> changedRuns = new ArrayList<>();
    final List<Desk.Line> audit = new ArrayList<>();
    final List<Desk.Start> starts = new ArrayList<>();
    final List<String> cancels = new ArrayList<>();

    void put(Proposal proposal) {
      proposals.put(proposal.id(), proposal);
      changedProposals.add(proposal);
    }

    void put(Run run) {
      runs.put(run.id(), run);
      changedRuns.add(run);
    }

    void say(Operator by, String action, String subject, String why) {
      audit.add(new Desk.Line(by, action, subject, why));
    }

    Desk.Outcome done(String words) {
      return new Desk.Outcome(
          new Decision.Accepted(words),
          List.copyOf(changedProposals),
          List.copyOf(changedRuns),
          List.copyOf(audit),
          List.copyOf(starts),
          List.copyOf(cancels));
    }
  }
}
