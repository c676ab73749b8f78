package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a person asks for. Decided on the engine thread, audited whether accepted or refused.
public sealed interface Command {
  Operator by();

  /// `second` has signed in with a password of his own for this one decision.
  record Approve(
      Operator by, Optional<Operator> second, String proposal, String planHash, String comment)
      implements Command {}

  record Reject(Operator by, String proposal, String reason) implements Command {}

  /// Asks for a runbook that was not suggested, or suggested for another suspect.
  record Propose(Operator by, IncidentId incident, String remediation, EntityId target)
      implements Command {}

  record CancelRun(Operator by, String run) implements Command {}

  /// Proposes the undo of a run; it needs an approval like everything else.
  record ProposeUndo(Operator by, String run) implements Command {}

  /// Looks again what became of a run whose outcome is unknown.
  record ProbeRun(Operator by, String run) implements Command {}

  /// `length` empty: until the alert clears.
  record Acknowledge(Operator by, List<String> alerts, String comment, Optional<Duration> length)
      implements Command {}

  record Unacknowledge(Operator by, List<String> alerts, String comment) implements Command {}

  /// Anything else that the alerts' own sources can do: a downtime, a comment, a recheck, closing.
  /// `length` is of a downtime.
  record ActOn(
      Operator by, WriteBack.Act.Kind kind, List<String> alerts, String comment, Duration length)
      implements Command {}

  /// Sends once more what a source refused, did not hold, or could not be reached for.
  record SendAgain(Operator by, String dispatch) implements Command {}

  /// Takes an act back: not sent if it still waits, else undone at the source.
  record TakeBack(Operator by, String dispatch) implements Command {}

  /// Takes "cleared, unseen" away.
  record MarkSeen(Operator by, List<String> alerts) implements Command {}

  record AcknowledgeIncident(Operator by, IncidentId incident, String comment) implements Command {}

  record Assign(Operator by, IncidentId incident, Operator owner) implements Command {}

  record AddNote(Operator by, IncidentId incident, String text) implements Command {}

  record Merge(Operator by, IncidentId into, IncidentId from) implements Command {}

  record Unlink(Operator by, IncidentId incident, Ref member) implements Command {}

  /// Takes members out into an incident of their own.
  record Split(Operator by, IncidentId incident, List<Ref> members) implements Command {}

  /// Puts an alert into an incident, from wherever it is.
  record Link(Operator by, IncidentId incident, Ref member) implements Command {}

  record JudgeSuspect(Operator by, IncidentId incident, EntityId entity, boolean right)
      implements Command {}

  /// Takes back what was said of an incident's suspect.
  record ForgetSuspect(Operator by, IncidentId incident, EntityId entity) implements Command {}

  /// "It was right to tell me" or "this is normal for us", about one episode of a series.
  record JudgeAnomaly(Operator by, String anomaly, SeriesId series, boolean right)
      implements Command {}

  /// Chooses a series to be judged deeply whatever the room, or no longer.
  record JudgeDeeply(Operator by, SeriesId series, boolean deeply) implements Command {}

  /// Takes back what was said of an episode.
  record ForgetVerdict(Operator by, String anomaly, SeriesId series) implements Command {}

  record Silence(Operator by, SourceId source, WriteBack.Act act) implements Command {}

  /// Makes a ticket of alerts, at a source that keeps tickets; `act` holds them and the words.
  record CreateTicket(Operator by, SourceId source, WriteBack.Act act) implements Command {}

  record EndSilence(Operator by, SourceId source, String silence) implements Command {}

  record KillSwitch(Operator by, boolean on) implements Command {}

  record PauseSource(Operator by, SourceId source, boolean paused) implements Command {}

  record PullNow(Operator by, SourceId source) implements Command {}
}
