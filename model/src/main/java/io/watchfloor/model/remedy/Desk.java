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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where fixes are asked for, approved, run and verified: the one owner of proposals and runs and
/// of every step between their states. It decides and records; doing is for whoever reads the
/// [Outcome], and only once that is on disk. The engine thread owns it.
public final class Desk {
  private static final int OUTPUT_LINES = 500;
  private static final int LINE_LENGTH = 2_000;
  private static final Duration OUTPUT_KEPT_EVERY = Duration.ofSeconds(1);
  private static final Duration RUNS_KEPT = Duration.ofDays(1);
  private static final Duration PROPOSALS_KEPT = Duration.ofHours(1);

  /// How long after its time limit a run may still report before we say that we lost sight of it.
  private static final Duration LOST_AFTER = Duration.ofMinutes(1);

  /// What a step changed, what the audit says of it, and what is to be started or cancelled
  /// outside.
  public record Outcome(
      Decision decision,
      List<Proposal> proposals,
      List<Run> runs,
      List<Line> audit,
      List<Start> starts,
      List<String> cancels) {
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
  private final Function<EntityId, Set<EntityId>> neighbours;
  private final Map<String, Proposal> proposals = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final Map<String, Instant> outputKeptAt = new LinkedHashMap<>();
  private final Set<String> outputToKeep = new LinkedHashSet<>();
  private Automation automation;

  public Desk(Automation automation, boolean sandbox) {
    this(automation, sandbox, target -> Set.of());
  }

  /// @param neighbours who calls an entity and whom it calls
  public Desk(
      Automation automation, boolean sandbox, Function<EntityId, Set<EntityId>> neighbours) {
    this.automation = automation;
    this.sandbox = sandbox;
    this.neighbours = neighbours;
  }

  /// Takes up after a restart. A run that had not ended is "outcome unknown": it is probed where
  /// its recipe can be, and never repeated.
  public Outcome restore(
      Collection<Proposal> knownProposals, Collection<Run> knownRuns, Instant now) {
    for (var proposal : knownProposals) proposals.put(proposal.id(), proposal);
    var step = new Step();
    for (var run : knownRuns) {
      runs.put(run.id(), run);
      boolean wasAtWork = run.state() == RunState.RUNNING || run.state() == RunState.APPROVED;
      if (wasAtWork)
        loseSight(
            run, "The console ended while this ran. What became of it is not known.", step, now);
      else if (run.state() == RunState.OUTCOME_UNKNOWN) startProbe(run, step);
    }
    return step.done("");
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

  /// The configuration was changed.
  public void automation(Automation wanted) {
    automation = wanted;
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
  /// proposal. What a person rejected stays rejected.
  public Outcome advise(IncidentId incident, List<Proposal> advice, Instant now) {
    var step = new Step();
    for (var old : List.copyOf(proposals.values())) {
      boolean isOurs =
          old.incident().equals(incident) && old.requester().isProgram() && old.undoes().isEmpty();
      if (!isOurs || old.state() != Proposal.State.OPEN) continue;
      if (advice.stream().noneMatch(fresh -> fresh.id().equals(old.id())))
        step.put(old.to(Proposal.State.WITHDRAWN));
    }
    for (var fresh : advice) {
      var old = proposals.get(fresh.id());
      if (old == null || mayReturn(old, now)) {
        step.put(checked(fresh, now));
        step.say(
            Operator.WATCHFLOOR,
            "fix.suggest",
            fresh.id(),
            fresh.plan().title() + "; plan " + fresh.plan().hash());
      } else if (old.state() == Proposal.State.OPEN) {
        if (old.rank() != fresh.rank() || Math.abs(old.confidence() - fresh.confidence()) > 0.05)
          step.put(old.rankedAs(fresh));
      }
    }
    return step.done("");
  }

  /// Whether advice that was given before may be given anew.
  private boolean mayReturn(Proposal old, Instant now) {
    return switch (old.state()) {
      case WITHDRAWN, EXPIRED -> true;
      case OPEN, REJECTED -> false;
      case APPROVED ->
          runs.values().stream()
              .filter(run -> run.proposal().id().equals(old.id()))
              .allMatch(
                  run ->
                      run.state().isFinished()
                          && !now.isBefore(run.changedAt().plus(Policy.AGAIN)));
    };
  }

  /// Withdraws what was suggested for an incident that is over.
  public Outcome close(IncidentId incident) {
    var step = new Step();
    for (var old : List.copyOf(proposals.values())) {
      boolean isOpen = old.incident().equals(incident) && old.state() == Proposal.State.OPEN;
      if (isOpen && old.undoes().isEmpty()) step.put(old.to(Proposal.State.WITHDRAWN));
    }
    return step.done("");
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
    var step = new Step();
    begin(proposal, by, second, comment, step, now);
    return step.done("Approved. It has started.");
  }

  private void begin(
      Proposal proposal,
      Operator by,
      Optional<Operator> second,
      String comment,
      Step step,
      Instant now) {
    var approved = proposal.to(Proposal.State.APPROVED);
    step.put(approved);
    var plan = proposal.plan();
    var approval =
        new Approval(proposal.id(), plan.hash(), by, second, comment, now, proposal.expiresAt());
    var id = "run-" + proposal.id() + "-" + Long.toString(now.toEpochMilli(), 36);
    var why =
        "Approved by " + by.name() + second.map(other -> " and " + other.name()).orElse("") + ".";
    var none = Optional.<Instant>empty();
    var run =
        new Run(
            id,
            approved,
            approval,
            RunState.APPROVED,
            now,
            none,
            none,
            none,
            OptionalInt.empty(),
            List.of(),
            List.of(),
            why);
    step.put(run);
    step.say(
        by,
        "fix.approve",
        id,
        plan.title() + "; plan " + plan.hash() + (comment.isEmpty() ? "" : "; " + comment));
    second.ifPresent(other -> step.say(other, "fix.approve-second", id, "plan " + plan.hash()));
    step.put(run.started(now));
    step.say(by, "run.start", id, words(plan.action()));
    step.starts.add(new Start(id, plan, plan.action(), false));
  }

  public Outcome reject(Operator by, String id, String reason) {
    var proposal = proposals.get(id);
    if (proposal == null || proposal.state() != Proposal.State.OPEN)
      return refuse(by, "reject", id, "It is not waiting for approval any more.");
    var step = new Step();
    step.put(proposal.to(Proposal.State.REJECTED));
    step.say(by, "fix.reject", id, reason);
    return step.done("Rejected.");
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
            checked(Advisor.asked(incident, recipe, ready.plan(), suspect, by, now), now);
        var old = proposals.get(proposal.id());
        if (old != null && old.state() == Proposal.State.OPEN)
          yield step.done("It is proposed already.");
        step.put(proposal);
        step.say(
            by,
            "fix.propose",
            proposal.id(),
            proposal.plan().title() + "; plan " + proposal.plan().hash());
        yield step.done("Proposed.");
      }
    };
  }

  public Outcome cancel(Operator by, String id) {
    var run = runs.get(id);
    if (run == null || run.state() != RunState.RUNNING)
      return refuse(by, "cancel", id, "It does not run any more.");
    var step = new Step();
    step.say(by, "run.cancel", id, "asked to stop");
    step.cancels.add(id);
    return step.done("It is being stopped.");
  }

  public Outcome proposeUndo(Operator by, String id, Instant now) {
    var run = runs.get(id);
    if (run == null) return refuse(by, "undo", id, "There is no such run.");
    if (run.plan().undo().isEmpty() || run.proposal().undoes().isPresent())
      return refuse(by, "undo", id, "This runbook has no undo.");
    if (!run.state().isFinished() || run.state() == RunState.ROLLED_BACK)
      return refuse(by, "undo", id, "It can be undone once it has ended, and only once.");
    var step = new Step();
    if (!offerUndo(run, by, step, now))
      return refuse(by, "undo", id, "The undo is proposed already.");
    step.say(by, "fix.propose-undo", id, run.plan().title());
    return step.done("The undo waits for approval.");
  }

  /// Proposes to take a run back; false where that is proposed or under way already.
  private boolean offerUndo(Run run, Operator by, Step step, Instant now) {
    var of = run.proposal();
    var undo = of.plan().undo();
    if (undo.isEmpty() || of.undoes().isPresent()) return false;
    var id = "undo-" + run.id();
    var old = proposals.get(id);
    if (old != null && old.state() == Proposal.State.OPEN) return false;
    if (runs.values().stream()
        .anyMatch(other -> other.proposal().id().equals(id) && !other.state().isFinished()))
      return false;
    var reasons = List.of("It takes back: " + of.plan().title() + ".");
    var expires = now.plus(of.remediation().approvalLasts());
    var plan = Plans.undoing(of.plan(), undo.get());
    step.put(
        checked(
            new Proposal(
                id,
                of.incident(),
                of.remediation(),
                plan,
                of.kind(),
                of.confidence(),
                1,
                reasons,
                List.of(),
                by,
                now,
                expires,
                Proposal.State.OPEN,
                Optional.of(run.id())),
            now));
    return true;
  }

  public Outcome probe(Operator by, String id) {
    var run = runs.get(id);
    if (run == null || run.state() != RunState.OUTCOME_UNKNOWN)
      return refuse(by, "probe", id, "Its outcome is known.");
    if (run.plan().probe().isEmpty())
      return refuse(by, "probe", id, "This runbook has no probe; look at the target itself.");
    var step = new Step();
    step.say(by, "run.probe", id, words(run.plan().probe().get()));
    startProbe(run, step);
    return step.done("Looking again.");
  }

  private static void startProbe(Run run, Step step) {
    run.plan()
        .probe()
        .ifPresent(probe -> step.starts.add(new Start(run.id(), run.plan(), probe, true)));
  }

  public Outcome killSwitch(Operator by, boolean on) {
    automation = new Automation(on, automation.runsPerHour());
    var step = new Step();
    step.say(
        by,
        on ? "automation.stop" : "automation.resume",
        "kill switch",
        on ? "nothing runs by itself" : "runbooks at level auto may run");
    return step.done(on ? "Nothing runs by itself now." : "Runbooks at level auto may run again.");
  }

  /// Takes what a run wrote. Kept in memory at once, handed on for keeping at most once a second.
  public Outcome said(String id, List<Run.OutputLine> lines, Instant now) {
    var step = new Step();
    var run = runs.get(id);
    if (run == null || run.state().isFinished()) return step.done("");
    var output = new ArrayList<>(run.output());
    for (var line : lines) output.add(cut(line));
    int from = Math.max(0, output.size() - OUTPUT_LINES);
    var longer = run.withOutput(output.subList(from, output.size()));
    runs.put(id, longer);
    var keptAt = outputKeptAt.get(id);
    if (keptAt == null || !now.isBefore(keptAt.plus(OUTPUT_KEPT_EVERY))) keep(longer, step, now);
    else outputToKeep.add(id);
    return step.done("");
  }

  private void keep(Run run, Step step, Instant now) {
    outputKeptAt.put(run.id(), now);
    outputToKeep.remove(run.id());
    step.put(run);
  }

  private static Run.OutputLine cut(Run.OutputLine line) {
    if (line.text().length() <= LINE_LENGTH) return line;
    return new Run.OutputLine(
        line.at(), line.isError(), line.text().substring(0, LINE_LENGTH) + "…");
  }

  /// Takes how a run, or a look at it, ended. A report that nobody waits for changes nothing.
  public Outcome ended(String id, RunReport report, boolean probe, Instant now) {
    var step = new Step();
    var run = runs.get(id);
    boolean isAwaited =
        run != null
            && (run.state() == RunState.OUTCOME_UNKNOWN
                || (!probe && run.state() == RunState.RUNNING));
    if (run == null || !isAwaited) return step.done("");
    var code = report.exit().isPresent() ? ", exit " + report.exit().getAsInt() : "";
    step.say(
        Operator.WATCHFLOOR,
        probe ? "run.probed" : "run.end",
        id,
        report.ending() + code + ". " + report.words());
    var next = after(run, report.ending(), probe);
    if (next == run.state()) return step.done("");
    var words =
        next == RunState.VERIFYING ? "It ended well; its effect is being watched." : report.words();
    var moved = run.ended(next, report, now, words);
    step.put(moved);
    if (next == RunState.VERIFYING && run.proposal().undoes().isPresent()) undone(moved, step, now);
    if (next == RunState.FAILED) offerUndo(moved, Operator.WATCHFLOOR, step, now);
    if (next == RunState.OUTCOME_UNKNOWN) startProbe(moved, step);
    return step.done("");
  }

  private static RunState after(Run run, RunReport.Ending ending, boolean probe) {
    boolean isLost = run.state() == RunState.OUTCOME_UNKNOWN;
    return switch (ending) {
      case WELL -> RunState.VERIFYING;
      case BADLY -> RunState.FAILED;
      case TIMED_OUT -> probe ? RunState.OUTCOME_UNKNOWN : RunState.FAILED;
      case CANCELLED ->
          probe ? RunState.OUTCOME_UNKNOWN : isLost ? RunState.FAILED : RunState.CANCELLED;
      case UNKNOWN -> RunState.OUTCOME_UNKNOWN;
    };
  }

  /// An undo that ended well has done what it is for; whether the trouble is back is the incident's
  /// matter.
  private void undone(Run undo, Step step, Instant now) {
    step.put(undo.verified(RunState.SUCCEEDED, undo.checks(), now, "It ended well: undone."));
    var run = undo.proposal().undoes().map(runs::get);
    if (run.isEmpty()
        || !run.get().state().isFinished()
        || run.get().state() == RunState.ROLLED_BACK) return;
    step.put(run.get().to(RunState.ROLLED_BACK, now, "It was undone."));
    step.say(Operator.WATCHFLOOR, "run.undone", run.get().id(), "by " + undo.id());
  }

  /// Moves what time moves: expired proposals, runs that never reported, verifications, and runs
  /// that the policy allows by themselves.
  public Outcome tick(Function<Proposal, Verifier.Symptoms> symptoms, Instant now) {
    var step = new Step();
    for (var id : List.copyOf(outputToKeep))
      Optional.ofNullable(runs.get(id)).ifPresent(run -> keep(run, step, now));
    for (var run : List.copyOf(runs.values())) {
      if (run.state().isFinished()) continue;
      switch (run.state()) {
        case RUNNING -> {
          if (isLost(run, now))
            loseSight(
                run,
                "It was to end long ago and has not said how. What became of it is not known.",
                step,
                now);
        }
        case VERIFYING -> verify(run, symptoms.apply(run.proposal()), step, now);
        case OUTCOME_UNKNOWN -> judgeUnknown(run, symptoms.apply(run.proposal()), step, now);
        default -> {}
      }
    }
    for (var proposal : List.copyOf(proposals.values()))
      if (proposal.state() == Proposal.State.OPEN) lookAgain(proposal, symptoms, step, now);
    forget(now);
    return step.done("");
  }

  private void lookAgain(
      Proposal proposal, Function<Proposal, Verifier.Symptoms> symptoms, Step step, Instant now) {
    if (!now.isBefore(proposal.expiresAt())) {
      step.put(proposal.to(Proposal.State.EXPIRED));
      step.say(Operator.WATCHFLOOR, "fix.expire", proposal.id(), "nobody decided in time");
      return;
    }
    var fresh = checked(proposal, now);
    if (!fresh.guardrails().equals(proposal.guardrails())) step.put(fresh);
    if (fresh.remediation().level() != Level.AUTO) return;
    var near = neighbours.apply(fresh.plan().target());
    if (Policy.keepsFromRunning(
            fresh, automation, runs.values(), near, symptoms.apply(fresh), sandbox, now)
        .isEmpty()) begin(fresh, Operator.WATCHFLOOR, Optional.empty(), "level auto", step, now);
  }

  private static boolean isLost(Run run, Instant now) {
    return now.isAfter(
        run.startedAt().orElse(run.changedAt()).plus(run.plan().timeLimit()).plus(LOST_AFTER));
  }

  private void loseSight(Run run, String why, Step step, Instant now) {
    var lost = run.to(RunState.OUTCOME_UNKNOWN, now, why);
    step.put(lost);
    step.say(Operator.WATCHFLOOR, "run.outcome-unknown", run.id(), why);
    startProbe(lost, step);
  }

  /// What no probe could tell in the time that verifying is given, the symptoms tell; blind, it
  /// stays unknown.
  private void judgeUnknown(Run run, Verifier.Symptoms symptoms, Step step, Instant now) {
    if (now.isBefore(run.changedAt().plus(run.proposal().remediation().verify().within()))
        || symptoms.blind()) return;
    boolean isUndo = run.proposal().undoes().isPresent();
    boolean gone = symptoms.firing().isEmpty() && !isUndo;
    var why =
        gone
            ? "Its symptoms are gone. Whether it ran to its end is not known."
            : isUndo
                ? "Whether the undo ran is not known; look at the target."
                : "Whether it ran is not known, and its symptoms are still there.";
    step.put(run.verified(gone ? RunState.SUCCEEDED : RunState.FAILED, run.checks(), now, why));
    step.say(Operator.WATCHFLOOR, gone ? "run.symptoms-gone" : "run.not-helped", run.id(), why);
  }

  private void verify(Run run, Verifier.Symptoms symptoms, Step step, Instant now) {
    switch (Verifier.verify(run, symptoms, now)) {
      case Verifier.Verdict.Waiting waiting -> {
        if (!waiting.checks().equals(run.checks())) step.put(run.withChecks(waiting.checks()));
      }
      case Verifier.Verdict.Well well -> {
        step.put(run.verified(RunState.SUCCEEDED, well.checks(), now, well.why()));
        step.say(Operator.WATCHFLOOR, "run.verified", run.id(), well.why());
      }
      case Verifier.Verdict.NotHelped not -> {
        var failed = run.verified(RunState.FAILED, not.checks(), now, not.why());
        step.put(failed);
        step.say(Operator.WATCHFLOOR, "run.not-helped", run.id(), not.why());
        offerUndo(failed, Operator.WATCHFLOOR, step, now);
      }
    }
  }

  private void forget(Instant now) {
    proposals
        .values()
        .removeIf(
            it -> it.state() != Proposal.State.OPEN && it.at().isBefore(now.minus(PROPOSALS_KEPT)));
    runs.values()
        .removeIf(
            run -> run.state().isFinished() && run.changedAt().isBefore(now.minus(RUNS_KEPT)));
    outputKeptAt.keySet().retainAll(runs.keySet());
    outputToKeep.retainAll(runs.keySet());
  }

  private Outcome refuse(Operator by, String action, String subject, String reason) {
    var line = new Line(by, "fix." + action + "-refused", subject, reason);
    return new Outcome(
        new Decision.Refused(reason), List.of(), List.of(), List.of(line), List.of(), List.of());
  }

  private Proposal checked(Proposal proposal, Instant now) {
    var near = neighbours.apply(proposal.plan().target());
    return proposal.with(
        Policy.guardrails(proposal, automation, runs.values(), near, sandbox, now));
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

    void say(Operator by, String action, String subject, String why) {
      audit.add(new Line(by, action, subject, why));
    }

    Outcome done(String words) {
      return new Outcome(
          new Decision.Accepted(words),
          List.copyOf(changedProposals),
          List.copyOf(changedRuns),
          List.copyOf(audit),
          List.copyOf(starts),
          List.copyOf(cancels));
    }
  }
}
