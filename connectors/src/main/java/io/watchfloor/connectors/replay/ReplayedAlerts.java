package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Recording.RecordedAlert;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The alerts of a recording as they were told. Where the recording jumps, what was told before and
/// is over at the new place is resolved there, and what began in the part that was skipped is never
/// told.
final class ReplayedAlerts {
  private final Player player;
  private final EntityRules rules;
  private final SourceId source;
  private final Map<String, RecordedAlert> told = new HashMap<>();

  ReplayedAlerts(Player player, EntityRules rules, SourceId source) {
    this.player = player;
    this.rules = rules;
    this.source = source;
  }

  List<Alert> in(Window window) {
    var alerts = new ArrayList<Alert>();
    var cuts = player.cuts();
    for (int i = 0; i < cuts.size(); i++) {
      var cut = cuts.get(i);
      var until = i + 1 < cuts.size() ? cuts.get(i + 1).at() : window.to();
      if (window.to().isBefore(until)) until = window.to();
      if (!cut.at().isBefore(until)) break;
      if (i > 0) resolveWhatIsOver(cut, window, alerts);
      for (var line : player.recording().alerts()) {
        if (line.time().isBefore(cut.place()) || !line.time().isBefore(until.minus(cut.shift())))
          continue;
        if (line.isResolved() && !told.containsKey(line.fingerprint())) continue;
        if (line.isResolved()) told.remove(line.fingerprint());
        else told.put(line.fingerprint(), line);
        addIfNew(line, line.time().plus(cut.shift()), cut.shift(), window, alerts);
      }
    }
    return alerts;
  }

  private void resolveWhatIsOver(Player.Cut cut, Window window, List<Alert> into) {
    var active = new HashSet<String>();
    for (var line : player.recording().alerts()) {
      if (!line.time().isBefore(cut.place())) break;
      if (line.isResolved()) active.remove(line.fingerprint());
      else active.add(line.fingerprint());
    }
    for (var line : List.copyOf(told.values())) {
      if (active.contains(line.fingerprint())) continue;
      told.remove(line.fingerprint());
      var over =
          new RecordedAlert(
              line.time(),
              "resolved",
              line.fingerprint(),
              line.labels(),
              line.annotations(),
              line.startsAt());
      addIfNew(over, cut.at(), cut.shift(), window, into);
    }
  }

  private void addIfNew(
      RecordedAlert line, Instant at, Duration shift, Window window, List<Alert> into) {
    if (!window.contains(at)) return;
    var state =
        switch (line.change()) {
          case "resolved" -> Alert.State.RESOLVED;
          case "suppressed" -> Alert.State.SUPPRESSED;
          default -> Alert.State.FIRING;
        };
    into.add(
        new Alert(
            source,
            line.fingerprint(),
            rules.entity(line.labels()),
            line.labels(),
            line.annotations(),
            Severity.ofWord(line.labels().value("severity")),
            state,
            line.change(),
            line.startsAt().plus(shift),
            line.isResolved() ? Optional.of(at) : Optional.empty(),
            at,
            window.to()));
  }
}
