package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every entity's metrics judged together ([Crowd]), and what was found lately. What it finds bears
/// witness and is shown; it opens no incident. Bounded: the entity heard longest ago is forgotten
/// first. The engine thread owns it.
final class GroupWatch {
  private static final int MOST_CROWDS = 1_000;
  private static final int MOST_METRICS = 20_000;
  private static final int MOST_KEPT = 200;
  private static final Duration KEPT = Duration.ofHours(24);

  private record Key(SourceId source, EntityId entity) {}

  private final LinkedHashMap<Key, Crowd> crowds = new LinkedHashMap<>(64, 0.75f, true);
  private final LinkedHashMap<String, GroupFinding> found = new LinkedHashMap<>();
  private int metrics;

  /// Judges what a turn brought.
  void observe(List<Samples> batch, double sensitivity, Instant now) {
    if (batch.isEmpty()) return;
    Map<Key, List<Samples>> parts = new LinkedHashMap<>();
    for (var samples : batch)
      if (isJudged(samples))
        parts
            .computeIfAbsent(new Key(samples.source(), samples.entity()), k -> new ArrayList<>())
            .add(samples);
    var told = new ArrayList<GroupFinding>();
    parts.forEach((key, part) -> take(key, part, sensitivity, told));
    for (var one : told) found.put(one.id(), one);
    forget(now);
  }

  /// Moments, states and what is no quantity have no place in a crowd.
  private static boolean isJudged(Samples samples) {
    if (samples.entity().isNone() || samples.info().type() == MetricInfo.Type.STATE) return false;
    return Meaning.of(samples.labels().metric(), samples.info()) != Meaning.MOMENT;
  }

  private void take(Key key, List<Samples> part, double sensitivity, List<GroupFinding> told) {
    var crowd = crowds.computeIfAbsent(key, k -> new Crowd(k.source(), k.entity()));
    metrics -= crowd.metrics();
    crowd.take(part, sensitivity, told);
    metrics += crowd.metrics();
    while (crowds.size() > 1 && (crowds.size() > MOST_CROWDS || metrics > MOST_METRICS))
      metrics -= crowds.pollFirstEntry().getValue().metrics();
  }

  private void forget(Instant now) {
    var before = now.minus(KEPT);
    found.values().removeIf(one -> one.at().isBefore(before));
    while (found.size() > MOST_KEPT) found.pollFirstEntry();
  }

  /// What was found in the last day, oldest first; open ones as they stand now.
  List<GroupFinding> found() {
    var all = new LinkedHashMap<>(found);
    for (var crowd : crowds.values()) crowd.open().ifPresent(one -> all.replace(one.id(), one));
    return List.copyOf(all.values());
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(crowds.size());
    for (var crowd : crowds.values()) crowd.write(out);
    out.writeInt(found.size());
    for (var one : found.values()) GroupState.write(out, one);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static GroupWatch read(DataInput in) throws IOException {
    var watch = new GroupWatch();
    int count = Texts.count(in, MOST_CROWDS);
    for (int i = 0; i < count; i++) {
      var crowd = Crowd.read(in);
      watch.crowds.put(new Key(crowd.source(), crowd.entity()), crowd);
      watch.metrics += crowd.metrics();
    }
    int findings = Texts.count(in, MOST_KEPT);
    for (int i = 0; i < findings; i++) {
      var one = GroupState.read(in);
      watch.found.put(one.id(), one);
    }
    return watch;
  }
}
