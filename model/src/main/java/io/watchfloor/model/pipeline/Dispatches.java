package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.source.WriteEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on its way to the sources and what became of it: queued, retried while a source is away,
/// confirmed by reading back. An act that may have arrived and can't be repeated without harm (a
/// comment, a ticket) is never sent twice. The engine thread owns it.
final class Dispatches {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);
  private static final Duration GIVE_UP_AFTER = Duration.ofHours(12);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int MOST = 2_000;
  private static final int LOOK_BACK = 100;

  private final Map<String, Dispatch> all = new LinkedHashMap<>();
  private final Map<String, Dispatch> changed = new LinkedHashMap<>();
  private long number;

  /// Takes up after a restart. What was being sent when the program ended may have arrived.
  void restore(Collection<Dispatch> known, Instant now) {
    for (var old : known) {
      all.put(old.id(), old);
      if (old.state() != Dispatch.State.QUEUED) continue;
      if (old.nextTry().isPresent() || isRepeatable(old.act().kind()))
        keep(old.waiting(now, now, old.words()));
      else
        keep(
            old.to(
                Dispatch.State.DIVERGED,
                now,
                List.of(),
                "The console ended while this was being sent. Look at the source before you repeat"
                    + " it."));
    }
  }

  private static boolean isRepeatable(Act.Kind kind) {
    return switch (kind) {
      case ACKNOWLEDGE, UNACKNOWLEDGE, END_SILENCE, RECHECK, CLOSE, TICKET_RESOLVE, RENEW -> true;
      case SILENCE, DOWNTIME, COMMENT, TICKET_CREATE, TICKET_COMMENT -> false;
    };
  }

  Effect.Write begin(SourceId source, Act act, List<String> alerts, Instant now) {
    var id = "act-" + Long.toString(now.toEpochMilli(), 36) + "-" + ++number;
    keep(
        new Dispatch(
            id,
            source,
            act,
            alerts,
            Dispatch.State.QUEUED,
            now,
            now,
            0,
            Optional.empty(),
            List.of(),
            ""));
    return new Effect.Write(source, act, alerts, id);
  }

  /// What came of sending one.
  Optional<Dispatch> written(WriteEnd end, Instant now) {
    var old = all.get(end.dispatch());
    if (old == null || old.state() == Dispatch.State.WITHDRAWN) return Optional.empty();
    return Optional.of(keep(after(old, end, now)));
  }

  private static Dispatch after(Dispatch old, WriteEnd end, Instant now) {
    if (end.isToBeRetried() && now.isBefore(old.at().plus(GIVE_UP_AFTER))) {
      var wait = FIRST_RETRY.multipliedBy(1L << Math.min(old.attempts(), 5));
      if (wait.compareTo(LAST_RETRY) > 0) wait = LAST_RETRY;
      return old.waiting(now.plus(wait), now, end.words());
    }
    return old.to(end.state(), now, end.ids(), end.words());
  }

  /// Those whose time to be tried again has come.
  List<Effect> due(Instant now) {
    var effects = new ArrayList<Effect>();
    for (var waiting : List.copyOf(all.values())) {
      if (waiting.state() != Dispatch.State.QUEUED) continue;
      if (waiting.nextTry().filter(at -> !at.isAfter(now)).isEmpty()) continue;
      keep(waiting.sending());
      effects.add(
          new Effect.Write(waiting.source(), waiting.act(), waiting.alerts(), waiting.id()));
    }
    all.values().removeIf(old -> old.state().isOver() && old.changedAt().isBefore(now.minus(KEPT)));
    return effects;
  }

  /// Sends once more what did not hold; the same act as before.
  Optional<Effect> again(Dispatch old, Instant now) {
    if (old.state() != Dispatch.State.DIVERGED && old.nextTry().isEmpty()) return Optional.empty();
    keep(old.waiting(now, now, "").sending());
    return Optional.of(new Effect.Write(old.source(), old.act(), old.alerts(), old.id()));
  }

  /// Takes back what has not been sent; false where it has, or is being sent at this moment.
  boolean withdraw(Dispatch old, Instant now) {
    if (old.state() != Dispatch.State.QUEUED || old.nextTry().isEmpty()) return false;
    keep(old.to(Dispatch.State.WITHDRAWN, now, List.of(), ""));
    return true;
  }

  Optional<Dispatch> get(String id) {
    return Optional.ofNullable(all.get(id));
  }

  /// Those that wait to be acknowledged at a source that is away, by the alert they are for.
  Map<String, Dispatch> waitingAcknowledgements() {
    var waiting = new HashMap<String, Dispatch>();
    for (var act : all.values())
      if (act.act().kind() == Act.Kind.ACKNOWLEDGE && act.nextTry().isPresent())
        for (var key : act.alerts()) waiting.put(key, act);
    return waiting;
  }

  /// The newest first.
  List<Dispatch> all() {
    return List.copyOf(all.values()).reversed();
  }

  /// What has changed since this was asked last.
  List<Dispatch> takeChanged() {
    var taken = List.copyOf(changed.values());
    changed.clear();
    return taken;
  }

  private Dispatch keep(Dispatch dispatch) {
    all.put(dispatch.id(), dispatch);
    changed.put(dispatch.id(), dispatch);
    if (all.size() > MOST) forgetOldest();
    return dispatch;
  }

  /// Only what has an end may be forgotten; what is on its way is bounded by the alerts there are.
  private void forgetOldest() {
    var oldest = all.values().iterator();
    for (int i = 0; i < LOOK_BACK && oldest.hasNext(); i++) {
      if (!oldest.next().state().isOver()) continue;
      oldest.remove();
      return;
    }
  }
}
