package io.watchfloor.app;

import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.SourceId;
import java.util.List;

/// Which of the two worlds a command is for, the live one or the recorded one in its sandbox: by
/// what it names. Nothing of the one ever reaches the other.
final class Worlds {
  private Worlds() {}

  static boolean concernsSandbox(Command command, Snapshot sandbox) {
    return switch (command) {
      case Command.Approve it ->
          sandbox.proposals().stream().anyMatch(known -> known.id().equals(it.proposal()));
      case Command.Reject it ->
          sandbox.proposals().stream().anyMatch(known -> known.id().equals(it.proposal()));
      case Command.CancelRun it ->
          sandbox.runs().stream().anyMatch(known -> known.id().equals(it.run()));
      case Command.ProposeUndo it ->
          sandbox.runs().stream().anyMatch(known -> known.id().equals(it.run()));
      case Command.ProbeRun it ->
          sandbox.runs().stream().anyMatch(known -> known.id().equals(it.run()));
      case Command.Propose it -> it.incident().isSandbox();
      case Command.AcknowledgeIncident it -> it.incident().isSandbox();
      case Command.Assign it -> it.incident().isSandbox();
      case Command.AddNote it -> it.incident().isSandbox();
      case Command.Merge it -> it.into().isSandbox();
      case Command.Unlink it -> it.incident().isSandbox();
      case Command.Split it -> it.incident().isSandbox();
      case Command.Link it -> it.incident().isSandbox();
      case Command.JudgeSuspect it -> it.incident().isSandbox();
      case Command.ForgetSuspect it -> it.incident().isSandbox();
      case Command.JudgeAnomaly it -> it.series().source().isSandbox();
      case Command.JudgeDeeply it -> it.series().source().isSandbox();
      case Command.ForgetVerdict it -> it.series().source().isSandbox();
      case Command.Acknowledge it -> isSandbox(it.alerts());
      case Command.Unacknowledge it -> isSandbox(it.alerts());
      case Command.MarkSeen it -> isSandbox(it.alerts());
      case Command.ActOn it -> isSandbox(it.alerts());
      case Command.SendAgain it -> isSandbox(it.dispatch(), sandbox);
      case Command.TakeBack it -> isSandbox(it.dispatch(), sandbox);
      case Command.Silence it -> it.source().isSandbox();
      case Command.CreateTicket it -> it.source().isSandbox();
      case Command.EndSilence it -> it.source().isSandbox();
      case Command.PauseSource it -> it.source().isSandbox();
      case Command.PullNow it -> it.source().isSandbox();
      case Command.KillSwitch _ -> false;
    };
  }

  private static boolean isSandbox(String dispatch, Snapshot sandbox) {
    return sandbox.dispatches().stream().anyMatch(known -> known.id().equals(dispatch));
  }

  private static boolean isSandbox(List<String> alerts) {
    return !alerts.isEmpty() && new SourceId(alerts.getFirst()).isSandbox();
  }
}
