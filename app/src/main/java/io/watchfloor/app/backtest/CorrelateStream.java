package io.watchfloor.app.backtest;

import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Placement;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One stream of alerts through the alert book and the correlator that run live, with a clock that
/// goes by the stream. A notification without an end is over when it was not told again for
/// [#OVER_AFTER], as for any source that tells no ends.
final class CorrelateStream {
  static final Duration OVER_AFTER = Duration.ofSeconds(335);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final Duration SETTLED_AFTER = Duration.ofMinutes(15);

  /// Where a line was put; `at` is when that was decided.
  record Decision(String id, Optional<IncidentId> incident, Instant at) {}

  private record Firing(String key, Instant at) {}

  private final AlertBook alerts = new AlertBook();
  private final Correlator correlator = new Correlator(IncidentId.LIVE, 1, EntityRules.DEFAULT);
  private final Topology topology;
  private final Map<Firing, List<String>> ids = new HashMap<>();
  private final Map<String, Decision> decisions = new LinkedHashMap<>();

  /// Alerts that fire, the one that was not told for the longest time first.
  private final LinkedHashMap<String, Alert> firing = new LinkedHashMap<>();

  private Instant now = Instant.MIN;
  private Instant lastTold = Instant.MIN;

  CorrelateStream(Topology topology) {
    this.topology = topology;
  }

  /// Takes the next line; one that comes late has arrived when the line before it had.
  void take(AlertLine line) {
    var at = line.alert().at();
    if (now.equals(Instant.MIN)) now = at;
    passUntil(at);
    if (at.isAfter(now)) now = at;
    lastTold = now;
    var key = TrackedAlert.key(line.alert());
    decisions.put(line.id(), new Decision(line.id(), Optional.empty(), now));
    ids.computeIfAbsent(new Firing(key, at), k -> new ArrayList<>()).add(line.id());
    firing.remove(key);
    firing.put(key, line.alert());
    correlate(alerts.apply(List.of(line.alert()), now));
  }

  /// Lets the clock run until everything is decided; one decision a line, in their order.
  Collection<Decision> end() {
    if (!lastTold.equals(Instant.MIN)) passUntil(lastTold.plus(SETTLED_AFTER));
    return decisions.values();
  }

  /// When nothing was told for a while, everything is settled and the clock may jump.
  private void passUntil(Instant until) {
    while (now.plus(STEP).isBefore(until)) {
      boolean isSettled = now.isAfter(lastTold.plus(SETTLED_AFTER));
      if (isSettled) return;
      now = now.plus(STEP);
      var changed = new ArrayList<TrackedAlert>(alerts.apply(over(), now));
      changed.addAll(alerts.tick(now));
      correlate(changed);
    }
  }

  private List<Alert> over() {
    var over = new ArrayList<Alert>();
    var oldest = firing.values().iterator();
    while (oldest.hasNext()) {
      var alert = oldest.next();
      if (alert.at().plus(OVER_AFTER).isAfter(now)) break;
      oldest.remove();
      over.add(alert.resolved("not told again", now, now));
    }
    return over;
  }

  private void correlate(List<TrackedAlert> changed) {
    correlator.correlate(new Correlator.Input(changed, List.of(), List.of(), topology), now);
    for (var placement : correlator.placements()) decide(placement);
  }

  private void decide(Placement placed) {
    for (var id : ids.getOrDefault(new Firing(placed.alert(), placed.firedAt()), List.of()))
      decisions.put(id, new Decision(id, placed.incident(), placed.at()));
  }
}
