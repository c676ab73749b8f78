package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Note;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The half that waits for people: each command is decided here, and everything that follows from
/// it is in the answer.
final class Commands {
  private final AlertBook alerts;
  private final Correlator correlator;
  private final Desk desk;
  private final Memory memory;
  private final Supplier<List<Remediation>> catalogue;
  private final Dispatches dispatches;
  private final Acknowledgements acknowledgements;
  private final Verdicts verdicts;
  private final Attention attention;

  Commands(
      AlertBook alerts,
      Correlator correlator,
      Desk desk,
      Memory memory,
      Dispatches dispatches,
      Supplier<List<Remediation>> catalogue,
      Supplier<Priors> priors,
      Attention attention) {
    this.alerts = alerts;
    this.correlator = correlator;
    this.desk = desk;
    this.memory = memory;
    this.catalogue = catalogue;
    this.dispatches = dispatches;
    this.acknowledgements = new Acknowledgements(alerts, dispatches);
    this.attention = attention;
    this.verdicts = new Verdicts(correlator, memory, priors);
  }

  Acknowledgements acknowledgements() {
    return acknowledgements;
  }

  Decided decide(Command command, Instant now) {
    return switch (command) {
      case Command.Approve it ->
          Decided.byDesk(
              desk.approve(it.by(), it.second(), it.proposal(), it.planHash(), it.comment(), now));
      case Command.Reject it -> Decided.byDesk(desk.reject(it.by(), it.proposal(), it.reason()));
      case Command.CancelRun it -> Decided.byDesk(desk.cancel(it.by(), it.run()));
      case Command.ProposeUndo it -> Decided.byDesk(desk.proposeUndo(it.by(), it.run(), now));
      case Command.ProbeRun it -> Decided.byDesk(desk.probe(it.by(), it.run()));
      case Command.KillSwitch it -> Decided.byDesk(desk.killSwitch(it.by(), it.on()));
      case Command.Propose it -> propose(it, now);
      case Command.Acknowledge it -> acknowledgements.acknowledge(it, now);
      case Command.Unacknowledge it -> acknowledgements.unacknowledge(it, now);
      case Command.ActOn it -> acknowledgements.actOn(it, now);
      case Command.SendAgain it -> acknowledgements.again(it, now);
      case Command.TakeBack it -> acknowledgements.takeBack(it, now);
      case Command.MarkSeen it ->
          Decided.changed(
              alerts.markSeen(it.alerts()),
              List.of(),
              it.by(),
              "alert.seen",
              it.alerts(),
              "",
              "Marked as seen.");
      case Command.AcknowledgeIncident it -> acknowledgeIncident(it, now);
      case Command.Assign it ->
          Decided.incident(
              correlator.assign(it.incident(), it.by(), it.owner(), now),
              it.by(),
              "incident.assign",
              it.incident().text(),
              it.owner().name());
      case Command.AddNote it ->
          Decided.incident(
              correlator.note(
                  it.incident(), new Note(now, it.by(), Note.Kind.NOTE, it.text()), now),
              it.by(),
              "incident.note",
              it.incident().text(),
              it.text());
      case Command.Merge it ->
          Decided.incidents(
              correlator.merge(it.into(), it.from(), it.by(), now),
              it.by(),
              "incident.merge",
              it.into().text(),
              "took over " + it.from(),
              "One of the two is not there any more.");
      case Command.Unlink it ->
          Decided.incident(
              correlator.unlink(it.incident(), it.member(), it.by(), now),
              it.by(),
              "incident.unlink",
              it.incident().text(),
              it.member().toString());
      case Command.Split it ->
          Decided.incidents(
              correlator.split(it.incident(), it.members(), it.by(), now),
              it.by(),
              "incident.split",
              it.incident().text(),
              it.members().size() + " taken out",
              "Nothing can be taken out of it: one alert must stay.");
      case Command.Link it ->
          Decided.incidents(
              correlator.link(it.incident(), it.member(), told(it.member()), it.by(), now),
              it.by(),
              "incident.link",
              it.incident().text(),
              it.member().toString(),
              "The alert or the incident is not there any more, or it is in it already.");
      case Command.JudgeSuspect it -> verdicts.judge(it, now);
      case Command.ForgetSuspect it -> verdicts.forget(it, now);
      case Command.JudgeAnomaly it -> Verdicts.judge(it, now);
      case Command.ForgetVerdict it -> verdicts.forget(it, now);
      case Command.JudgeDeeply it -> attention.choose(it);
      case Command.Silence it ->
          write(
              it.by(),
              it.source(),
              it.act(),
              "silence.create",
              it.act().matchers().toString(),
              now);
      case Command.CreateTicket it ->
          write(
              it.by(),
              it.source(),
              it.act(),
              "ticket.create",
              it.act().alerts().stream().map(Alert::name).toList().toString(),
              now);
      case Command.EndSilence it -> {
        var act =
            new WriteBack.Act(
                WriteBack.Act.Kind.END_SILENCE,
                List.of(),
                List.of(),
                it.silence(),
                it.by().name(),
                "",
                now,
                Duration.ZERO);
        yield write(it.by(), it.source(), act, "silence.end", it.silence(), now);
      }
      case Command.PauseSource it ->
          Decided.accepted(
              it.paused() ? "Paused." : "It is asked again.",
              List.of(new Effect.PauseSource(it.source(), it.paused())),
              Decided.line(
                  it.by(), it.paused() ? "source.pause" : "source.resume", it.source().name(), ""));
      case Command.PullNow it ->
          new Decided(
              new Decision.Accepted("Asking now."),
              List.of(),
              List.of(),
              List.of(new Effect.PullNow(it.source())),
              List.of(),
              Decided.NO_FIX,
              List.of());
    };
  }

  private Decided propose(Command.Propose it, Instant now) {
    var incident = correlator.get(it.incident());
    var recipe =
        catalogue.get().stream().filter(known -> known.name().equals(it.remediation())).findFirst();
    if (incident.isEmpty() || recipe.isEmpty())
      return Decided.refused(
          it.by(), "fix.propose", it.remediation(), "There is no such incident or runbook.");
    var suspect =
        memory
            .diagnosis(it.incident())
            .flatMap(diagnosis -> Desk.suspect(diagnosis, it.target()))
            .orElseGet(
                () ->
                    new Hypothesis(
                        it.target(),
                        "",
                        FaultKind.UNKNOWN,
                        0,
                        List.of(),
                        Optional.empty(),
                        Map.of()));
    return Decided.byDesk(desk.propose(it.by(), incident.get(), recipe.get(), suspect, now));
  }

  private Decided acknowledgeIncident(Command.AcknowledgeIncident it, Instant now) {
    var changed = correlator.acknowledge(it.incident(), it.by(), it.comment(), now);
    return Decided.incident(
        changed, it.by(), "incident.acknowledge", it.incident().text(), it.comment());
  }

  private Optional<TrackedAlert> told(Ref member) {
    return member instanceof Ref.ToAlert(var key) ? alerts.get(key) : Optional.empty();
  }

  private Decided write(
      Operator by, SourceId source, WriteBack.Act act, String action, String subject, Instant now) {
    return Decided.accepted(
        "Sending.",
        List.of(dispatches.begin(source, act, List.of(), now)),
        Decided.line(by, action, source + " " + subject, act.comment()));
  }
}
