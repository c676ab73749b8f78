package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The changes around a live incident: each one shortly before speaks against its entity, and
/// [ChangeJudge] says which of them did it, if any. One of somebody who is well himself is set
/// aside, and so is one too long ago for what happened.
final class Changes {
  private static final Duration BEFORE = Duration.ofMinutes(10);
  private static final Duration AFTER = Duration.ofSeconds(5);

  /// What is gone was taken away by a change at once or by something else.
  private static final Duration CRASH = Duration.ofMinutes(2);

  private static final Duration SLOW_HARM = Duration.ofMinutes(5);
  private static final double FADES_SECONDS = 240;

  /// Evidence enough to call somebody not well.
  private static final double UNWELL = 1;

  private static final double OF_THE_WELL = 0.3;
  private static final double OF_AN_EARLIER_ONE = 0.1;

  private Changes() {}

  static void weigh(Case it) {
    var near = new ArrayList<Change>();
    for (var change : it.file.changes())
      if (it.scope.contains(change.entity()) && !change.at().isBefore(it.onset.minus(BEFORE)))
        near.add(change);
    near.sort(Comparator.comparing(Change::at).reversed());
    for (var change : near) weigh(it, change);
    blame(it, near);
  }

  private static void weigh(Case it, Change change) {
    if (change.at().isAfter(it.onset.plus(AFTER))) {
      long later = Duration.between(it.onset, change.at()).toSeconds();
      it.notToBlame.add(change.text() + " came " + later + " s later");
      return;
    }
    double before = secondsBefore(it, change);
    if (ChangeJudge.isRepair(words(change)) && before > ChangeJudge.REPAIR_HARMS_WITHIN) {
      it.notToBlame.add(change.text() + " put something right, long before");
      return;
    }
    var suspect = it.suspect(change.entity());
    double weight = it.weights.change() * Math.exp(-before / FADES_SECONDS);
    if (!suspect.changes.isEmpty()) weight *= OF_AN_EARLIER_ONE;
    suspect.changes.add(change);
    if (it.own(change.entity()) < UNWELL) {
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
  }

  /// The most suspicious change of each that is not well, if it is suspicious enough.
  private static void blame(Case it, List<Change> near) {
    var byId = new HashMap<String, Change>();
    var candidates = new ArrayList<ChangeJudge.Candidate>();
    for (var change : near) {
      var id = change.source() + " " + change.id();
      byId.put(id, change);
      candidates.add(
          new ChangeJudge.Candidate(
              id,
              change.entity(),
              change.at().toEpochMilli() / 1000.0,
              true,
              change.kind().contains("flag"),
              words(change),
              List.of(),
              ""));
    }
    for (var judged : ChangeJudge.judge(candidates, situation(it))) {
      var change = byId.get(judged.candidate().id());
      if (change == null || !judged.isToBlame() || it.own(change.entity()) < UNWELL) continue;
      var suspect = it.suspect(change.entity());
      var harm = suspect.kind() == FaultKind.DOWN ? CRASH : SLOW_HARM;
      boolean isSoon = secondsBefore(it, change) <= harm.toSeconds();
      if (isSoon && suspect.change.isEmpty()) suspect.change = Optional.of(change);
    }
  }

  private static ChangeJudge.Situation situation(Case it) {
    var symptoms = new StringBuilder();
    for (var alert : it.alerts)
      symptoms.append(alert.alert().name()).append(' ').append(alert.alert().summary()).append(' ');
    return new ChangeJudge.Situation(
        it.topology(),
        ailing(it),
        it.onset.toEpochMilli() / 1000.0,
        AFTER.toSeconds(),
        symptoms.toString());
  }

  private static Map<EntityId, Double> ailing(Case it) {
    var ailing = new TreeMap<EntityId, Double>();
    for (var entity : it.suspects.keySet())
      ailing.put(entity, Math.clamp(it.own(entity) / UNWELL, 0, 1));
    return ailing;
  }

  private static double secondsBefore(Case it, Change change) {
    return Math.max(0, Duration.between(change.at(), it.onset).toMillis() / 1000.0);
  }

  private static String words(Change change) {
    return change.kind() + " " + change.text();
  }
}
