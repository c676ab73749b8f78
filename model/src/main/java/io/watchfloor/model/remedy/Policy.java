package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.remedy.Proposal.Guardrail;
import io.watchfloor.model.remedy.Proposal.Guardrail.Result;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may approve what, and what may run by itself. Pure rules, each with the sentence it refuses
/// by.
public final class Policy {
  /// A suspect must be at least this likely (0–1) before anything runs by itself, …
  public static final double AUTO_CONFIDENCE = 0.5;

  /// … and the advice must have stood this long.
  public static final Duration AUTO_STANDS = Duration.ofSeconds(6);

  /// A fix that worked may be suggested again, and run by itself again, this long after it was
  /// verified.
  public static final Duration AGAIN = Duration.ofMinutes(2);

  private static final Duration HOUR = Duration.ofHours(1);

  private Policy() {}

  /// Why this approval is refused, or nothing. Low and medium risk need one operator. High risk
  /// needs two persons, neither of whom asked for it; what Watchfloor suggested nobody asked for.
  public static Optional<String> refuses(
      Proposal proposal,
      Operator by,
      Optional<Operator> second,
      String planHash,
      Collection<Run> runs,
      Instant now) {
    if (proposal.state() != Proposal.State.OPEN)
      return Optional.of(
          "It is not waiting for approval any more: " + words(proposal.state()) + ".");
    if (!now.isBefore(proposal.expiresAt()))
      return Optional.of("It has expired. Ask for it again.");
    if (!proposal.plan().hash().equals(planHash))
      return Optional.of("The plan has changed since it was shown. Look at it again.");
    var shown = onlyShown(proposal);
    if (shown.isPresent()) return shown;
    if (proposal.remediation().risk() == Risk.HIGH) {
      var people = refusesPeople(proposal, by, second);
      if (people.isPresent()) return people;
    }
    return busy(proposal, runs);
  }

  private static Optional<String> onlyShown(Proposal proposal) {
    var level = proposal.remediation().level();
    if (level == Level.APPROVE || level == Level.AUTO) return Optional.empty();
    return Optional.of(
        "This runbook is only for showing (level " + words(level) + "); it never runs from here.");
  }

  private static Optional<String> refusesPeople(
      Proposal proposal, Operator by, Optional<Operator> second) {
    var requester = proposal.requester();
    if (by.isProgram() || second.filter(Operator::isProgram).isPresent())
      return Optional.of("The risk is high: it takes two persons.");
    if (!requester.isProgram()
        && (by.equals(requester) || second.filter(requester::equals).isPresent()))
      return Optional.of(
          "The risk is high, and "
              + requester.name()
              + " asked for it: somebody else has to approve.");
    if (second.isEmpty())
      return Optional.of("The risk is high: a second person has to sign in and approve with you.");
    if (second.get().equals(by)) return Optional.of("The second person has to be somebody else.");
    return Optional.empty();
  }

  /// Why another fix on the same target stands in the way, or nothing.
  static Optional<String> busy(Proposal proposal, Collection<Run> runs) {
    var target = proposal.plan().target();
    return runs.stream()
        .filter(run -> run.plan().target().equals(target) && !run.state().isFinished())
        .findFirst()
        .map(
            run ->
                run.state() == RunState.OUTCOME_UNKNOWN
                    ? "What became of an earlier fix on "
                        + target
                        + " is not known yet: "
                        + run.plan().title()
                        + ". Look at it again first."
                    : "Another fix is at work on " + target + ": " + run.plan().title() + ".");
  }

  private static Optional<Run> busyNear(Collection<Run> runs, Set<EntityId> near) {
    return runs.stream()
        .filter(run -> near.contains(run.plan().target()) && !run.state().isFinished())
        .findFirst();
  }

  /// Why this must not run by itself, or nothing.
  static Optional<String> keepsFromRunning(
      Proposal proposal,
      Automation automation,
      Collection<Run> runs,
      Set<EntityId> near,
      Verifier.Symptoms symptoms,
      boolean sandbox,
      Instant now) {
    if (sandbox) return Optional.of("in a sandbox a person approves");
    if (proposal.remediation().level() != Level.AUTO) return Optional.of("its level is not auto");
    if (automation.killSwitch()) return Optional.of("the kill switch is on");
    if (proposal.undoes().isPresent() || !proposal.requester().isProgram())
      return Optional.of("a person decides what a person asked for, and every undo");
    if (proposal.isStopped()) return Optional.of("a guardrail stops it");
    if (proposal.remediation().risk() == Risk.HIGH) return Optional.of("its risk is high");
    if (proposal.rank() != 1) return Optional.of("it is not the best suggestion");
    if (proposal.confidence() < AUTO_CONFIDENCE)
      return Optional.of("the suspect is not likely enough");
    if (Duration.between(proposal.at(), now).compareTo(AUTO_STANDS) < 0)
      return Optional.of("the advice has not stood long enough");
    if (symptoms.blind()) return Optional.of("a source of its symptoms is blind");
    if (symptoms.firing().isEmpty()) return Optional.of("none of its alerts fires any more");
    if (recent(runs, now, run -> true) >= automation.runsPerHour())
      return Optional.of("the limit of " + automation.runsPerHour() + " runs an hour is reached");
    var recipe = proposal.remediation();
    if (recent(runs, now, run -> run.plan().remediation().equals(recipe.name()))
        >= recipe.runsPerHour())
      return Optional.of(
          "this runbook's limit of " + recipe.runsPerHour() + " runs an hour is reached");
    if (runs.stream().anyMatch(run -> wasTried(run, proposal, now)))
      return Optional.of("it was tried on this incident already");
    if (runs.stream()
        .anyMatch(run -> run.incident().equals(proposal.incident()) && !run.state().isFinished()))
      return Optional.of("another fix is at work on this incident");
    if (busyNear(runs, near).isPresent()) return Optional.of("another fix is at work next to it");
    return busy(proposal, runs);
  }

  /// Whether a run did the same on the same incident, and either did not help or has only just
  /// helped.
  private static boolean wasTried(Run run, Proposal proposal, Instant now) {
    if (!run.incident().equals(proposal.incident())
        || !Plans.effect(run.plan()).equals(Plans.effect(proposal.plan()))) return false;
    return run.state() != RunState.SUCCEEDED || now.isBefore(run.changedAt().plus(AGAIN));
  }

  private static long recent(
      Collection<Run> runs, Instant now, java.util.function.Predicate<Run> which) {
    return runs.stream()
        .filter(run -> run.approval().at().isAfter(now.minus(HOUR)) && which.test(run))
        .count();
  }

  /// What was checked, for the card. Only what stops an approval has [Result#STOPS].
  static List<Guardrail> guardrails(
      Proposal proposal,
      Automation automation,
      Collection<Run> runs,
      Set<EntityId> near,
      boolean sandbox,
      Instant now) {
    var checks = new ArrayList<Guardrail>();
    var target = proposal.plan().target();
    onlyShown(proposal).ifPresent(why -> checks.add(new Guardrail(why, Result.STOPS)));
    checks.add(
        new Guardrail("Every parameter fits its type and its allowed values", Result.PASSED));
    if (sandbox)
      checks.add(new Guardrail("In the sandbox: nothing leaves this program", Result.PASSED));
    var busy = busy(proposal, runs);
    var next = busyNear(runs, near);
    if (busy.isPresent()) checks.add(new Guardrail(busy.get(), Result.STOPS));
    else if (next.isPresent())
      checks.add(
          new Guardrail(
              "Another fix is at work next to it, on " + next.get().plan().target(), Result.LOOK));
    else
      checks.add(new Guardrail("No other fix runs on " + target + " or next to it", Result.PASSED));
    boolean failed =
        runs.stream()
            .anyMatch(
                run ->
                    run.incident().equals(proposal.incident())
                        && run.state() == RunState.FAILED
                        && Plans.effect(run.plan()).equals(Plans.effect(proposal.plan())));
    checks.add(
        failed
            ? new Guardrail("The same fix did not help this incident before", Result.LOOK)
            : new Guardrail("It has not failed on this incident", Result.PASSED));
    long recent = recent(runs, now, run -> true);
    checks.add(
        new Guardrail(
            recent + " of " + automation.runsPerHour() + " runs this hour",
            recent >= automation.runsPerHour() ? Result.LOOK : Result.PASSED));
    boolean isUndo = proposal.undoes().isPresent();
    if (isUndo) checks.add(new Guardrail("It takes back an earlier run", Result.PASSED));
    else if (proposal.plan().undo().isPresent())
      checks.add(new Guardrail("It can be undone", Result.PASSED));
    else checks.add(new Guardrail("It can't be undone from here", Result.LOOK));
    checks.add(
        proposal.remediation().risk() == Risk.HIGH
            ? new Guardrail(
                "The risk is high: two persons have to approve, and not the one who asked",
                Result.LOOK)
            : new Guardrail("One operator may approve it", Result.PASSED));
    if (proposal.remediation().level() == Level.AUTO && automation.killSwitch())
      checks.add(
          new Guardrail("The kill switch is on: it runs only when a person approves", Result.LOOK));
    return checks;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
