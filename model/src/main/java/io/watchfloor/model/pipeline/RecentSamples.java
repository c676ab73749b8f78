package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The last quarter of an hour of every series (at most [#MOST] samples each), in memory. The
/// engine thread owns it.
final class RecentSamples {
  /// Samples kept of one series.
  static final int MOST = 480;

  private static final long KEEP_MILLIS = 15 * 60_000L;
  private static final long FORGET_MILLIS = 60 * 60_000L;

  private final Map<SeriesId, Ring> rings = new HashMap<>();
  private final Map<EntityId, TreeSet<SeriesId>> byEntity = new TreeMap<>();

  /// Takes samples in; the answer holds only those newer than what was known, and is empty where
  /// none is.
  Optional<Samples> take(Samples samples) {
    var id = samples.series();
    var ring = rings.get(id);
    if (ring == null) {
      ring = new Ring(samples.entity(), samples.info());
      rings.put(id, ring);
      if (!samples.entity().isNone())
        byEntity.computeIfAbsent(samples.entity(), e -> new TreeSet<>()).add(id);
    }
    ring.info = samples.info();
    int from = ring.firstNewer(samples.epochMillis());
    if (from == samples.size()) return Optional.empty();
    for (int i = from; i < samples.size(); i++)
      ring.add(samples.epochMillis()[i], samples.values()[i]);
    if (from == 0) return Optional.of(samples);
    return Optional.of(
        new Samples(
            samples.source(),
            samples.entity(),
            samples.labels(),
            samples.info(),
            samples.received(),
            Arrays.copyOfRange(samples.epochMillis(), from, samples.size()),
            Arrays.copyOfRange(samples.values(), from, samples.size())));
  }

  Series series(SeriesId id, Window window) {
    var ring = rings.get(id);
    return ring == null
        ? new Series(id, MetricInfo.UNKNOWN, new long[0], new double[0])
        : ring.read(id, window.from().toEpochMilli(), window.to().toEpochMilli());
  }

  /// NaN where the series is not known any more.
  double newest(SeriesId id) {
    var ring = rings.get(id);
    return ring == null ? Double.NaN : ring.newest();
  }

  MetricInfo info(SeriesId id) {
    var ring = rings.get(id);
    return ring == null ? MetricInfo.UNKNOWN : ring.info;
  }

  EntityId entity(SeriesId id) {
    var ring = rings.get(id);
    return ring == null ? EntityId.NONE : ring.entity;
  }

  Collection<SeriesId> seriesOf(EntityId entity) {
    return Collections.unmodifiableCollection(byEntity.getOrDefault(entity, new TreeSet<>()));
  }

  Collection<EntityId> entities() {
    return Collections.unmodifiableCollection(byEntity.keySet());
  }

  Collection<SeriesId> all() {
    return Collections.unmodifiableCollection(rings.keySet());
  }

  int size() {
    return rings.size();
  }

  /// Drops series that brought nothing for an hour.
  void forget(Instant now) {
    long before = now.toEpochMilli() - FORGET_MILLIS;
    rings
        .entrySet()
        .removeIf(
            entry -> {
              if (entry.getValue().last() >= before) return false;
              var ids = byEntity.get(entry.getValue().entity);
              if (ids != null) {
                ids.remove(entry.getKey());
                if (ids.isEmpty()) byEntity.remove(entry.getValue().entity);
              }
              return true;
            });
  }

  /// A queue in two arrays: full at the end, it slides to the front; it doubles until it holds what
  /// is to be kept.
  private static final class Ring {
    final EntityId entity;
    MetricInfo info;
    private long[] at = new long[16];
    private double[] value = new double[16];
    private int from;
    private int to;

    Ring(EntityId entity, MetricInfo info) {
      this.entity = entity;
      this.info = info;
    }

    long last() {
      return from == to ? Long.MIN_VALUE : at[to - 1];
    }

    double newest() {
      return from == to ? Double.NaN : value[to - 1];
    }

    int firstNewer(long[] times) {
      long last = last();
      int i = 0;
      while (i < times.length && times[i] <= last) i++;
      return i;
    }

    void add(long time, double x) {
      if (time <= last()) return;
      if (to == at.length) makeRoom();
      at[to] = time;
      value[to++] = x;
      while (to - from > MOST || at[from] < time - KEEP_MILLIS) from++;
    }

    private void makeRoom() {
      int size = to - from;
      int room = size > at.length / 2 ? at.length * 2 : at.length;
      var times = room == at.length ? at : new long[room];
      var values = room == at.length ? value : new double[room];
      System.arraycopy(at, from, times, 0, size);
      System.arraycopy(value, from, values, 0, size);
      at = times;
      value = values;
      from = 0;
      to = size;
    }

    Series read(SeriesId id, long first, long end) {
      int a = from;
      while (a < to && at[a] < first) a++;
      int b = to;
      while (b > a && at[b - 1] >= end) b--;
      return new Series(id, info, Arrays.copyOfRange(at, a, b), Arrays.copyOfRange(value, a, b));
    }
  }
}
