package io.watchfloor.app.store;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/// The series we know, each with a number that its blocks carry. All of them are in memory; the
/// engine thread adds, any thread may look.
final class SeriesTable {
  private static final Duration SEEN_EVERY = Duration.ofHours(6);

  /// A known series.
  static final class Row {
    private final int id;
    private final SeriesId series;
    private final OpenBlock open = new OpenBlock();
    private volatile EntityId entity;
    private volatile MetricInfo info;
    private volatile Instant lastAt;
    private boolean stored;
    private boolean sealedOnce;

    /// The greatest key its blocks have; the greatest of all where that is not known.
    private long lastKey = -1;

    Row(int id, SeriesId series, EntityId entity, MetricInfo info, Instant lastAt) {
      this.id = id;
      this.series = series;
      this.entity = entity;
      this.info = info;
      this.lastAt = lastAt;
    }

    int id() {
      return id;
    }

    SeriesId series() {
      return series;
    }

    OpenBlock open() {
      return open;
    }

    EntityId entity() {
      return entity;
    }

    MetricInfo info() {
      return info;
    }

    boolean sealedOnce() {
      return sealedOnce;
    }

    long lastKey() {
      return lastKey;
    }

    void lastKey(long key) {
      lastKey = key;
    }

    void markSealed() {
      sealedOnce = true;
    }
  }

  private final Map<SeriesId, Row> byId = new ConcurrentHashMap<>();
  private final Map<Integer, Row> byNumber = new ConcurrentHashMap<>();
  private final Set<Row> dirty = new LinkedHashSet<>();
  private int nextNumber = 1;

  void load(Handle handle) {
    handle
        .createQuery("select * from series")
        .map(
            (row, context) ->
                known(
                    row.getInt("series_id"),
                    row.getString("source"),
                    row.getString("labels"),
                    new EntityId(row.getString("entity")),
                    new MetricInfo(
                        MetricInfo.Type.valueOf(row.getString("metric_type")),
                        row.getString("unit"),
                        row.getString("help")),
                    row.getObject("last_at", OffsetDateTime.class).toInstant()))
        .list()
        .forEach(row -> row.ifPresent(this::put));
  }

  private Optional<Row> known(
      int number, String source, String labels, EntityId entity, MetricInfo info, Instant lastAt) {
    nextNumber = Math.max(nextNumber, number + 1);
    return Json.read("series", labels, Labels.class)
        .map(
            found -> {
              var id = new SeriesId(new SourceId(source), found);
              var row = new Row(number, id, entity, info, lastAt);
              row.stored = true;
              row.lastKey = Long.MAX_VALUE;
              return row;
            });
  }

  private void put(Row row) {
    byId.put(row.series, row);
    byNumber.put(row.id, row);
  }

  /// The row of a series, made where it is new; written where it is new or means something else
  /// now.
  Row row(Samples samples) {
    var row = byId.get(samples.series());
    if (row == null) {
      row =
          new Row(
              nextNumber++, samples.series(), samples.entity(), samples.info(), samples.received());
      put(row);
    }
    if (row.stored && row.info.equals(samples.info()) && row.entity.equals(samples.entity()))
      return row;
    row.info = samples.info();
    row.entity = samples.entity();
    dirty.add(row);
    return row;
  }

  /// Writes what is new or means something else since the last time.
  void flush(Handle handle) {
    if (dirty.isEmpty()) return;
    var delete = handle.prepareBatch("delete from series where series_id = ?");
    for (var row : dirty) if (row.stored) delete.add(row.id);
    delete.execute();
    var insert =
        handle.prepareBatch(
            "insert into series (series_id, source, labels, entity, metric_type, unit, help,"
                + " last_at) values (?, ?, ?, ?, ?, ?, ?, ?)");
    for (var row : dirty) {
      insert.add(
          row.id,
          row.series.source().name(),
          Json.write(row.series.labels()),
          row.entity.name(),
          row.info.type().name(),
          row.info.unit(),
          row.info.help(),
          Database.micros(row.lastAt));
      row.stored = true;
    }
    insert.execute();
    dirty.clear();
  }

  /// After a transaction that came to nothing: write the new ones again with the next.
  void rolledBack(Handle handle) {
    var stored =
        new HashSet<>(
            handle.createQuery("select series_id from series").mapTo(Integer.class).list());
    dirty.clear();
    for (var row : byNumber.values()) {
      row.stored = stored.contains(row.id);
      if (!row.stored) dirty.add(row);
    }
  }

  /// Notes now and then that a series still brings something.
  void seen(Handle handle, Collection<Row> rows, Instant now) {
    var update = handle.prepareBatch("update series set last_at = ? where series_id = ?");
    for (var row : rows) {
      if (Duration.between(row.lastAt, now).compareTo(SEEN_EVERY) < 0) continue;
      row.lastAt = now;
      update.add(Database.micros(now), row.id);
    }
    update.execute();
  }

  /// Forgets series that brought nothing since; answers how many.
  int sweep(Handle handle, Instant before, int most) {
    var gone = new ArrayList<Row>();
    for (var row : byNumber.values()) {
      if (gone.size() == most) break;
      if (row.lastAt.isBefore(before) && row.open.size() == 0) gone.add(row);
    }
    for (var row : gone) {
      handle.execute("delete from series where series_id = ?", row.id);
      byId.remove(row.series);
      byNumber.remove(row.id);
    }
    return gone.size();
  }

  Optional<Row> find(SeriesId id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<Row> byNumber(int number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  Collection<Row> all() {
    return byNumber.values();
  }
}
