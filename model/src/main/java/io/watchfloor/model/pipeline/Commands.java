package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.cause.Hypothesis;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Note;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The half that waits for people: each command is decided here, and everything that follows from
/// it is in the answer.
final class Commands {
  /// An acknowledgement "until it clears" is a silence of this length, …
  private static final Duration SILENCE = Duration.ofMinutes(15);

  /// … renewed this often while the alert fires.
  private static final Duration RENEW_EVERY = Duration.ofMinutes(5);

  /// What a command led to.
  record Decided(
      Decision decision,
      List<TrackedAlert> alerts,
      List<Incident> incidents,
      List<Effect> effects,
      List<Desk.Line> audit,
      Desk.Outcome desk,
      List<Feedback> feedback) {}

  /// A silence of ours that stands for an acknowledgement.
  private record Held(SourceId source, String receipt, Instant renewedAt, boolean untilClear) {}

  private final AlertBook alerts;
  private final Correlator correlator;
  private final Desk desk;
  private final Memory memory;
  private final Supplier<List<Remediation>> catalogue;
  private final Map<String, Held> held = new HashMap<>();

  Commands(
      AlertBook alerts,
      Correlator correlator,
      Desk desk,
      Memory memory,
      Supplier<List<Remediation>> catalogue) {
    this.alerts = alerts;
    this.correlator = correlator;
    this.desk = desk;
    this.memory = memory;
    this.catalogue = catalogue;
  }

  Decided decide(Command command, Instant now) {
    return switch (command) {
      case Command.Approve it ->
          byDesk(
              desk.approve(it.by(), it.second(), it.proposal(), it.planHash(), it.comment(), now));
      case Command.Reject it -> byDesk(desk.reject(it.by(), it.proposal(), it.reason()));
      case Command.CancelRun it -> byDesk(desk.cancel(it.by(), it.run()));
      case Command.ProposeUndo it -> byDesk(desk.proposeUndo(it.by(), it.run(), now));
      case Command.ProbeRun it -> byDesk(desk.probe(it.by(), it.run()));
      case Command.KillSwitch it -> byDesk(desk.killSwitch(it.by(), it.on()));
      case Command.Propose it -> propose(it, now);
      case Command.Acknowledge it -> acknowledge(it, now);
      case Command.Unacknowledge it -> unacknowledge(it, now);
      case Command.ActOn it -> actOn(it, now);
      case Command.MarkSeen it ->
          changed(
              alerts.markSeen(it.alerts()),
              List.of(),
              it.by(),
              "alert.seen",
              it.alerts(),
              "",
              "Marked as seen.");
      case Command.AcknowledgeIncident it -> acknowledgeIncident(it, now);
      case Command.Assign it ->
          incident(
              correlator.assign(it.incident(), it.by(), it.owner(), now),
              it.by(),
              "incident.assign",
              it.incident().text(),
              it.owner().name());
      case Command.AddNote it ->
          incident(
              correlator.note(
                  it.incident(), new Note(now, it.by(), Note.Kind.NOTE, it.text()), now),
              it.by(),
              "incident.note",
              it.incident().text(),
              it.text());
      case Command.Merge it -> merge(it, now);
      case Command.Unlink it ->
          incident(
              correlator.unlink(it.incident(), it.member(), it.by(), now),
              it.by(),
              "incident.unlink",
              it.incident().text(),
              it.member().toString());
      case Command.JudgeSuspect it -> judge(it, now);
      case Command.JudgeAnomaly it -> judge(it, now);
      case Command.Silence it ->
          write(it.by(), it.source(), it.act(), "silence.create", it.act().matchers().toString());
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
        yield write(it.by(), it.source(), act, "silence.end", it.silence());
      }
      case Command.PauseSource it ->
          accepted(
              it.paused() ? "Paused." : "It is asked again.",
              List.of(new Effect.PauseSource(it.source(), it.paused())),
              line(
                  it.by(), it.paused() ? "source.pause" : "source.resume", it.source().name(), ""));
      case Command.PullNow it ->
          new Decided(
              new Decision.Accepted("Asking now."),
              List.of(),
              List.of(),
              List.of(new Effect.PullNow(it.source())),
              List.of(),
              NO_FIX,
              List.of());
    };
  }

  private static final Desk.Outcome NO_FIX =
      new Desk.Outcome(
          new Decision.Accepted(""), List.of(), List.of(), List.of(), List.of(), List.of());

  private static Decided byDesk(Desk.Outcome outcome) {
    return new Decided(
        outcome.decision(), List.of(), List.of(), List.of(), List.of(), outcome, List.of());
  }

  private static Desk.Line line(Operator by, String action, String subject, String why) {
    return new Desk.Line(by, action, subject, why);
  }

  private static Decided accepted(String words, List<Effect> effects, Desk.Line line) {
    return new Decided(
        new Decision.Accepted(words),
        List.of(),
        List.of(),
        effects,
        List.of(line),
        NO_FIX,
        List.of());
  }

  private static Decided refused(Operator by, String action, String subject, String reason) {
    return new Decided(
        new Decision.Refused(reason),
        List.of(),
        List.of(),
        List.of(),
        List.of(line(by, action + "-refused", subject, reason)),
        NO_FIX,
        List.of());
  }

  private static Decided changed(
      List<TrackedAlert> changed,
      List<Effect> effects,
      Operator by,
      String action,
      List<String> keys,
      String why,
      String words) {
    if (changed.isEmpty())
      return refused(by, action, String.join(", ", keys), "None of them is firing any more.");
    var subject = String.join(", ", changed.stream().map(TrackedAlert::key).toList());
    return new Decided(
        new Decision.Accepted(words),
        changed,
        List.of(),
        effects,
        List.of(line(by, action, subject, why)),
        NO_FIX,
        List.of());
  }

  private static Decided incident(
      Optional<Incident> changed, Operator by, String action, String subject, String why) {
    if (changed.isEmpty())
      return refused(by, action, subject, "There is no such incident any more.");
    return new Decided(
        new Decision.Accepted("Done."),
        List.of(),
        List.of(changed.get()),
        List.of(),
        List.of(line(by, action, subject, why)),
        NO_FIX,
        List.of());
  }

  private Decided propose(Command.Propose it, Instant now) {
    var incident = correlator.get(it.incident());
    var recipe =
        catalogue.get().stream().filter(known -> known.name().equals(it.remediation())).findFirst();
    if (incident.isEmpty() || recipe.isEmpty())
      return refused(
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
    return byDesk(desk.propose(it.by(), incident.get(), recipe.get(), suspect, now));
  }

  private Decided acknowledge(Command.Acknowledge it, Instant now) {
    var changed = alerts.acknowledge(it.alerts(), it.by(), it.comment(), it.length(), true, now);
    var effects = new ArrayList<Effect>();
    for (var alert : changed) {
      var act =
          new WriteBack.Act(
              WriteBack.Act.Kind.ACKNOWLEDGE,
              List.of(alert.alert()),
              List.of(),
              "",
              it.by().name(),
              it.comment(),
              now,
              it.length().orElse(SILENCE),
              it.length().isEmpty());
      effects.add(new Effect.Write(alert.alert().source(), act, List.of(alert.key())));
    }
    int n = changed.size();
    return changed(
        changed,
        effects,
        it.by(),
        "alert.acknowledge",
        it.alerts(),
        it.comment(),
        n + (n == 1 ? " alert" : " alerts") + " acknowledged.");
  }

  /// A silence of ours ends by itself once nobody holds it; anything else is taken back at the
  /// source.
  private Decided unacknowledge(Command.Unacknowledge it, Instant now) {
    var effects = new ArrayList<Effect>();
    for (var key : it.alerts()) {
      var alert = alerts.get(key);
      if (alert.flatMap(TrackedAlert::acknowledgement).filter(a -> a.receipt().isEmpty()).isEmpty())
        continue;
      effects.add(
          write(
              WriteBack.Act.Kind.UNACKNOWLEDGE,
              alert.get(),
              it.by(),
              it.comment(),
              Duration.ZERO,
              now));
    }
    return changed(
        alerts.unacknowledge(it.alerts()),
        effects,
        it.by(),
        "alert.unacknowledge",
        it.alerts(),
        it.comment(),
        "Taken back.");
  }

  private static Effect.Write write(
      WriteBack.Act.Kind kind,
      TrackedAlert alert,
      Operator by,
      String comment,
      Duration length,
      Instant now) {
    var act =
        new WriteBack.Act(
            kind, List.of(alert.alert()), List.of(), "", by.name(), comment, now, length);
    return new Effect.Write(alert.alert().source(), act, List.of(alert.key()));
  }

  private Decided actOn(Command.ActOn it, Instant now) {
    var chosen = it.alerts().stream().flatMap(key -> alerts.get(key).stream()).toList();
    var effects = new ArrayList<Effect>();
    for (var alert : chosen)
      effects.add(write(it.kind(), alert, it.by(), it.comment(), it.length(), now));
    return changed(
        chosen,
        effects,
        it.by(),
        "alert." + it.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        it.alerts(),
        it.comment(),
        "Sending for " + chosen.size() + (chosen.size() == 1 ? " alert." : " alerts."));
  }

  private Decided acknowledgeIncident(Command.AcknowledgeIncident it, Instant now) {
    var changed = correlator.acknowledge(it.incident(), it.by(), it.comment(), now);
    return incident(changed, it.by(), "incident.acknowledge", it.incident().text(), it.comment());
  }

  private Decided merge(Command.Merge it, Instant now) {
    var changed = correlator.merge(it.into(), it.from(), it.by(), now);
    if (changed.isEmpty())
      return refused(
          it.by(), "incident.merge", it.into().text(), "One of the two is not there any more.");
    return new Decided(
        new Decision.Accepted("Merged."),
        List.of(),
        changed,
        List.of(),
        List.of(line(it.by(), "incident.merge", it.into().text(), "took over " + it.from())),
        NO_FIX,
        List.of());
  }

  private Decided judge(Command.JudgeSuspect it, Instant now) {
    var suspect =
        memory.diagnosis(it.incident()).flatMap(diagnosis -> Desk.suspect(diagnosis, it.entity()));
    if (suspect.isEmpty())
      return refused(it.by(), "suspect.judge", it.entity().name(), "It is not a suspect any more.");
    var lesson =
        new Feedback.Suspect(
            now,
            it.by(),
            it.incident(),
            it.entity().name(),
            suspect.get().kind(),
            suspect.get().probability(),
            it.right());
    var note =
        correlator.note(
            it.incident(),
            new Note(
                now,
                it.by(),
                Note.Kind.VERDICT,
                it.entity() + (it.right() ? " was the cause" : " was not the cause")),
            now);
    return new Decided(
        new Decision.Accepted("Remembered."),
        List.of(),
        note.stream().toList(),
        List.of(),
        List.of(
            line(
                it.by(),
                "suspect.judge",
                it.incident() + " " + it.entity(),
                it.right() ? "right" : "wrong")),
        NO_FIX,
        List.of(lesson));
  }

  private Decided judge(Command.JudgeAnomaly it, Instant now) {
    var anomaly =
        memory.anomalies().stream().filter(known -> known.id().equals(it.anomaly())).findFirst();
    if (anomaly.isEmpty())
      return refused(
          it.by(), "anomaly.judge", it.anomaly(), "It is too long ago to be judged from here.");
    var lesson =
        new Feedback.Episode(
            now, it.by(), it.anomaly(), anomaly.get().series().toString(), it.right());
    var words =
        it.right()
            ? "Remembered: it was right to tell."
            : "Remembered: normal for us. This series will tell less.";
    return new Decided(
        new Decision.Accepted(words),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            line(
                it.by(),
                "anomaly.judge",
                anomaly.get().series().toString(),
                it.right() ? "right" : "normal for us")),
        NO_FIX,
        List.of(lesson));
  }

  private static Decided write(
      Operator by, SourceId source, WriteBack.Act act, String action, String subject) {
    return accepted(
        "Sending.",
        List.of(new Effect.Write(source, act, List.of())),
        line(by, action, source + " " + subject, act.comment()));
  }

  /// What a source made of a write-back.
  Decided written(
      SourceId source,
      WriteBack.Act act,
      List<String> keys,
      Optional<WriteBack.Receipt> receipt,
      Optional<WriteBack.ReadBack> readBack,
      String error,
      Instant now) {
    var how = how(receipt, readBack, error);
    var id = receipt.map(sent -> String.join(",", sent.ids())).orElse("");
    var words = error.isEmpty() ? readBack.map(WriteBack.ReadBack::words).orElse("") : error;
    boolean stands =
        act.kind() == WriteBack.Act.Kind.ACKNOWLEDGE || act.kind() == WriteBack.Act.Kind.RENEW;
    var changed = stands ? alerts.written(keys, how, id, words) : List.<TrackedAlert>of();
    if (!id.isEmpty() && stands)
      for (var key : keys) held.put(key, new Held(source, id, now, act.untilClear()));
    var subject = keys.isEmpty() ? source + " " + act.target() : String.join(", ", keys);
    var what =
        line(
            Operator.WATCHFLOOR,
            "write-back." + how.name().toLowerCase(Locale.ROOT),
            subject,
            act.kind() + " " + id + (words.isEmpty() ? "" : ": " + words));
    boolean isNews =
        how != Acknowledgement.Written.LOCAL
            && (act.kind() != WriteBack.Act.Kind.RENEW || how != Acknowledgement.Written.CONFIRMED);
    return new Decided(
        new Decision.Accepted(""),
        changed,
        List.of(),
        List.of(),
        isNews ? List.of(what) : List.of(),
        NO_FIX,
        List.of());
  }

  private static Acknowledgement.Written how(
      Optional<WriteBack.Receipt> receipt, Optional<WriteBack.ReadBack> readBack, String error) {
    if (receipt.isEmpty())
      return error.isEmpty() ? Acknowledgement.Written.LOCAL : Acknowledgement.Written.DIVERGED;
    if (readBack.isEmpty()) return Acknowledgement.Written.SENT;
    return readBack.get().confirmed()
        ? Acknowledgement.Written.CONFIRMED
        : Acknowledgement.Written.DIVERGED;
  }

  /// Silences that stand for acknowledgements: renewed while their alert fires, ended once it has
  /// cleared or was taken back.
  List<Effect> renewals(Set<SourceId> blind, Instant now) {
    for (var alert : alerts.all()) adopt(alert);
    var effects = new ArrayList<Effect>();
    for (var key : List.copyOf(held.keySet())) {
      var silence = held.get(key);
      if (silence == null || blind.contains(silence.source())) continue;
      var alert = alerts.get(key);
      boolean stands =
          alert.isPresent()
              && alert.get().alert().isActive()
              && alert.get().acknowledgement().isPresent();
      if (!stands) {
        held.remove(key);
        for (var id : silence.receipt().split(",", -1))
          effects.add(end(silence.source(), id, key, now));
        continue;
      }
      if (!silence.untilClear()
          || Duration.between(silence.renewedAt(), now).compareTo(RENEW_EVERY) < 0) continue;
      held.put(key, new Held(silence.source(), silence.receipt(), now, true));
      var acknowledgement = alert.get().acknowledgement().get();
      var act =
          new WriteBack.Act(
              WriteBack.Act.Kind.RENEW,
              List.of(alert.get().alert()),
              List.of(),
              silence.receipt(),
              acknowledgement.by().name(),
              acknowledgement.comment(),
              now,
              SILENCE,
              true);
      effects.add(new Effect.Write(silence.source(), act, List.of(key)));
    }
    return effects;
  }

  private static Effect end(SourceId source, String silence, String key, Instant now) {
    var act =
        new WriteBack.Act(
            WriteBack.Act.Kind.END_SILENCE,
            List.of(),
            List.of(),
            silence,
            Operator.WATCHFLOOR.name(),
            "it cleared",
            now,
            Duration.ZERO);
    return new Effect.Write(source, act, List.of(key));
  }

  /// After a restart, the silences that acknowledgements remember.
  private void adopt(TrackedAlert alert) {
    var acknowledgement = alert.acknowledgement();
    if (acknowledgement.isEmpty()
        || acknowledgement.get().receipt().isEmpty()
        || held.containsKey(alert.key())) return;
    held.put(
        alert.key(),
        new Held(
            alert.alert().source(),
            acknowledgement.get().receipt(),
            Instant.EPOCH,
            acknowledgement.get().until().isEmpty()));
  }
}
