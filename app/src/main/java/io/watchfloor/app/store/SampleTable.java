package io.watchfloor.app.store;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// Samples: open blocks in memory and in the journal, sealed ones as rows of 120 samples (or one
/// hour, whichever comes first). One entry of the journal a turn makes every sample durable with
/// its turn, so a source's cursor is exact. The engine thread writes; any thread may read.
final class SampleTable {
  static final int SEAL_AT = 120;
  private static final long LONGEST_MILLIS = 3_600_000;
  private static final int JOURNAL_ROW = 500_000;
  private static final int LEAST_SPAN_MILLIS = 2_000;
  private static final int STAGGER = 64;

  private final SeriesTable series;
  private final Map<Integer, Long> neededFrom = new HashMap<>();
  private final Set<Integer> unjournaled = new HashSet<>();
  private final Journal journal = new Journal();
  private final BlockCodec codec = new BlockCodec();
  private long nextEntry = 1;
  private long late;

  SampleTable(SeriesTable series) {
    this.series = series;
  }

  private record Entry(long number, byte[] body) {}

  /// What one turn's transaction wrote, to be taken over in memory once it is committed.
  record Written(
      Map<SeriesTable.Row, Integer> sealed, Set<Integer> journaled, long entry, long next) {}

  Written write(Handle handle, List<Samples> signals, Instant now) {
    var touched = new LinkedHashMap<SeriesTable.Row, List<Samples>>();
    for (var samples : signals) {
      var row = series.row(samples);
      late += row.open().add(samples.epochMillis(), samples.values());
      touched.computeIfAbsent(row, r -> new ArrayList<>()).add(samples);
    }
    for (int id : unjournaled) series.byNumber(id).ifPresent(row -> touched.put(row, List.of()));
    series.flush(handle);
    for (var row : touched.keySet()) unjournaled.add(row.id());
    return seal(handle, touched, now);
  }

  /// Seals what has had no news for an hour.
  Written sealIdle(Handle handle, Instant now) {
    long before = now.toEpochMilli() - LONGEST_MILLIS;
    var idle = new LinkedHashMap<SeriesTable.Row, List<Samples>>();
    for (var row : series.all())
      if (row.open().size() > 0 && row.open().last() < before) idle.put(row, List.of());
    return seal(handle, idle, now);
  }

  private Written seal(Handle handle, Map<SeriesTable.Row, List<Samples>> touched, Instant now) {
    var blocks = new BlockRows(handle);
    var sealed = new LinkedHashMap<SeriesTable.Row, Integer>();
    long entry = nextEntry;
    for (var turn : touched.entrySet()) {
      var row = turn.getKey();
      int n = seal(row, blocks, now);
      if (n > 0) sealed.put(row, n);
      writeJournal(row, n, turn.getValue());
      if (journal.size() > JOURNAL_ROW) entry = flush(handle, entry);
    }
    blocks.execute();
    series.seen(handle, sealed.keySet(), now);
    if (journal.size() > 0) entry = flush(handle, entry);
    var journaled = new HashSet<Integer>();
    for (var row : touched.keySet()) journaled.add(row.id());
    return new Written(sealed, journaled, nextEntry, entry);
  }

  private long flush(Handle handle, long entry) {
    handle.execute(
        "insert into sample_journal (entry_no, body) values (?, ?)", entry, journal.take());
    return entry + 1;
  }

  /// Packs the oldest samples of a block that is full; answers how many.
  private int seal(SeriesTable.Row row, BlockRows blocks, Instant now) {
    if (!isFull(row, now)) return 0;
    var open = row.open().copy();
    int done = 0, n = open.at().length;
    while (done < n) {
      int end = blockEnd(open.at(), done, now);
      if (end < 0) break;
      blocks.add(row, codec, open, done, end);
      done = end;
    }
    return done;
  }

  /// Neighbours are sealed together, so that their rows share pages.
  private static boolean isFull(SeriesTable.Row row, Instant now) {
    int n = row.open().size();
    if (n == 0) return false;
    int threshold = row.sealedOnce() ? SEAL_AT : SEAL_AT / 2 + (row.id() / STAGGER) % (SEAL_AT / 2);
    long first = row.open().first();
    return (n >= threshold && row.open().last() - first >= LEAST_SPAN_MILLIS)
        || row.open().last() - first >= LONGEST_MILLIS
        || row.open().last() < now.toEpochMilli() - LONGEST_MILLIS;
  }

  /// Where the block that begins at `from` ends, or -1 where it may still grow.
  private static int blockEnd(long[] at, int from, Instant now) {
    int end = from;
    while (end < at.length
        && (end - from < SEAL_AT || at[end] - at[from] < LEAST_SPAN_MILLIS)
        && at[end] - at[from] < LONGEST_MILLIS) end++;
    boolean whole = end < at.length || end - from >= SEAL_AT;
    boolean first = from == 0;
    boolean idle = at[at.length - 1] < now.toEpochMilli() - LONGEST_MILLIS;
    return whole || first || idle ? end : -1;
  }

  private void writeJournal(SeriesTable.Row row, int sealed, List<Samples> news) {
    boolean allOfIt = sealed > 0 || news.isEmpty();
    if (!allOfIt) {
      for (var samples : news) journal.add(row.id(), samples.epochMillis(), samples.values());
      return;
    }
    var open = row.open().copy();
    int rest = open.at().length - sealed;
    if (rest == 0) return;
    var at = Arrays.copyOfRange(open.at(), sealed, open.at().length);
    journal.add(row.id(), at, Arrays.copyOfRange(open.value(), sealed, open.at().length));
  }

  /// After the commit.
  void committed(Written written) {
    nextEntry = written.next;
    for (var entry : written.sealed.entrySet()) {
      entry.getKey().open().drop(entry.getValue());
      entry.getKey().markSealed();
      neededFrom.remove(entry.getKey().id());
    }
    for (int id : written.journaled) {
      unjournaled.remove(id);
      if (series.byNumber(id).map(row -> row.open().size() > 0).orElse(false))
        neededFrom.putIfAbsent(id, written.entry);
    }
  }

  /// After a transaction that came to nothing: what memory holds is written with the next one.
  void rolledBack() {
    journal.clear();
  }

  int sweepJournal(Handle handle) {
    long needed = nextEntry;
    for (long entry : neededFrom.values()) needed = Math.min(needed, entry);
    return handle.execute("delete from sample_journal where entry_no < ?", needed);
  }

  /// Reads what a restart needs: the ends of the sealed blocks, then the journal.
  void recover(Handle handle, Instant now) {
    long since = now.toEpochMilli() - 3 * LONGEST_MILLIS;
    var ends = new HashMap<Integer, BlockRows.Stored>();
    BlockRows.since(handle, since, block -> ends.put(block.series(), block));
    ends.forEach(
        (id, block) ->
            series
                .byNumber(id)
                .ifPresent(
                    row -> {
                      row.markSealed();
                      row.open().sealedUntil(block.lastTime());
                    }));
    try (var entries =
        handle
            .createQuery("select entry_no, body from sample_journal order by entry_no")
            .map((row, context) -> new Entry(row.getLong(1), row.getBytes(2)))
            .stream()) {
      entries.forEach(this::replay);
    }
  }

  private void replay(Entry entry) {
    nextEntry = Math.max(nextEntry, entry.number() + 1);
    Journal.read(
        entry.body(),
        (id, at, value) -> {
          var row = series.byNumber(id);
          if (row.isEmpty()) return;
          row.get().open().add(at, value);
          if (row.get().open().size() > 0) neededFrom.putIfAbsent(id, entry.number());
        });
  }

  /// Every sample of a series in a window, whether packed or not; any thread.
  Series read(Handle handle, SeriesId id, Window window) {
    var row = series.find(id);
    if (row.isEmpty()) return new Series(id, MetricInfo.UNKNOWN, new long[0], new double[0]);
    var open = row.get().open().copy();
    var columns = new Columns(window);
    BlockRows.read(handle, row.get().id(), window, columns::add);
    columns.add(open);
    return columns.series(id, row.get().info());
  }

  /// The last stretch of every series that has one, each at most `most` samples.
  List<Series> recent(Handle handle, Window window, int most) {
    var columns = new TreeMap<Integer, Columns>();
    BlockRows.since(
        handle,
        window.from().toEpochMilli() - LONGEST_MILLIS,
        block -> {
          if (block.lastTime() >= window.from().toEpochMilli())
            columns.computeIfAbsent(block.series(), id -> new Columns(window)).add(block.samples());
        });
    var all = new ArrayList<Series>();
    for (var row : series.all()) {
      var some = columns.getOrDefault(row.id(), new Columns(window));
      some.add(row.open().copy());
      var one = some.series(row.series(), row.info());
      if (!one.isEmpty()) all.add(Columns.newest(one, most));
    }
    return all;
  }

  long unsealed() {
    return series.all().stream().mapToLong(row -> row.open().size()).sum();
  }

  /// Samples that came after their time had been sealed, and were dropped.
  long late() {
    return late;
  }

  Collection<SeriesTable.Row> about(EntityId entity) {
    return series.all().stream().filter(row -> row.entity().equals(entity)).toList();
  }
}
