package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every alert over its life: deduplicated over peers and over whoever else tells of it, with its
/// flapping remembered and what people did to it. An acknowledgement ends by itself when the alert
/// clears and is not there when it returns. The engine thread owns it.
public final class AlertBook {
  /// This many changes of state within [#FLAP_WINDOW] is flapping.
  public static final int FLAP_CHANGES = 4;

  public static final Duration FLAP_WINDOW = Duration.ofMinutes(5);
  private static final Duration FIGURES_HOLD = Duration.ofSeconds(15);
  private static final Duration RESOLVED_KEPT = Duration.ofHours(1);
  private static final int MOST = 100_000;

  private final Map<String, TrackedAlert> alerts = new LinkedHashMap<>();
  private final Map<String, Deque<Instant>> changes = new HashMap<>();
  private final Witnesses witnesses = new Witnesses();

  public void restore(Collection<TrackedAlert> known) {
    for (var alert : known) {
      alerts.put(alert.key(), alert);
      witnesses.hear(alert.key(), alert.alert());
    }
  }

  /// The sources that tell of this alert, first one first.
  public List<SourceId> witnesses(String key) {
    return witnesses.of(key);
  }

  public Collection<TrackedAlert> all() {
    return List.copyOf(alerts.values());
  }

  public Optional<TrackedAlert> get(String key) {
    return Optional.ofNullable(alerts.get(key));
  }

  /// Takes what a source told; the answer holds only those that changed.
  public List<TrackedAlert> apply(Collection<Alert> told, Instant now) {
    var changed = new ArrayList<TrackedAlert>();
    for (var alert : told) apply(alert, now).ifPresent(changed::add);
    return changed;
  }

  private Optional<TrackedAlert> apply(Alert said, Instant now) {
    var key = witnesses.known(said).orElseGet(() -> TrackedAlert.key(said));
    var before = alerts.get(key);
    if (before == null && said.state() == Alert.State.RESOLVED) return Optional.empty();
    if (witnesses.isStale(key, said)) return Optional.empty();
    var alert = witnesses.hear(key, said);
    if (before == null) {
      return keep(
          new TrackedAlert(
              key,
              alert,
              now,
              now,
              alert.isActive() ? 1 : 0,
              false,
              false,
              Optional.empty(),
              Optional.empty()));
    }
    boolean sameState = alert.state() == before.alert().state();
    if (sameState && isToldAgain(before.alert(), alert))
      return keep(again(told(before, alert), now));
    if (sameState
        && saysTheSame(before.alert(), alert)
        && alert.severity() == before.alert().severity()
        && alert.source().equals(before.alert().source())) {
      return Optional.empty();
    }
    return keep(sameState ? told(before, alert) : turned(before, alert, now));
  }

  /// Who tells no ends (its alerts end when they are told) tells again instead.
  private static boolean isToldAgain(Alert before, Alert alert) {
    return alert.isActive()
        && alert.endsAt().isPresent()
        && alert.startsAt().isAfter(before.startsAt());
  }

  private static TrackedAlert again(TrackedAlert alert, Instant now) {
    return new TrackedAlert(
        alert.key(),
        alert.alert(),
        alert.firstSeen(),
        now,
        alert.count() + 1,
        alert.flapping(),
        alert.latched(),
        alert.acknowledgement(),
        alert.incident());
  }

  /// Figures in the text move with every evaluation; they are news only now and then.
  private static boolean saysTheSame(Alert before, Alert alert) {
    if (alert.annotations().equals(before.annotations())) return true;
    boolean soon = Duration.between(before.at(), alert.at()).compareTo(FIGURES_HOLD) < 0;
    return soon && Witnesses.alikeButFigures(before.summary(), alert.summary());
  }

  private static TrackedAlert told(TrackedAlert before, Alert alert) {
    return new TrackedAlert(
        before.key(),
        alert,
        before.firstSeen(),
        before.lastChange(),
        before.count(),
        before.flapping(),
        before.latched(),
        before.acknowledgement(),
        before.incident());
  }

  private TrackedAlert turned(TrackedAlert before, Alert alert, Instant now) {
    boolean fires = alert.isActive() && !before.alert().isActive();
    boolean clears = !alert.isActive() && before.alert().isActive();
    var recent = changes.computeIfAbsent(before.key(), k -> new ArrayDeque<>());
    if (fires || clears) recent.addLast(now);
    boolean unseen =
        clears
            && before.acknowledgement().isEmpty()
            && before.alert().severity() == Severity.CRITICAL;
    return new TrackedAlert(
        before.key(),
        alert,
        before.firstSeen(),
        now,
        before.count() + (fires ? 1 : 0),
        isFlapping(recent, now),
        unseen || (before.latched() && !fires),
        clears ? Optional.empty() : before.acknowledgement(),
        before.incident());
  }

  private static boolean isFlapping(Deque<Instant> recent, Instant now) {
    while (!recent.isEmpty() && recent.getFirst().isBefore(now.minus(FLAP_WINDOW)))
      recent.removeFirst();
    return recent.size() >= FLAP_CHANGES;
  }

  private Optional<TrackedAlert> keep(TrackedAlert alert) {
    alerts.put(alert.key(), alert);
    if (alerts.size() > MOST) alerts.remove(alerts.keySet().iterator().next());
    return Optional.of(alert);
  }

  /// Ends acknowledgements whose time is over and flapping that has calmed, and forgets what
  /// resolved long ago.
  public List<TrackedAlert> tick(Instant now) {
    var changed = new ArrayList<TrackedAlert>();
    for (var alert : List.copyOf(alerts.values())) {
      boolean over =
          alert
              .acknowledgement()
              .flatMap(Acknowledgement::until)
              .filter(until -> !until.isAfter(now))
              .isPresent();
      boolean calmed =
          alert.flapping()
              && !isFlapping(changes.getOrDefault(alert.key(), new ArrayDeque<>()), now);
      if (over || calmed) {
        var next =
            with(
                alert,
                over ? Optional.empty() : alert.acknowledgement(),
                alert.latched(),
                !calmed && alert.flapping(),
                alert.incident());
        keep(next).ifPresent(changed::add);
      }
    }
    alerts.values().removeIf(alert -> isOld(alert, now));
    changes.keySet().retainAll(alerts.keySet());
    witnesses.keepOnly(alerts.keySet());
    return changed;
  }

  private static boolean isOld(TrackedAlert alert, Instant now) {
    return alert.alert().state() == Alert.State.RESOLVED
        && !alert.latched()
        && alert.lastChange().isBefore(now.minus(RESOLVED_KEPT));
  }

  /// A person has these in hand. What is not active any more is left alone.
  public List<TrackedAlert> acknowledge(
      Collection<String> keys,
      Operator by,
      String comment,
      Optional<Duration> length,
      boolean written,
      Instant now) {
    var changed = new ArrayList<TrackedAlert>();
    for (var key : keys) {
      var alert = alerts.get(key);
      if (alert == null || !alert.alert().isActive()) continue;
      var how = written ? Acknowledgement.Written.QUEUED : Acknowledgement.Written.LOCAL;
      var acknowledgement =
          new Acknowledgement(by, now, comment, length.map(now::plus), how, "", "");
      keep(with(alert, Optional.of(acknowledgement), false, alert.flapping(), alert.incident()))
          .ifPresent(changed::add);
    }
    return changed;
  }

  public List<TrackedAlert> unacknowledge(Collection<String> keys) {
    var changed = new ArrayList<TrackedAlert>();
    for (var key : keys) {
      var alert = alerts.get(key);
      if (alert == null || alert.acknowledgement().isEmpty()) continue;
      keep(with(alert, Optional.empty(), alert.latched(), alert.flapping(), alert.incident()))
          .ifPresent(changed::add);
    }
    return changed;
  }

  public List<TrackedAlert> markSeen(Collection<String> keys) {
    var changed = new ArrayList<TrackedAlert>();
    for (var key : keys) {
      var alert = alerts.get(key);
      if (alert == null || !alert.latched()) continue;
      keep(with(alert, alert.acknowledgement(), false, alert.flapping(), alert.incident()))
          .ifPresent(changed::add);
    }
    return changed;
  }

  /// What became of writing an acknowledgement to its source.
  public List<TrackedAlert> written(
      Collection<String> keys, Acknowledgement.Written how, String receipt, String words) {
    var changed = new ArrayList<TrackedAlert>();
    for (var key : keys) {
      var alert = alerts.get(key);
      if (alert == null || alert.acknowledgement().isEmpty()) continue;
      var old = alert.acknowledgement().get();
      var next =
          new Acknowledgement(
              old.by(),
              old.at(),
              old.comment(),
              old.until(),
              how,
              receipt.isEmpty() ? old.receipt() : receipt,
              words);
      if (next.equals(old)) continue;
      keep(with(alert, Optional.of(next), alert.latched(), alert.flapping(), alert.incident()))
          .ifPresent(changed::add);
    }
    return changed;
  }

  /// Which incident an alert belongs to now.
  public Optional<TrackedAlert> assign(String key, IncidentId incident) {
    var alert = alerts.get(key);
    if (alert == null || alert.incident().filter(incident::equals).isPresent())
      return Optional.empty();
    return keep(
        with(
            alert,
            alert.acknowledgement(),
            alert.latched(),
            alert.flapping(),
            Optional.of(incident)));
  }

  /// It is in no incident any more; empty where that is so already.
  public Optional<TrackedAlert> unassign(String key) {
    var alert = alerts.get(key);
    if (alert == null || alert.incident().isEmpty()) return Optional.empty();
    return keep(
        with(alert, alert.acknowledgement(), alert.latched(), alert.flapping(), Optional.empty()));
  }

  private static TrackedAlert with(
      TrackedAlert alert,
      Optional<Acknowledgement> acknowledgement,
      boolean latched,
      boolean flapping,
      Optional<IncidentId> incident) {
    return new TrackedAlert(
        alert.key(),
        alert.alert(),
        alert.firstSeen(),
        alert.lastChange(),
        alert.count(),
        flapping,
        latched,
        acknowledgement,
        incident);
  }
}
