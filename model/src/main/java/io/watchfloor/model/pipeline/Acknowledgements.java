package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What people do to alerts, as the sources they came from are told of it: sent, read back, and
/// held. A silence that stands for an acknowledgement is renewed while its alert fires and ended
/// once it has cleared or was taken back. The engine thread owns it.
final class Acknowledgements {
  /// An acknowledgement "until it clears" is a silence of this length, …
  private static final Duration SILENCE = Duration.ofMinutes(15);

  /// … renewed this often while the alert fires.
  private static final Duration RENEW_EVERY = Duration.ofMinutes(5);

  /// A silence of ours that stands for an acknowledgement.
  private record Held(SourceId source, String receipt, Instant renewedAt, boolean untilClear) {}

  private final AlertBook alerts;
  private final Dispatches dispatches;
  private final Map<String, Held> held = new HashMap<>();

  Acknowledgements(AlertBook alerts, Dispatches dispatches) {
    this.alerts = alerts;
    this.dispatches = dispatches;
  }

  Decided acknowledge(Command.Acknowledge it, Instant now) {
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
      effects.add(dispatches.begin(alert.alert().source(), act, List.of(alert.key()), now));
    }
    int n = changed.size();
    return Decided.changed(
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
  Decided unacknowledge(Command.Unacknowledge it, Instant now) {
    var effects = new ArrayList<Effect>();
    var waiting = dispatches.waitingAcknowledgements();
    for (var key : it.alerts()) {
      var alert = alerts.get(key);
      var unsent = Optional.ofNullable(waiting.get(key));
      if (unsent.filter(act -> dispatches.withdraw(act, now)).isPresent()) continue;
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
    return Decided.changed(
        alerts.unacknowledge(it.alerts()),
        effects,
        it.by(),
        "alert.unacknowledge",
        it.alerts(),
        it.comment(),
        "Taken back.");
  }

  private Effect.Write write(
      WriteBack.Act.Kind kind,
      TrackedAlert alert,
      Operator by,
      String comment,
      Duration length,
      Instant now) {
    var act =
        new WriteBack.Act(
            kind, List.of(alert.alert()), List.of(), "", by.name(), comment, now, length);
    return dispatches.begin(alert.alert().source(), act, List.of(alert.key()), now);
  }

  Decided actOn(Command.ActOn it, Instant now) {
    var chosen = it.alerts().stream().flatMap(key -> alerts.get(key).stream()).toList();
    var effects = new ArrayList<Effect>();
    for (var alert : chosen)
      effects.add(write(it.kind(), alert, it.by(), it.comment(), it.length(), now));
    return Decided.changed(
        chosen,
        effects,
        it.by(),
        "alert." + it.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        it.alerts(),
        it.comment(),
        "Sending for " + chosen.size() + (chosen.size() == 1 ? " alert." : " alerts."));
  }

  /// What a source made of a write-back.
  Decided written(
      SourceId source, WriteBack.Act act, List<String> keys, WriteEnd end, Instant now) {
    var dispatch = dispatches.written(end, now);
    var how = how(dispatch.map(Dispatch::state).orElseGet(end::state));
    var id = String.join(",", end.ids());
    var words = end.words();
    boolean stands =
        act.kind() == WriteBack.Act.Kind.ACKNOWLEDGE || act.kind() == WriteBack.Act.Kind.RENEW;
    var changed = stands ? alerts.written(keys, how, id, words) : List.<TrackedAlert>of();
    if (!id.isEmpty() && stands)
      for (var key : keys) held.put(key, new Held(source, id, now, act.untilClear()));
    var subject = keys.isEmpty() ? source + " " + act.target() : String.join(", ", keys);
    var what =
        Decided.line(
            Operator.WATCHFLOOR,
            "write-back." + how.name().toLowerCase(Locale.ROOT),
            subject,
            act.kind() + " " + id + (words.isEmpty() ? "" : ": " + words));
    boolean isNews =
        how != Acknowledgement.Written.LOCAL
            && (act.kind() != WriteBack.Act.Kind.RENEW || how != Acknowledgement.Written.CONFIRMED)
            && dispatch
                .filter(waiting -> waiting.attempts() > 1 && !waiting.state().isOver())
                .isEmpty();
    return new Decided(
        new Decision.Accepted(""),
        changed,
        List.of(),
        List.of(),
        isNews ? List.of(what) : List.of(),
        Decided.NO_FIX,
        List.of());
  }

  private static Acknowledgement.Written how(Dispatch.State state) {
    return switch (state) {
      case QUEUED -> Acknowledgement.Written.QUEUED;
      case SENT -> Acknowledgement.Written.SENT;
      case CONFIRMED -> Acknowledgement.Written.CONFIRMED;
      case DIVERGED, WITHDRAWN -> Acknowledgement.Written.DIVERGED;
      case LOCAL -> Acknowledgement.Written.LOCAL;
    };
  }

  /// Sends once more what did not hold.
  Decided again(Command.SendAgain it, Instant now) {
    var effect = dispatches.get(it.dispatch()).flatMap(old -> dispatches.again(old, now));
    if (effect.isEmpty())
      return Decided.refused(
          it.by(), "write-back.again", it.dispatch(), "It holds, or is being sent already.");
    return Decided.accepted(
        "Sending again.",
        List.of(effect.get()),
        Decided.line(it.by(), "write-back.again", it.dispatch(), ""));
  }

  /// Takes an act back: at once where it has not been sent, else by what undoes it at the source.
  Decided takeBack(Command.TakeBack it, Instant now) {
    var old = dispatches.get(it.dispatch());
    if (old.filter(waiting -> dispatches.withdraw(waiting, now)).isPresent())
      return Decided.accepted(
          "Taken back; it was not sent.",
          List.of(),
          Decided.line(it.by(), "write-back.withdraw", it.dispatch(), ""));
    var undo = old.flatMap(Dispatch::undo);
    if (undo.isEmpty())
      return Decided.refused(
          it.by(), "write-back.undo", it.dispatch(), "This can't be taken back at its source.");
    var of = old.get();
    if (undo.get() == WriteBack.Act.Kind.UNACKNOWLEDGE)
      return unacknowledge(new Command.Unacknowledge(it.by(), of.alerts(), ""), now);
    var effects = new ArrayList<Effect>();
    for (var receipt : of.receipts()) {
      var act =
          new WriteBack.Act(
              undo.get(),
              of.act().alerts(),
              List.of(),
              receipt,
              it.by().name(),
              "",
              now,
              Duration.ZERO);
      effects.add(dispatches.begin(of.source(), act, of.alerts(), now));
    }
    return Decided.accepted(
        "Taking it back.",
        effects,
        Decided.line(it.by(), "write-back.undo", it.dispatch(), of.source().name()));
  }

  /// Silences that stand for acknowledgements: renewed while their alert fires, ended once it has
  /// cleared or was taken back.
  List<Effect> renewals(Set<SourceId> blind, Instant now) {
    for (var alert : alerts.all()) adopt(alert);
    for (var waiting : dispatches.waitingAcknowledgements().values())
      if (!isHeld(waiting)) dispatches.withdraw(waiting, now);
    var effects = dispatches.due(now);
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
      effects.add(new Effect.Write(silence.source(), act, List.of(key), ""));
    }
    return effects;
  }

  /// Whether anybody still wants what waits to be acknowledged.
  private boolean isHeld(Dispatch waiting) {
    return waiting.alerts().stream()
        .anyMatch(key -> alerts.get(key).flatMap(TrackedAlert::acknowledgement).isPresent());
  }

  private Effect end(SourceId source, String silence, String key, Instant now) {
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
    return dispatches.begin(source, act, List.of(key), now);
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
