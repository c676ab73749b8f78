package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.EntityId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where fixes are asked for, approved, run and verified: the one owner of proposals and runs and
/// of every step between their states. It decides and records; doing is for whoever reads the
/// [Outcome], and only once that is on disk. The engine thread owns it.
public final class Desk {

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
  private final Ledger ledger = new Ledger();
  private final RunWatch watch = new RunWatch(ledger, this::offerUndo);
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
    for (var proposal : knownProposals) ledger.proposals.put(proposal.id(), proposal);
    var step = ledger.step();
    for (var run : knownRuns) {
      ledger.runs.put(run.id(), run);
      boolean wasAtWork = run.state() == RunState.RUNNING || run.state() == RunState.APPROVED;
      if (wasAtWork)
        watch.loseSight(
            run, "The console ended while this ran. What became of it is not known.", step, now);
      else if (run.state() == RunState.OUTCOME_UNKNOWN) RunWatch.startProbe(run, step);
    }
    return step.done("");
  }

  public Collection<Proposal> proposals() {
    return List.copyOf(ledger.proposals.values());
  }

  public Collection<Run> runs() {
    return List.copyOf(ledger.runs.values());
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
    return ledger.runs.values().stream()
        .filter(run -> run.incident().equals(incident) && run.proposal().undoes().isEmpty())
        .filter(run -> run.state() == RunState.FAILED || run.state() == RunState.ROLLED_BACK)
        .map(run -> Plans.effect(run.plan()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Takes fresh advice for an incident. What is open and still advised stays as it is (with its
  /// age and its new rank); what is not advised any more is withdrawn; a changed plan is a new
  /// proposal. What a person rejected stays rejected.
  public Outcome advise(IncidentId incident, List<Proposal> advice, Instant now) {
    var step = ledger.step();
    for (var old : List.copyOf(ledger.proposals.values())) {
      boolean isOurs =
          old.incident().equals(incident) && old.requester().isProgram() && old.undoes().isEmpty();
      if (!isOurs || old.state() != Proposal.State.OPEN) continue;
      if (advice.stream().noneMatch(fresh -> fresh.id().equals(old.id())))
        step.put(old.to(Proposal.State.WITHDRAWN));
    }
    for (var fresh : advice) {
      var old = ledger.proposals.get(fresh.id());
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
          ledger.runs.values().stream()
              .filter(run -> run.proposal().id().equals(old.id()))
              .allMatch(
                  run ->
                      run.state().isFinished()
                          && !now.isBefore(run.changedAt().plus(Policy.AGAIN)));
    };
  }

  /// Withdraws what was suggested for an incident that is over.
  public Outcome close(IncidentId incident) {
    var step = ledger.step();
    for (var old : List.copyOf(ledger.proposals.values())) {
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
    var proposal = ledger.proposals.get(id);
    if (proposal == null) return refuse(by, "approve", id, "There is no such proposal any more.");
    var refusal = Policy.refuses(proposal, by, second, planHash, ledger.runs.values(), now);
    if (refusal.isPresent()) return refuse(by, "approve", id, refusal.get());
    var step = ledger.step();
    begin(proposal, by, second, comment, step, now);
    return step.done("Approved. It has started.");
  }

  private void begin(
      Proposal proposal,
      Operator by,
      Optional<Operator> second,
      String comment,
      Ledger.Step step,
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
    var proposal = ledger.proposals.get(id);
    if (proposal == null || proposal.state() != Proposal.State.OPEN)
      return refuse(by, "reject", id, "It is not waiting for approval any more.");
    var step = ledger.step();
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
        var step = ledger.step();
        var proposal =
            checked(Advisor.asked(incident, recipe, ready.plan(), suspect, by, now), now);
        var old = ledger.proposals.get(proposal.id());
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
    var run = ledger.runs.get(id);
    if (run == null || run.state() != RunState.RUNNING)
      return refuse(by, "cancel", id, "It does not run any more.");
    var step = ledger.step();
    step.say(by, "run.cancel", id, "asked to stop");
    step.cancels.add(id);
    return step.done("It is being stopped.");
  }

  public Outcome proposeUndo(Operator by, String id, Instant now) {
    var run = ledger.runs.get(id);
    if (run == null) return refuse(by, "undo", id, "There is no such run.");
    if (run.plan().undo().isEmpty() || run.proposal().undoes().isPresent())
      return refuse(by, "undo", id, "This runbook has no undo.");
    if (!run.state().isFinished() || run.state() == RunState.ROLLED_BACK)
      return refuse(by, "undo", id, "It can be undone once it has ended, and only once.");
    var step = ledger.step();
    if (!offerUndo(run, by, step, now))
      return refuse(by, "undo", id, "The undo is proposed already.");
    step.say(by, "fix.propose-undo", id, run.plan().title());
    return step.done("The undo waits for approval.");
  }

  /// Proposes to take a run back; false where that is proposed or under way already.
  private boolean offerUndo(Run run, Operator by, Ledger.Step step, Instant now) {
    var of = run.proposal();
    var undo = of.plan().undo();
    if (undo.isEmpty() || of.undoes().isPresent()) return false;
    var id = "undo-" + run.id();
    var old = ledger.proposals.get(id);
    if (old != null && old.state() == Proposal.State.OPEN) return false;
    if (ledger.runs.values().stream()
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
    var run = ledger.runs.get(id);
    if (run == null || run.state() != RunState.OUTCOME_UNKNOWN)
      return refuse(by, "probe", id, "Its outcome is known.");
    if (run.plan().probe().isEmpty())
      return refuse(by, "probe", id, "This runbook has no probe; look at the target itself.");
    var step = ledger.step();
    step.say(by, "run.probe", id, words(run.plan().probe().get()));
    RunWatch.startProbe(run, step);
    return step.done("Looking again.");
  }

  public Outcome killSwitch(Operator by, boolean on) {
    automation = new Automation(on, automation.runsPerHour());
    var step = ledger.step();
    step.say(
        by,
        on ? "automation.stop" : "automation.resume",
        "kill switch",
        on ? "nothing runs by itself" : "runbooks at level auto may run");
    return step.done(on ? "Nothing runs by itself now." : "Runbooks at level auto may run again.");
  }

  /// Takes what a run wrote. Kept in memory at once, handed on for keeping at most once a second.
  public Outcome said(String id, List<Run.OutputLine> lines, Instant now) {
    return watch.said(id, lines, now);
  }

  /// Takes how a run, or a look at it, ended. A report that nobody waits for changes nothing.
  public Outcome ended(String id, RunReport report, boolean probe, Instant now) {
    return watch.ended(id, report, probe, now);
  }

  /// Moves what time moves: expired proposals, runs that never reported, verifications, and runs
  /// that the policy allows by themselves.
  public Outcome tick(Function<Proposal, Verifier.Symptoms> symptoms, Instant now) {
    var step = ledger.step();
    watch.tick(symptoms, step, now);
    for (var proposal : List.copyOf(ledger.proposals.values()))
      if (proposal.state() == Proposal.State.OPEN) lookAgain(proposal, symptoms, step, now);
    ledger.forget(now);
    watch.forget();
    return step.done("");
  }

  private void lookAgain(
      Proposal proposal,
      Function<Proposal, Verifier.Symptoms> symptoms,
      Ledger.Step step,
      Instant now) {
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
            fresh, automation, ledger.runs.values(), near, symptoms.apply(fresh), sandbox, now)
        .isEmpty()) begin(fresh, Operator.WATCHFLOOR, Optional.empty(), "level auto", step, now);
  }

  private Outcome refuse(Operator by, String action, String subject, String reason) {
    var line = new Line(by, "fix." + action + "-refused", subject, reason);
    return new Outcome(
        new Decision.Refused(reason), List.of(), List.of(), List.of(line), List.of(), List.of());
  }

  private Proposal checked(Proposal proposal, Instant now) {
    var near = neighbours.apply(proposal.plan().target());
    return proposal.with(
        Policy.guardrails(proposal, automation, ledger.runs.values(), near, sandbox, now));
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
}
