package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where fixes are asked for, approved, run and verified: the one owner of proposals and runs and
/// of every step between their states. It decides and records; doing is for whoever reads the
/// [Outcome]. The engine thread owns it.
public final class Desk {
  private static final int OUTPUT_LINES = 500;
  private static final int LINE_LENGTH = 2_000;
  private static final Duration RUNS_KEPT = Duration.ofDays(1);
  private static final Duration PROPOSALS_KEPT = Duration.ofHours(1);

  /// What a step changed, what the audit says of it, and what is to be started or cancelled
  /// outside.
  public record Outcome(
      Decision decision,
      List<Proposal> proposals,
      List<Run> runs,
      List<Line> audit,
      List<Start> starts,
      List<String> cancels) {
    static Outcome refused(String reason, List<Line> audit) {
      return new Outcome(
          new Decision.Refused(reason), List.of(), List.of(), audit, List.of(), List.of());
    }

    public boolean isEmpty() {
      return proposals.isEmpty()
          && runs.isEmpty()
          && audit.isEmpty()
          && starts.isEmpty()
          && cancels.isEmpty();
    }
  }

  /// One line for the audit.
  public record Line(Operator by, String action, String subject, String why) {}

  /// Execute this action for this run; `probe` only looks.
  public record Start(String run, Plan plan, Action action, boolean probe) {}

  private final boolean sandbox;
  private final Map<String, Proposal> proposals = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private Automation automation;

  public Desk(Automation automation, boolean sandbox) {
    this.automation = automation;
    this.sandbox = sandbox;
  }

  /// Takes up after a restart. A run that had not ended is "outcome unknown": it is probed where
  /// its recipe can be, and never repeated.
  public Outcome restore(
      Collection<Proposal> knownProposals, Collection<Run> knownRuns, Instant now) {
    for (var proposal : knownProposals) proposals.put(proposal.id(), proposal);
    var step = new Step();
    for (var run : knownRuns) {
      runs.put(run.id(), run);
      if (run.state() != RunState.RUNNING && run.state() != RunState.APPROVED) continue;
      step.put(
          moved(
              run,
              RunState.OUTCOME_UNKNOWN,
              now,
              "The console ended while this ran. What became of it is not known."));
      step.audit.add(
          new Line(
              Operator.WATCHFLOOR,
              "run.outcome-unknown",
              run.id(),
              "the console ended while it ran"));
      run.plan()
          .probe()
          .ifPresent(probe -> step.starts.add(new Start(run.id(), run.plan(), probe, true)));
    }
    return step.done(new Decision.Accepted(""));
  }

  public Collection<Proposal> proposals() {
    return List.copyOf(proposals.values());
  }

  public Collection<Run> runs() {
    return List.copyOf(runs.values());
  }

  public Automation automation() {
    return automation;
  }

  /// What was tried on this incident and did not help, for [Advisor#suggest].
  public Set<String> failed(IncidentId incident) {
    return runs.values().stream()
        .filter(run -> run.incident().equals(incident) && run.proposal().undoes().isEmpty())
        .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.ROLLED_BACK)
        .map(run -> Plans.effect(run.plan()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Takes fresh advice for an incident. What is open and still advised stays as it is (with its
  /// age and its new rank); what is not advised any more is withdrawn; a changed plan is a new
  /// proposal.
  public Outcome advise(IncidentId incident, List<Proposal> advice, Instant now) {
    var step = new Step();
    for (var old : List.copyOf(proposals.values())) {
      if (!old.incident().equals(incident)
          || old.state() != Proposal.State.OPEN
          || !old.requester().isProgram()
          || old.undoes().isPresent()) continue;
      if (advice.stream().noneMatch(fresh -> fresh.id().equals(old.id())))
        step.put(in(old, Proposal.State.WITHDRAWN));
    }
    for (var fresh : advice) {
      var old = proposals.get(fresh.id());
      if (old != null && old.state() == Proposal.State.OPEN) {
        if (old.rank() != fresh.rank() || Math.abs(old.confidence() - fresh.confidence()) > 0.05)
          step.put(withRank(old, fresh));
        continue;
      }
      if (old != null && old.state() != Proposal.State.WITHDRAWN) continue;
      step.put(withGuardrails(fresh, now));
    }
    return step.done(new Decision.Accepted(""));
  }

  /// Withdraws what was suggested for an incident that is over.
  public Outcome close(IncidentId incident) {
    var step = new Step();
    for (var old : List.copyOf(proposals.values())) {
      if (old.incident().equals(incident)
          && old.state() == Proposal.State.OPEN
          && old.undoes().isEmpty()) step.put(in(old, Proposal.State.WITHDRAWN));
    }
    return step.done(new Decision.Accepted(""));
  }

  public Outcome approve(
      Operator by,
      Optional<Operator> second,
      String id,
      String planHash,
      String comment,
      Instant now) {
    var proposal = proposals.get(id);
    if (proposal == null) return refuse(by, "approve", id, "There is no such proposal any more.");
    var refusal = Policy.refuses(proposal, by, second, planHash, runs.values(), now);
    if (refusal.isPresent()) return refuse(by, "approve", id, refusal.get());
    return begin(proposal, by, second, comment, now);
  }

  private Outcome begin(
      Proposal proposal, Operator by, Optional<Operator> second, String comment, Instant now) {
    var step = new Step();
    var approved = in(proposal, Proposal.State.APPROVED);
    step.put(approved);
    var approval =
        new Approval(
            proposal.id(), proposal.plan().hash(), by, second, comment, now, proposal.expiresAt());
    var id = "run-" + proposal.id() + "-" + Long.toString(now.toEpochMilli(), 36);
    var run =
        new Run(
            id,
            approved,
            approval,
            RunState.APPROVED,
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            List.of(),
            List.of(),
            "Approved by " + by.name() + second.map(s -> " and " + s.name()).orElse("") + ".");
    step.put(run);
    step.audit.add(
        new Line(
            by,
            "fix.approve",
            id,
            proposal.plan().title()
                + "; plan "
                + proposal.plan().hash()
                + (comment.isEmpty() ? "" : "; " + comment)));
    second.ifPresent(
        other ->
            step.audit.add(
                new Line(other, "fix.approve-second", id, "plan " + proposal.plan().hash())));
    step.put(started(run, now));
    step.audit.add(new Line(by, "run.start", id, words(proposal.plan().action())));
    step.starts.add(new Start(id, proposal.plan(), proposal.plan().action(), false));
    return step.done(new Decision.Accepted("Approved. It has started."));
  }

  public Outcome reject(Operator by, String id, String reason) {
    var proposal = proposals.get(id);
    if (proposal == null || proposal.state() != Proposal.State.OPEN)
      return refuse(by, "reject", id, "It is not waiting for approval any more.");
    var step = new Step();
    step.put(in(proposal, Proposal.State.REJECTED));
    step.audit.add(new Line(by, "fix.reject", id, reason));
    return step.done(new Decision.Accepted("Rejected."));
  }

  /// Asks for a recipe for a suspect of a person's choice.
  public Outcome propose(
      Operator by, Incident incident, Remediation recipe, Hypothesis suspect, Instant now) {
    return switch (Plans.fill(recipe, suspect.entity(), Advisor.known(suspect), sandbox)) {
      case Plans.Filled.Inapplicable no ->
          refuse(by, "propose", recipe.name(), "It does not fit here: " + no.why() + ".");
      case Plans.Filled.Ready ready -> {
        var step = new Step();
        var proposal =
            withGuardrails(Advisor.asked(incident, recipe, ready.plan(), suspect, by, now), now);
        var old = proposals.get(proposal.id());
        if (old != null && old.state() == Proposal.State.OPEN)
          yield step.done(new Decision.Accepted("It is proposed already."));
        step.put(proposal);
        step.audit.add(new Line(by, "fix.propose", proposal.id(), proposal.plan().title()));
        yield step.done(new Decision.Accepted("Proposed."));
      }
    };
  }

  public Outcome cancel(Operator by, String id) {
    var run = runs.get(id);
    if (run == null || run.state() != RunState.RUNNING)
      return refuse(by, "cancel", id, "It does not run any more.");
    var step = new Step();
    step.audit.add(new Line(by, "run.cancel", id, "asked to stop"));
    step.cancels.add(id);
    return step.done(new Decision.Accepted("It is being stopped."));
  }

  public Outcome proposeUndo(Operator by, String id, Instant now) {
    var run = runs.get(id);
    if (run == null) return refuse(by, "undo", id, "There is no such run.");
    var undo = run.plan().undo();
    if (undo.isEmpty()) return refuse(by, "undo", id, "This runbook has no undo.");
    if (!run.state().isFinished() || run.state() == RunState.ROLLED_BACK)
      return refuse(by, "undo", id, "It can be undone once it has ended, and only once.");
    var step = new Step();
    step.put(undoing(run, undo.get(), by, now));
    step.audit.add(new Line(by, "fix.propose-undo", id, run.plan().title()));
    return step.done(new Decision.Accepted("The undo waits for approval."));
  }

  private Proposal undoing(Run run, Action undo, Operator by, Instant now) {
    var of = run.proposal();
    var plan = Plans.undoing(of.plan(), undo);
    var proposal =
        new Proposal(
            "undo-" + run.id(),
            of.incident(),
            of.remediation(),
            plan,
            of.kind(),
            of.confidence(),
            1,
            List.of("It takes back: " + of.plan().title() + "."),
            List.of(),
            by,
            now,
            now.plus(of.remediation().approvalLasts()),
            Proposal.State.OPEN,
            Optional.of(run.id()));
    return withGuardrails(proposal, now);
  }

  public Outcome probe(Operator by, String id) {
    var run = runs.get(id);
    if (run == null || run.state() != RunState.OUTCOME_UNKNOWN)
      return refuse(by, "probe", id, "Its outcome is known.");
    var probe = run.plan().probe();
    if (probe.isEmpty())
      return refuse(by, "probe", id, "This runbook has no probe; look at the target itself.");
    var step = new Step();
    step.audit.add(new Line(by, "run.probe", id, words(probe.get())));
    step.starts.add(new Start(id, run.plan(), probe.get(), true));
    return step.done(new Decision.Accepted("Looking again."));
  }

  public Outcome killSwitch(Operator by, boolean on) {
    automation = new Automation(on, automation.runsPerHour());
    var step = new Step();
    step.audit.add(
        new Line(
            by,
            on ? "automation.stop" : "automation.resume",
            "kill switch",
            on ? "nothing runs by itself" : "runbooks at level auto may run"));
    return step.done(
        new Decision.Accepted(
            on ? "Nothing runs by itself now." : "Runbooks at level auto may run again."));
  }

  public Outcome said(String id, List<Run.OutputLine> lines, Instant now) {
    var run = runs.get(id);
    if (run == null || run.state().isFinished()) return new Step().done(new Decision.Accepted(""));
    var output = new ArrayList<>(run.output());
    for (var line : lines)
      output.add(
          line.text().length() <= LINE_LENGTH
              ? line
              : new Run.OutputLine(
                  line.at(), line.isError(), line.text().substring(0, LINE_LENGTH) + "…"));
    while (output.size() > OUTPUT_LINES) output.removeFirst();
    var step = new Step();
    step.put(
        copy(
            run,
            run.state(),
            run.changedAt(),
            run.startedAt(),
            run.endedAt(),
            run.verifiedAt(),
            run.exit(),
            output,
            run.checks(),
            run.why()));
    return step.done(new Decision.Accepted(""));
  }

  public Outcome ended(String id, RunReport report, boolean probe, Instant now) {
    var run = runs.get(id);
    if (run == null) return new Step().done(new Decision.Accepted(""));
    boolean awaited =
        probe ? run.state() == RunState.OUTCOME_UNKNOWN : run.state() == RunState.RUNNING;
    if (!awaited) return new Step().done(new Decision.Accepted(""));
    var step = new Step();
    var next =
        switch (report.ending()) {
          case WELL -> RunState.VERIFYING;
          case BADLY -> RunState.FAILED;
          case TIMED_OUT -> RunState.FAILED;
          case CANCELLED -> probe ? RunState.OUTCOME_UNKNOWN : RunState.CANCELLED;
          case UNKNOWN -> RunState.OUTCOME_UNKNOWN;
        };
    step.audit.add(
        new Line(
            Operator.WATCHFLOOR,
            probe ? "run.probed" : "run.end",
            id,
            report.ending()
                + (report.exit().isPresent() ? ", exit " + report.exit().getAsInt() : "")
                + ". "
                + report.words()));
    if (next == run.state()) return step.done(new Decision.Accepted(""));
    var state = run.state().to(next);
    var why =
        next == RunState.VERIFYING ? "It ended well; its effect is being watched." : report.words();
    var moved =
        copy(
            run,
            state,
            now,
            run.startedAt(),
            Optional.of(now),
            run.verifiedAt(),
            report.exit(),
            run.output(),
            run.checks(),
            why);
    step.put(moved);
    if (state == RunState.FAILED) offerUndo(moved, now, step);
    return step.done(new Decision.Accepted(""));
  }

  /// Moves what time moves: expired proposals, verifications, and runs that policy allows by
  /// themselves.
  public Outcome tick(Function<Run, Verifier.Symptoms> symptoms, Instant now) {
    var step = new Step();
    for (var proposal : List.copyOf(proposals.values())) {
      if (proposal.state() == Proposal.State.OPEN && !now.isBefore(proposal.expiresAt())) {
        step.put(in(proposal, Proposal.State.EXPIRED));
        step.audit.add(
            new Line(Operator.WATCHFLOOR, "fix.expire", proposal.id(), "nobody decided in time"));
      }
    }
    for (var run : List.copyOf(runs.values()))
      if (run.state() == RunState.VERIFYING) verify(run, symptoms.apply(run), step, now);
    for (var proposal : List.copyOf(proposals.values())) {
      if (proposal.state() != Proposal.State.OPEN) continue;
      if (Policy.keepsFromRunning(proposal, automation, runs.values(), sandbox, now).isEmpty()) {
        step.add(begin(proposal, Operator.WATCHFLOOR, Optional.empty(), "level auto", now));
      }
    }
    forget(now);
    return step.done(new Decision.Accepted(""));
  }

  private void verify(Run run, Verifier.Symptoms symptoms, Step step, Instant now) {
    switch (Verifier.verify(run, symptoms, now)) {
      case Verifier.Verdict.Waiting waiting -> {
        if (!waiting.checks().equals(run.checks())) {
          step.put(
              copy(
                  run,
                  run.state(),
                  run.changedAt(),
                  run.startedAt(),
                  run.endedAt(),
                  run.verifiedAt(),
                  run.exit(),
                  run.output(),
                  waiting.checks(),
                  run.why()));
        }
      }
      case Verifier.Verdict.Well well -> {
        step.put(
            copy(
                run,
                run.state().to(RunState.SUCCEEDED),
                now,
                run.startedAt(),
                run.endedAt(),
                Optional.of(now),
                run.exit(),
                run.output(),
                well.checks(),
                well.why()));
        step.audit.add(new Line(Operator.WATCHFLOOR, "run.verified", run.id(), well.why()));
        run.proposal().undoes().ifPresent(undone -> rolledBack(undone, step, now));
      }
      case Verifier.Verdict.NotHelped not -> {
        var failed =
            copy(
                run,
                run.state().to(RunState.FAILED),
                now,
                run.startedAt(),
                run.endedAt(),
                Optional.empty(),
                run.exit(),
                run.output(),
                not.checks(),
                not.why());
        step.put(failed);
        step.audit.add(new Line(Operator.WATCHFLOOR, "run.not-helped", run.id(), not.why()));
        offerUndo(failed, now, step);
      }
    }
  }

  private void rolledBack(String undone, Step step, Instant now) {
    var run = runs.get(undone);
    if (run == null || !run.state().isFinished() || run.state() == RunState.ROLLED_BACK) return;
    step.put(moved(run, RunState.ROLLED_BACK, now, "It was undone."));
  }

  private void offerUndo(Run run, Instant now, Step step) {
    if (run.proposal().undoes().isPresent()) return;
    run.plan().undo().ifPresent(undo -> step.put(undoing(run, undo, Operator.WATCHFLOOR, now)));
  }

  private void forget(Instant now) {
    proposals
        .values()
        .removeIf(
            p -> p.state() != Proposal.State.OPEN && p.at().isBefore(now.minus(PROPOSALS_KEPT)));
    runs.values()
        .removeIf(
            run -> run.state().isFinished() && run.changedAt().isBefore(now.minus(RUNS_KEPT)));
  }

  private Outcome refuse(Operator by, String action, String subject, String reason) {
    return Outcome.refused(
        reason, List.of(new Line(by, "fix." + action + "-refused", subject, reason)));
  }

  private Proposal withGuardrails(Proposal p, Instant now) {
    return new Proposal(
        p.id(),
        p.incident(),
        p.remediation(),
        p.plan(),
        p.kind(),
        p.confidence(),
        p.rank(),
        p.reasons(),
        Policy.guardrails(p, automation, runs.values(), now),
        p.requester(),
        p.at(),
        p.expiresAt(),
        p.state(),
        p.undoes());
  }

  /// The same proposal with its new place; where it has just become the best one, its time to stand
  /// begins anew.
  private static Proposal withRank(Proposal old, Proposal fresh) {
    var at = fresh.rank() == 1 && old.rank() != 1 ? fresh.at() : old.at();
    return new Proposal(
        old.id(),
        old.incident(),
        old.remediation(),
        old.plan(),
        fresh.kind(),
        fresh.confidence(),
        fresh.rank(),
        fresh.reasons(),
        old.guardrails(),
        old.requester(),
        at,
        old.expiresAt(),
        old.state(),
        old.undoes());
  }

  private static Proposal in(Proposal p, Proposal.State state) {
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

  private static Run started(Run run, Instant now) {
    return copy(
        run,
        run.state().to(RunState.RUNNING),
        now,
        Optional.of(now),
        run.endedAt(),
        run.verifiedAt(),
        run.exit(),
        run.output(),
        run.checks(),
        "It runs.");
  }

  private static Run moved(Run run, RunState next, Instant now, String why) {
    return copy(
        run,
        run.state().to(next),
        now,
        run.startedAt(),
        run.endedAt(),
        run.verifiedAt(),
        run.exit(),
        run.output(),
        run.checks(),
        why);
  }

  private static Run copy(
      Run run,
      RunState state,
      Instant changedAt,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Instant> verifiedAt,
      OptionalInt exit,
      List<Run.OutputLine> output,
      List<Run.Check> checks,
      String why) {
    return new Run(
        run.id(),
        run.proposal(),
        run.approval(),
        state,
        changedAt,
        startedAt,
        endedAt,
        verifiedAt,
        exit,
        output,
        checks,
        why);
  }

  private static String words(Action action) {
    return switch (action) {
      case Action.Command command -> String.join(" ", command.argv());
      case Action.Http http -> http.method() + " " + http.url();
    };
  }

  /// Finds the incident's best suspect about an entity, for a person's own proposal.
  public static Optional<Hypothesis> suspect(Diagnosis diagnosis, EntityId target) {
    return diagnosis.hypotheses().stream()
        .filter(hypothesis -> hypothesis.entity().equals(target))
        .findFirst();
  }

  /// The changes of one step, in order; a run keeps each of its states.
  private final class Step {
    final List<Proposal> changedProposals = new ArrayList<>();
    final List<Run> changedRuns = new ArrayList<>();
    final List<Line> audit = new ArrayList<>();
    final List<Start> starts = new ArrayList<>();
    final List<String> cancels = new ArrayList<>();

    void put(Proposal proposal) {
      proposals.put(proposal.id(), proposal);
      changedProposals.add(proposal);
    }

    void put(Run run) {
      runs.put(run.id(), run);
      changedRuns.add(run);
    }

    void add(Outcome other) {
      changedProposals.addAll(other.proposals());
      changedRuns.addAll(other.runs());
      audit.addAll(other.audit());
      starts.addAll(other.starts());
      cancels.addAll(other.cancels());
    }

    Outcome done(Decision decision) {
      return new Outcome(
          decision,
          List.copyOf(changedProposals),
          List.copyOf(changedRuns),
          List.copyOf(audit),
          List.copyOf(starts),
          List.copyOf(cancels));
    }
  }
}
