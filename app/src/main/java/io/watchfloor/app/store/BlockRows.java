package io.watchfloor.app.store;

import io.watchfloor.model.signal.Window;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Sealed blocks as rows. The key is hour, series, second: the blocks of one hour stand beside each
/// other (few pages change in a turn, the oldest leave together), and one series' hour is one short
/// range.
final class BlockRows {
  private static final long HOUR_MILLIS = 3_600_000;
  private static final int HOUR_SHIFT = 40;
  private static final int SERIES_SHIFT = 12;
  private static final int SECONDS = 1 << SERIES_SHIFT;
  private static final int ROW_OVERHEAD = 24;

  /// One block as it is stored.
  record Stored(long id, int count, byte[] body) {
    int series() {
      return (int) ((id >>> SERIES_SHIFT) & ((1 << (HOUR_SHIFT - SERIES_SHIFT)) - 1));
    }

    BlockCodec.Block samples() {
      return BlockCodec.decode(hour(id) * HOUR_MILLIS, count, body);
    }

    long lastTime() {
      var at = samples().at();
      return at[at.length - 1];
    }
  }

  private final Handle handle;
  private final PreparedBatch insert;
  private final Map<Long, long[]> hours = new TreeMap<>();
  private final Set<Long> added = new HashSet<>();

  BlockRows(Handle handle) {
    this.handle = handle;
    this.insert =
        handle.prepareBatch("insert into sample_block (block_id, samples, body) values (?, ?, ?)");
  }

  void add(SeriesTable.Row series, BlockCodec codec, BlockCodec.Block open, int from, int to) {
    long hour = Math.floorDiv(open.at()[from], HOUR_MILLIS);
    var body = codec.encode(hour * HOUR_MILLIS, open.at(), open.value(), from, to);
    insert.add(freeKey(hour, series, open.at()[from]), to - from, body);
    var sums = hours.computeIfAbsent(hour, h -> new long[2]);
    sums[0] += to - from;
    sums[1] += body.length + ROW_OVERHEAD;
  }

  /// Two blocks of one series may begin in the same second, one of them told late.
  private long freeKey(long hour, SeriesTable.Row series, long at) {
    long second = Math.floorDiv(at - hour * HOUR_MILLIS, 1000);
    long key = key(hour, series.id(), second);
    if (key <= series.lastKey()) while (added.contains(key) || exists(key)) key++;
    if (series.lastKey() == Long.MAX_VALUE || key > series.lastKey()) series.lastKey(key);
    added.add(key);
    return key;
  }

  private boolean exists(long key) {
    return handle
        .createQuery("select 1 from sample_block where block_id = ?")
        .bind(0, key)
        .mapTo(int.class)
        .findFirst()
        .isPresent();
  }

  void execute() {
    insert.execute();
    for (var entry : hours.entrySet()) {
      var sums = entry.getValue();
      int known =
          handle.execute(
              "update sample_hour set samples = samples + ?, bytes = bytes + ? where hour_no = ?",
              sums[0],
              sums[1],
              entry.getKey());
      if (known == 0)
        handle.execute(
            "insert into sample_hour (hour_no, samples, bytes) values (?, ?, ?)",
            entry.getKey(),
            sums[0],
            sums[1]);
    }
  }

  /// Every block of one series that may reach into a window, oldest first.
  static void read(Handle handle, int series, Window window, Consumer<BlockCodec.Block> into) {
    long first = Math.floorDiv(window.from().toEpochMilli(), HOUR_MILLIS) - 1;
    long last = Math.floorDiv(window.to().toEpochMilli(), HOUR_MILLIS);
    var hours =
        handle
            .createQuery("select hour_no from sample_hour where hour_no between ? and ? order by 1")
            .bind(0, first)
            .bind(1, last)
            .mapTo(long.class)
            .list();
    try (PreparedStatement statement =
        handle
            .getConnection()
            .prepareStatement(
                "select block_id, samples, body from sample_block"
                    + " where block_id between ? and ? order by block_id")) {
      for (long hour : hours) {
        statement.setLong(1, key(hour, series, 0));
        statement.setLong(2, key(hour, series, SECONDS - 1));
        try (var rows = statement.executeQuery()) {
          while (rows.next())
            into.accept(new Stored(rows.getLong(1), rows.getInt(2), rows.getBytes(3)).samples());
        }
      }
    } catch (SQLException e) {
      throw new StoreFailed("Samples can't be read: " + e.getMessage(), e);
    }
  }

  /// Every block that begins since a time, hour by hour; one series' blocks come oldest first.
  static void since(Handle handle, long millis, Consumer<Stored> into) {
    try (PreparedStatement statement =
        handle
            .getConnection()
            .prepareStatement(
                "select block_id, samples, body from sample_block"
                    + " where block_id >= ? order by block_id")) {
      statement.setLong(1, key(Math.max(0, Math.floorDiv(millis, HOUR_MILLIS)), 0, 0));
      statement.setFetchSize(1000);
      try (var rows = statement.executeQuery()) {
        while (rows.next())
          into.accept(new Stored(rows.getLong(1), rows.getInt(2), rows.getBytes(3)));
      }
    } catch (SQLException e) {
      throw new StoreFailed("Samples can't be read: " + e.getMessage(), e);
    }
  }

  /// Deletes up to `most` blocks of the hours before; answers how many.
  static int sweep(Handle handle, long beforeHour, int most) {
    int gone =
        handle.execute(
            "delete from sample_block where block_id in (select block_id from sample_block where"
                + " block_id < ? order by block_id fetch first "
                + most
                + " rows only)",
            key(Math.max(0, beforeHour), 0, 0));
    if (gone < most)
      handle.execute("delete from sample_hour where hour_no < ?", Math.max(0, beforeHour));
    return gone;
  }

  static long hourOf(long millis) {
    return Math.floorDiv(millis, HOUR_MILLIS);
  }

  private static long hour(long key) {
    return key >>> HOUR_SHIFT;
  }

  private static long key(long hour, int series, long second) {
    return hour << HOUR_SHIFT | (long) series << SERIES_SHIFT | second;
  }
}
