package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Who may approve what, and what may run by itself. Pure rules, each with the sentence it refuses
/// by.
public final class Policy {
  /// A suspect must be at least this likely before anything runs by itself, …
  public static final double AUTO_CONFIDENCE = 0.5;

  /// … and the advice must have stood this long.
  public static final Duration AUTO_STANDS = Duration.ofSeconds(6);

  private static final Duration HOUR = Duration.ofHours(1);

  private Policy() {}

  /// Why this approval is refused, or nothing.
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
    if (proposal.remediation().level() == Level.SUGGEST
        || proposal.remediation().level() == Level.OBSERVE) {
      return Optional.of(
          "This runbook is only for showing (level "
              + words(proposal.remediation().level())
              + "); it never runs from here.");
    }
    if (proposal.remediation().risk() == Risk.HIGH) {
      if (second.isEmpty())
        return Optional.of(
            "The risk is high: a second person has to sign in and approve with you.");
      if (second.get().equals(by)) return Optional.of("The second person has to be somebody else.");
      if (second.get().equals(proposal.requester()) || by.equals(proposal.requester())) {
        return Optional.of(
            "The risk is high, and "
                + proposal.requester().name()
                + " asked for it: somebody else has to approve.");
      }
    }
    return busy(proposal, runs);
  }

  static Optional<String> busy(Proposal proposal, Collection<Run> runs) {
    return runs.stream()
        .filter(
            run ->
                run.plan().target().equals(proposal.plan().target()) && !run.state().isFinished())
        .findFirst()
        .map(
            run ->
                "Another fix is at work on "
                    + proposal.plan().target()
                    + ": "
                    + run.plan().title()
                    + ".");
  }

  /// Why this must not run by itself, or nothing.
  static Optional<String> keepsFromRunning(
      Proposal proposal,
      Automation automation,
      Collection<Run> runs,
      boolean sandbox,
      Instant now) {
    if (sandbox) return Optional.of("in a sandbox a person approves");
    if (proposal.remediation().level() != Level.AUTO) return Optional.of("its level is not auto");
    if (automation.killSwitch()) return Optional.of("the kill switch is on");
    if (proposal.rank() != 1) return Optional.of("it is not the best suggestion");
    if (proposal.remediation().risk() == Risk.HIGH) return Optional.of("its risk is high");
    if (proposal.confidence() < AUTO_CONFIDENCE)
      return Optional.of("the suspect is not likely enough");
    if (Duration.between(proposal.at(), now).compareTo(AUTO_STANDS) < 0)
      return Optional.of("the advice has not stood long enough");
    long all = runs.stream().filter(run -> isRecent(run, now)).count();
    if (all >= automation.runsPerHour())
      return Optional.of("the limit of " + automation.runsPerHour() + " runs an hour is reached");
    long same =
        runs.stream()
            .filter(
                run ->
                    isRecent(run, now)
                        && run.plan().remediation().equals(proposal.plan().remediation()))
            .count();
    if (same >= proposal.remediation().runsPerHour())
      return Optional.of(
          "this runbook's limit of "
              + proposal.remediation().runsPerHour()
              + " runs an hour is reached");
    boolean tried =
        runs.stream()
            .anyMatch(
                run ->
                    run.incident().equals(proposal.incident())
                        && run.plan().hash().equals(proposal.plan().hash()));
    if (tried) return Optional.of("it was tried on this incident already");
    boolean working =
        runs.stream()
            .anyMatch(
                run -> run.incident().equals(proposal.incident()) && !run.state().isFinished());
    if (working) return Optional.of("another fix is at work on this incident");
    return busy(proposal, runs);
  }

  private static boolean isRecent(Run run, Instant now) {
    return run.approval().at().isAfter(now.minus(HOUR));
  }

  /// What was checked, for the card.
  static List<Proposal.Guardrail> guardrails(
      Proposal proposal, Automation automation, Collection<Run> runs, Instant now) {
    var checks = new ArrayList<Proposal.Guardrail>();
    checks.add(
        new Proposal.Guardrail(
            "Every parameter fits its type and its allowed values",
            Proposal.Guardrail.Result.PASSED));
    var busy = busy(proposal, runs);
    checks.add(
        new Proposal.Guardrail(
            busy.orElse("No other fix runs on " + proposal.plan().target()),
            busy.isPresent() ? Proposal.Guardrail.Result.STOPS : Proposal.Guardrail.Result.PASSED));
    var failed =
        runs.stream()
            .filter(
                run ->
                    run.incident().equals(proposal.incident())
                        && run.plan().hash().equals(proposal.plan().hash())
                        && run.state() == RunState.FAILED)
            .findFirst();
    checks.add(
        new Proposal.Guardrail(
            failed.isPresent()
                ? "The same fix did not help this incident before"
                : "Not tried on this incident yet",
            failed.isPresent()
                ? Proposal.Guardrail.Result.LOOK
                : Proposal.Guardrail.Result.PASSED));
    long recent = runs.stream().filter(run -> isRecent(run, now)).count();
    checks.add(
        new Proposal.Guardrail(
            recent + " of " + automation.runsPerHour() + " runs this hour",
            recent >= automation.runsPerHour()
                ? Proposal.Guardrail.Result.LOOK
                : Proposal.Guardrail.Result.PASSED));
    checks.add(
        new Proposal.Guardrail(
            proposal.plan().undo().isPresent()
                ? "It can be undone"
                : "It can't be undone from here",
            proposal.plan().undo().isPresent()
                ? Proposal.Guardrail.Result.PASSED
                : Proposal.Guardrail.Result.LOOK));
    return checks;
  }

  private static String words(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
