package io.watchfloor.model.remedy;

import io.watchfloor.model.audit.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Follows a run from its start to a verified end: what it writes, how it ends, what becomes of it
/// when nobody saw its end, and whether it helped. The engine thread owns it.
final class RunWatch {
  private static final int OUTPUT_LINES = 500;
  private static final int LINE_LENGTH = 2_000;
  private static final Duration OUTPUT_KEPT_EVERY = Duration.ofSeconds(1);

  /// How long after its time limit a run may still report before we say that we lost sight of it.
  private static final Duration LOST_AFTER = Duration.ofMinutes(1);

  /// Proposes to take a run back; says whether it did.
  interface Undo {
    boolean offer(Run run, Operator by, Ledger.Step step, Instant now);
  }

  private final Ledger ledger;
  private final Undo undo;
  private final Map<String, Instant> outputKeptAt = new LinkedHashMap<>();
  private final Set<String> outputToKeep = new LinkedHashSet<>();

  RunWatch(Ledger ledger, Undo undo) {
    this.ledger = ledger;
    this.undo = undo;
  }

  /// Takes what a run wrote. Kept in memory at once, handed on for keeping at most once a second.
  Desk.Outcome said(String id, List<Run.OutputLine> lines, Instant now) {
    var step = ledger.step();
    var run = ledger.runs.get(id);
    if (run == null || run.state().isFinished()) return step.done("");
    var output = new ArrayList<>(run.output());
    for (var line : lines) output.add(cut(line));
    int from = Math.max(0, output.size() - OUTPUT_LINES);
    var longer = run.withOutput(output.subList(from, output.size()));
    ledger.runs.put(id, longer);
    var keptAt = outputKeptAt.get(id);
    if (keptAt == null || !now.isBefore(keptAt.plus(OUTPUT_KEPT_EVERY))) keep(longer, step, now);
    else outputToKeep.add(id);
    return step.done("");
  }

  private void keep(Run run, Ledger.Step step, Instant now) {
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
  Desk.Outcome ended(String id, RunReport report, boolean probe, Instant now) {
    var step = ledger.step();
    var run = ledger.runs.get(id);
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
    if (next == RunState.FAILED) undo.offer(moved, Operator.WATCHFLOOR, step, now);
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
  private void undone(Run undo, Ledger.Step step, Instant now) {
    step.put(undo.verified(RunState.SUCCEEDED, undo.checks(), now, "It ended well: undone."));
    var run = undo.proposal().undoes().map(ledger.runs::get);
    if (run.isEmpty()
        || !run.get().state().isFinished()
        || run.get().state() == RunState.ROLLED_BACK) return;
    step.put(run.get().to(RunState.ROLLED_BACK, now, "It was undone."));
    step.say(Operator.WATCHFLOOR, "run.undone", run.get().id(), "by " + undo.id());
  }

  /// Moves the runs that time moves: those that never reported, and those whose effect is watched.
  void tick(Function<Proposal, Verifier.Symptoms> symptoms, Ledger.Step step, Instant now) {
    for (var id : List.copyOf(outputToKeep))
      Optional.ofNullable(ledger.runs.get(id)).ifPresent(run -> keep(run, step, now));
    for (var run : List.copyOf(ledger.runs.values())) {
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
  }

  /// Forgets what it held for runs that are gone.
  void forget() {
    outputKeptAt.keySet().retainAll(ledger.runs.keySet());
    outputToKeep.retainAll(ledger.runs.keySet());
  }

  static void startProbe(Run run, Ledger.Step step) {
    run.plan()
        .probe()
        .ifPresent(probe -> step.starts.add(new Desk.Start(run.id(), run.plan(), probe, true)));
  }

  private static boolean isLost(Run run, Instant now) {
    return now.isAfter(
        run.startedAt().orElse(run.changedAt()).plus(run.plan().timeLimit()).plus(LOST_AFTER));
  }

  void loseSight(Run run, String why, Ledger.Step step, Instant now) {
    var lost = run.to(RunState.OUTCOME_UNKNOWN, now, why);
    step.put(lost);
    step.say(Operator.WATCHFLOOR, "run.outcome-unknown", run.id(), why);
    startProbe(lost, step);
  }

  /// What no probe could tell in the time that verifying is given, the symptoms tell; blind, it
  /// stays unknown.
  private void judgeUnknown(Run run, Verifier.Symptoms symptoms, Ledger.Step step, Instant now) {
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

  private void verify(Run run, Verifier.Symptoms symptoms, Ledger.Step step, Instant now) {
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
        undo.offer(failed, Operator.WATCHFLOOR, step, now);
      }
    }
  }
}
