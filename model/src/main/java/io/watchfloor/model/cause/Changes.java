package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Looks for the change that did it: one of the suspect's own, shortly before. A change of somebody
/// who is well himself is set aside, and so is what put an earlier change right.
final class Changes {
  private static final Duration BEFORE = Duration.ofMinutes(10);
  private static final Duration AFTER = Duration.ofSeconds(5);
  private static final Duration REPAIR_HARMS = Duration.ofSeconds(30);

  /// What is gone was taken away by a change at once or by something else.
  private static final Duration CRASH = Duration.ofMinutes(2);

  private static final Duration SLOW_HARM = Duration.ofMinutes(5);
  private static final double FADES_SECONDS = 240;

  /// Evidence enough to call somebody not well.
  private static final double UNWELL = 1;

  private static final double OF_THE_WELL = 0.3;
  private static final double OF_AN_EARLIER_ONE = 0.1;
  private static final List<String> REPAIRS =
      List.of("rollback", "revert", "restore", "renew", "unblock", "back to", "undo");

  private Changes() {}

  static void weigh(Case it) {
    var changes = new ArrayList<>(it.file.changes());
    changes.sort(Comparator.comparing(Change::at).reversed());
    for (var change : changes) weigh(it, change);
  }

  private static void weigh(Case it, Change change) {
    if (!it.scope.contains(change.entity()) || change.at().isBefore(it.onset.minus(BEFORE))) return;
    if (change.at().isAfter(it.onset.plus(AFTER))) {
      long later = Duration.between(it.onset, change.at()).toSeconds();
      it.notToBlame.add(change.text() + " came " + later + " s later");
      return;
    }
    double before = Math.max(0, Duration.between(change.at(), it.onset).toMillis() / 1000.0);
    if (isRepair(change) && before > REPAIR_HARMS.toSeconds()) {
      it.notToBlame.add(change.text() + " put something right, long before");
      return;
    }
    boolean unwell = it.own(change.entity()) >= UNWELL;
    var suspect = it.suspect(change.entity());
    double weight = it.weights.change() * Math.exp(-before / FADES_SECONDS);
    if (!suspect.changes.isEmpty()) weight *= OF_AN_EARLIER_ONE;
    suspect.changes.add(change);
    if (!unwell) {
      weight *= OF_THE_WELL;
      it.notToBlame.add(change.text() + ": " + change.entity() + " itself is well");
    }
    var evidence =
        new Evidence(
            Evidence.Kind.CHANGE,
            change.text() + ", " + (long) before + " s before it began",
            change.at(),
            weight,
            new Ref.ToChange(change.source(), change.id()));
    var kind = FaultKinds.of(change.text() + " " + change.kind());
    if (suspect.of(kind) > 0) suspect.add(kind, evidence);
    else suspect.add(evidence);
    boolean soon = before <= (suspect.kind() == FaultKind.DOWN ? CRASH : SLOW_HARM).toSeconds();
    if (unwell && soon && suspect.change.isEmpty()) suspect.change = Optional.of(change);
  }

  private static boolean isRepair(Change change) {
    var words = (change.kind() + " " + change.text()).toLowerCase(Locale.ROOT);
    return REPAIRS.stream().anyMatch(words::contains);
  }
}
