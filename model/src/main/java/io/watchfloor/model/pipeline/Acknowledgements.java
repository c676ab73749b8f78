package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.incident.Acknowledgement;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.remedy.Decision;
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
  private final Map<String, Held> held = new HashMap<>();

  Acknowledgements(AlertBook alerts) {
    this.alerts = alerts;
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
      effects.add(new Effect.Write(alert.alert().source(), act, List.of(alert.key())));
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
    return Decided.changed(
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
        Decided.line(
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
        Decided.NO_FIX,
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
