package io.watchfloor.app.store;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.pipeline.Store.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Keeps the store within its age and size, a few thousand rows at a time, oldest first. Audit,
/// feedback and what is open are never swept.
final class Sweeper {
  private static final int ROWS = 2_000;
  private static final Duration IDLE_CHECK = Duration.ofMinutes(5);

  private final Database database;
  private final SeriesTable series;
  private final SampleTable samples;
  private volatile Settings.Retention retention;
  private Instant idleCheckedAt = Instant.MIN;

  Sweeper(
      Database database, SeriesTable series, SampleTable samples, Settings.Retention retention) {
    this.database = database;
    this.series = series;
    this.samples = samples;
    this.retention = retention;
  }

  /// From now on keeps this much; any thread.
  void retention(Settings.Retention wanted) {
    retention = wanted;
  }

  /// Answers whether there is more to do.
  boolean sweep(Instant now) {
    sealIdle(now);
    int most =
        database
            .writer()
            .inTransaction(
                handle -> {
                  samples.sweepJournal(handle);
                  return deleteOld(handle, now);
                });
    return most >= ROWS;
  }

  private void sealIdle(Instant now) {
    if (!idleCheckedAt.equals(Instant.MIN)
        && Duration.between(idleCheckedAt, now).abs().compareTo(IDLE_CHECK) < 0) return;
    idleCheckedAt = now;
    try {
      samples.committed(database.writer().inTransaction(handle -> samples.sealIdle(handle, now)));
    } catch (RuntimeException e) {
      samples.rolledBack();
      throw e;
    }
  }

  private int deleteOld(Handle handle, Instant now) {
    var before = now.minus(retention.keep());
    long hour = Math.max(BlockRows.hourOf(before.toEpochMilli()), tooMuch(handle));
    int most = BlockRows.sweep(handle, hour, ROWS);
    for (var table : FactTables.ALL) most = Math.max(most, table.sweep(handle, before, ROWS));
    most = Math.max(most, LogTable.sweep(handle, before, ROWS / 10) * 10);
    most = Math.max(most, series.sweep(handle, before.minus(Duration.ofDays(1)), ROWS));
    handle.execute("delete from gap where to_at < ?", Database.micros(before));
    handle.execute("delete from log_template where last_seen < ?", Database.micros(before));
    return most;
  }

  /// The hour before which samples must go for the rest to fit; logs and facts count against it.
  private long tooMuch(Handle handle) {
    long room = retention.bytes() - logBytes(handle);
    var hours =
        handle
            .createQuery("select hour_no, bytes from sample_hour order by hour_no desc")
            .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
            .list();
    for (var hour : hours) {
      room -= hour[1];
      if (room < 0) return hour[0] + 1;
    }
    return Long.MIN_VALUE;
  }

  private static long logBytes(Handle handle) {
    return handle
        .createQuery("select coalesce(sum(octet_length(body)), 0) from log_block")
        .mapTo(long.class)
        .one();
  }

  Size size() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(samples), 0) as n, min(hour_no) as first from sample_hour")
                .map(
                    (row, context) -> {
                      long first = row.getLong("first");
                      return new Size(
                          database.bytes(),
                          row.getLong("n") + samples.unsealed(),
                          row.wasNull()
                              ? oldestOpen()
                              : Optional.of(Instant.ofEpochSecond(first * 3600)),
                          retention.bytes(),
                          retention.keep());
                    })
                .one());
  }

  private Optional<Instant> oldestOpen() {
    return series.all().stream()
        .map(SeriesTable.Row::open)
        .filter(open -> open.size() > 0)
        .map(OpenBlock::first)
        .min(Long::compare)
        .map(Instant::ofEpochMilli);
  }
}
