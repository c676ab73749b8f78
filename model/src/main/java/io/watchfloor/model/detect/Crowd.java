package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The metrics of one entity, as one source tells them, judged together: their samples are put into
/// rows of [#ROW_MILLIS] (the mean of each metric), and each row, once the next has begun, is given
/// to a [GroupDetector]. What comes for a row that is over is too late for it.
final class Crowd {
  static final long ROW_MILLIS = 15_000;

  /// Metrics judged together at most, those that came first.
  static final int MOST = 64;

  private static final int LEAST = 3;
  private static final int FIRST_ROOM = 8;
  private static final int MOST_NAMED = 8;
  private static final int LEAST_NAMED = 2;
  private static final double NAMED_DECADES = 1;
  private static final double MUCH_STRANGER = 1.2;
  private static final long NONE = Long.MIN_VALUE;

  private final SourceId source;
  private final EntityId entity;
  private final Map<SeriesId, Integer> places = new LinkedHashMap<>();
  private GroupDetector detector = Tier.WIDE.group(FIRST_ROOM);
  private GroupVerdict verdict = new GroupVerdict(FIRST_ROOM);
  private double[] sums = new double[FIRST_ROOM];
  private int[] counts = new int[FIRST_ROOM];
  private long openRow = NONE;
  private @Nullable GroupFinding told;

  Crowd(SourceId source, EntityId entity) {
    this.source = source;
    this.entity = entity;
  }

  SourceId source() {
    return source;
  }

  EntityId entity() {
    return entity;
  }

  int metrics() {
    return places.size();
  }

  Optional<GroupFinding> open() {
    return Optional.ofNullable(told);
  }

  /// Takes what a batch brought of this entity, in the order of time; adds what began, changed or
  /// ended.
  void take(List<Samples> batch, double sensitivity, List<GroupFinding> into) {
    var next = new int[batch.size()];
    var place = new int[batch.size()];
    for (int s = 0; s < place.length; s++) place[s] = place(batch.get(s).series());
    while (true) {
      long row = earliest(batch, next, place);
      if (row == NONE) return;
      if (row > openRow) {
        if (openRow != NONE) close(sensitivity, into);
        openRow = row;
      }
      for (int s = 0; s < next.length; s++) next[s] = add(batch.get(s), next[s], place[s]);
    }
  }

  private int place(SeriesId series) {
    var known = places.get(series);
    if (known != null) return known;
    if (places.size() == MOST) return -1;
    int fresh = places.size();
    places.put(series, fresh);
    if (fresh == sums.length) grow();
    return fresh;
  }

  private void grow() {
    int room = sums.length * 2;
    sums = Arrays.copyOf(sums, room);
    counts = Arrays.copyOf(counts, room);
    detector = detector.grown(room);
    verdict = new GroupVerdict(room);
  }

  /// The earliest row of which a sample is left; skips what is too late.
  private long earliest(List<Samples> batch, int[] next, int[] place) {
    long earliest = NONE;
    for (int s = 0; s < next.length; s++) {
      var at = batch.get(s).epochMillis();
      if (place[s] < 0) continue;
      while (next[s] < at.length && Math.floorDiv(at[next[s]], ROW_MILLIS) < openRow) next[s]++;
      if (next[s] == at.length) continue;
      long row = Math.floorDiv(at[next[s]], ROW_MILLIS);
      if (earliest == NONE || row < earliest) earliest = row;
    }
    return earliest;
  }

  /// Adds the samples of the open row from `from` on; the answer is the first one after it.
  private int add(Samples samples, int from, int place) {
    if (place < 0) return samples.size();
    var at = samples.epochMillis();
    int i = from;
    for (; i < at.length && Math.floorDiv(at[i], ROW_MILLIS) == openRow; i++) {
      double value = samples.values()[i];
      if (!GroupMetric.isValue(value)) continue;
      sums[place] += value;
      counts[place]++;
    }
    return i;
  }

  private void close(double sensitivity, List<GroupFinding> into) {
    int seen = 0;
    for (int m = 0; m < sums.length; m++) {
      if (counts[m] > 0) seen++;
      sums[m] = counts[m] == 0 ? Double.NaN : sums[m] / counts[m];
    }
    long at = (openRow + 1) * ROW_MILLIS;
    if (seen >= LEAST) {
      detector.observe(at, sums, sensitivity, verdict);
      tell(Instant.ofEpochMilli(at), into);
    }
    Arrays.fill(sums, 0);
    Arrays.fill(counts, 0);
  }

  private void tell(Instant at, List<GroupFinding> into) {
    if (!verdict.isAlert) {
      if (told != null) into.add(with(told, Optional.of(at), at));
      told = null;
      return;
    }
    var named = named();
    if (told == null) {
      if (named.size() < LEAST_NAMED) return;
      told = begin(at, named);
      into.add(told);
    } else if (verdict.score > told.score() * MUCH_STRANGER && named.size() >= LEAST_NAMED) {
      told =
          new GroupFinding(
              told.id(),
              source,
              entity,
              told.from(),
              Optional.empty(),
              at,
              verdict.score,
              metrics(),
              named);
      into.add(told);
    } else {
      told = with(told, Optional.empty(), at);
    }
  }

  private GroupFinding begin(Instant at, List<GroupFinding.Contribution> named) {
    var from = Instant.ofEpochMilli(verdict.since - ROW_MILLIS);
    long hash = (source.name() + "\n" + entity.name()).hashCode() * 0x9e3779b97f4a7c15L;
    var id = "g-" + Long.toHexString(hash) + "-" + Long.toString(from.toEpochMilli(), 36);
    return new GroupFinding(
        id, source, entity, from, Optional.empty(), at, verdict.score, metrics(), named);
  }

  private static GroupFinding with(GroupFinding one, Optional<Instant> until, Instant at) {
    return new GroupFinding(
        one.id(),
        one.source(),
        one.entity(),
        one.from(),
        until,
        at,
        one.score(),
        one.of(),
        one.metrics());
  }

  private List<GroupFinding.Contribution> named() {
    var ids = List.copyOf(places.keySet());
    var named = new ArrayList<GroupFinding.Contribution>();
    for (int n = 0; n < MOST_NAMED; n++) {
      int m = verdict.contributor(n);
      if (m < 0 || m >= ids.size() || Math.abs(verdict.surprise[m]) < NAMED_DECADES) break;
      named.add(new GroupFinding.Contribution(ids.get(m), verdict.surprise[m]));
    }
    return named;
  }

  void write(DataOutput out) throws IOException {
    Texts.write(out, source.name());
    Texts.write(out, entity.name());
    out.writeInt(places.size());
    for (var id : places.keySet()) Texts.write(out, id);
    var state = detector.state();
    out.writeInt(state.length);
    out.write(state);
    out.writeLong(openRow);
    for (int m = 0; m < sums.length; m++) {
      out.writeDouble(sums[m]);
      out.writeInt(counts[m]);
    }
    out.writeBoolean(told != null);
    if (told != null) GroupState.write(out, told);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  static Crowd read(DataInput in) throws IOException {
    var crowd = new Crowd(new SourceId(Texts.read(in)), new EntityId(Texts.read(in)));
    int count = Texts.count(in, MOST);
    for (int m = 0; m < count; m++) crowd.place(Texts.readSeries(in));
    if (crowd.places.size() != count) throw new IllegalArgumentException("damaged state: a group");
    var state = new byte[Texts.count(in, 1 << 24)];
    in.readFully(state);
    crowd.detector = GroupDetector.restore(state);
    if (crowd.detector.metrics() != crowd.sums.length)
      throw new IllegalArgumentException("damaged state: a group of another size");
    crowd.openRow = in.readLong();
    for (int m = 0; m < crowd.sums.length; m++) {
      crowd.sums[m] = in.readDouble();
      crowd.counts[m] = in.readInt();
    }
    if (in.readBoolean()) crowd.told = GroupState.read(in);
    return crowd;
  }
}
