package io.watchfloor.app.store;

import io.watchfloor.app.settings.Settings;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.pipeline.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The store in an embedded H2 database under `<home>/data`, or in memory for a sandbox. One turn
/// is one transaction. A decisive turn is on the disk, with its audit in the database and in the
/// file beside it, when [#commit] returns; what other turns bring is on the disk within a second,
/// as long as somebody calls [#tick]. The engine thread is the only caller, but for [#history].
public final class H2Store implements Store {
  private static final long SYNC_MILLIS = 900;
  private static final long LEAST_FREE_BYTES = 32L << 20;
  private static final Duration SIZE_LASTS = Duration.ofSeconds(5);
  private static final String NEXT_INCIDENT = "next-incident";

  private final Database database;
  private final Optional<Path> data;
  private final @Nullable AuditFile audit;
  private final InstantSource clock;
  private final SeriesTable series = new SeriesTable();
  private final SampleTable samples = new SampleTable(series);
  private final Sweeper sweeper;
  private final H2History history;
  private List<String> problems = List.of();
  private long nextIncident;
  private boolean auditBehind;
  private boolean unsynced;
  private Instant syncedAt = Instant.MIN;
  private @Nullable Size size;
  private Instant sizedAt = Instant.EPOCH;
  private boolean closed;

  private H2Store(
      Database database,
      Optional<Path> data,
      @Nullable AuditFile audit,
      Settings.Retention retention,
      InstantSource clock) {
    this.database = database;
    this.data = data;
    this.audit = audit;
    this.clock = clock;
    this.sweeper = new Sweeper(database, series, samples, retention);
    this.history = new H2History(database, series, samples);
  }

  /// Opens the store of a home, making or upgrading it as needed (a backup of the file comes
  /// first).
  ///
  /// @throws StoreDamaged if its file is not what we wrote
  /// @throws StoreFailed if it can't be used; the message says why and what to do
  public static H2Store open(Path home, Settings.Retention retention, InstantSource clock) {
    var data = home.resolve("data");
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var now = clock.instant();
    var database = Database.open(data, now);
    var audit = AuditFile.open(data, home);
    var store = new H2Store(database, Optional.of(data), audit, retention, clock);
    try {
      store.problems = Reconciler.reconcile(database.writer(), audit);
      store.load(now);
      return store;
    } catch (RuntimeException e) {
      audit.close();
      database.abandon();
      throw Database.translate(data.resolve("watchfloor.mv.db"), e);
    }
  }

  /// A store that had to be opened afresh says so in `notice`.
  public record Opened(H2Store store, Optional<String> notice) {}

  /// Like [#open], but a damaged file is set aside under `data/damaged-…` and a fresh one begun;
  /// the audit goes on from its file.
  public static Opened openOrQuarantine(
      Path home, Settings.Retention retention, InstantSource clock) {
    try {
      return new Opened(open(home, retention, clock), Optional.empty());
    } catch (StoreDamaged damaged) {
      var aside = Quarantine.setAside(home.resolve("data"), clock.instant());
      var notice =
          "The data file was damaged and has been set aside in "
              + aside
              + "; a fresh one was begun. The audit is complete; metrics, alerts and incidents"
              + " from before are in the old file.";
      return new Opened(open(home, retention, clock), Optional.of(notice));
    }
  }

  /// A store that leaves nothing behind.
  public static H2Store inMemory(InstantSource clock) {
    var now = clock.instant();
    var retention = new Settings.Retention(Duration.ofDays(365), Long.MAX_VALUE);
    var store = new H2Store(Database.inMemory(now), Optional.empty(), null, retention, clock);
    store.load(now);
    return store;
  }

  private void load(Instant now) {
    var handle = database.writer();
    series.load(handle);
    samples.recover(handle, now);
    nextIncident =
        state(NEXT_INCIDENT)
            .map(bytes -> Long.parseLong(new String(bytes, StandardCharsets.US_ASCII)))
            .orElse(1L);
  }

  /// From now on keeps this much; any thread.
  public void retention(Settings.Retention wanted) {
    sweeper.retention(wanted);
  }

  /// The read side; any thread.
  public H2History history() {
    return history;
  }

  /// What the start found wrong with the audit and could not mend, in words.
  public List<String> problems() {
    return problems;
  }

  @Override
  public void commit(Facts facts) {
    var now = clock.instant();
    refuseWhenFull();
    catchUpAudit();
    try {
      var written = database.writer().inTransaction(handle -> write(handle, facts, now));
      samples.committed(written);
    } catch (RuntimeException e) {
      forget();
      throw failed(e);
    }
    unsynced = true;
    if (facts.decisive() || !facts.audit().isEmpty()) decide(facts, now);
    else tick(now);
  }

  private SampleTable.Written write(Handle handle, Facts facts, Instant now) {
    var signals = facts.signals();
    var written = samples.write(handle, signals.samples(), now);
    LogTable.write(handle, signals.texts(), facts.findings().templateOfLine());
    LogTable.writeTemplates(handle, facts.findings().templates());
    FactTables.write(handle, facts, now);
    SmallTables.writeFeedback(handle, facts.feedback());
    SmallTables.writeCursors(handle, facts.cursors());
    SmallTables.writeGaps(handle, facts.gaps());
    AuditTable.write(handle, facts.audit());
    countIncidents(handle, facts, now);
    return written;
  }

  private void countIncidents(Handle handle, Facts facts, Instant now) {
    long next = nextIncident;
    for (var incident : facts.incidents()) next = Math.max(next, number(incident.id()) + 1);
    if (next == nextIncident) return;
    nextIncident = next;
    SmallTables.writeState(
        handle, NEXT_INCIDENT, Long.toString(next).getBytes(StandardCharsets.US_ASCII), now);
  }

  private static long number(IncidentId id) {
    var digits = id.text().substring(id.text().lastIndexOf('-') + 1);
    return digits.matches("\\d{1,15}") ? Long.parseLong(digits) : 0;
  }

  /// The database first: an entry that the file lacks after a crash is appended at the next start.
  private void decide(Facts facts, Instant now) {
    try {
      sync(now);
      if (audit == null) return;
      auditBehind = true;
      audit.append(facts.audit());
      auditBehind = false;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  private void catchUpAudit() {
    if (!auditBehind || audit == null) return;
    problems = Reconciler.reconcile(database.writer(), audit);
    auditBehind = false;
  }

  @Override
  public void tick(Instant now) {
    if (!unsynced) return;
    if (syncedAt.equals(Instant.MIN)) syncedAt = now;
    var since = Duration.between(syncedAt, now);
    if (since.isNegative() || since.toMillis() >= SYNC_MILLIS) sync(now);
  }

  private void sync(Instant now) {
    try {
      database.sync();
    } catch (RuntimeException e) {
      throw failed(e);
    }
    unsynced = false;
    syncedAt = now;
  }

  private void refuseWhenFull() {
    if (data.isEmpty()) return;
    try {
      long free = Files.getFileStore(data.get()).getUsableSpace();
      if (free < LEAST_FREE_BYTES) throw new StoreFull(data.get(), free);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget() {
    samples.rolledBack();
    try {
      series.rolledBack(database.writer());
    } catch (RuntimeException e) {
      // The database is gone; the exception that brought us here says so.
      return;
    }
  }

  private RuntimeException failed(RuntimeException e) {
    return Database.translate(data.orElse(Path.of("memory")), e);
  }

  @Override
  public Recovered recover() {
    try {
      return Recovery.read(database.writer(), samples, clock.instant(), nextIncident);
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  @Override
  public void saveState(String name, byte[] state) {
    refuseWhenFull();
    database
        .writer()
        .useTransaction(handle -> SmallTables.writeState(handle, name, state, clock.instant()));
    unsynced = true;
  }

  @Override
  public Optional<byte[]> state(String name) {
    return SmallTables.state(database.writer(), name);
  }

  @Override
  public boolean sweep(Instant now) {
    try {
      boolean more = sweeper.sweep(now);
      unsynced = true;
      return more;
    } catch (RuntimeException e) {
      throw failed(e);
    }
  }

  /// As it was at most a few seconds ago: it is asked for with every snapshot.
  @Override
  public Size size() {
    var now = clock.instant();
    var known = size;
    if (known == null || Duration.between(sizedAt, now).abs().compareTo(SIZE_LASTS) > 0) {
      known = sweeper.size();
      size = known;
      sizedAt = now;
    }
    return known;
  }

  int readersInUse() {
    return database.connectionsInUse();
  }

  int askAsReader(String sql) {
    return database.read(handle -> handle.execute(sql));
  }

  @Override
  public void close() {
    if (closed) return;
    closed = true;
    try {
      database.close();
    } finally {
      if (audit != null) audit.close();
    }
  }
}
