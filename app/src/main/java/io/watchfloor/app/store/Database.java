package io.watchfloor.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.mvstore.MVStoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// The embedded database: one connection that writes, a pool of connections that may only read.
final class Database implements AutoCloseable {
  private static final String OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=32768";
  private static final int READERS = 4;
  private static final AtomicLong MEMORIES = new AtomicLong();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private final Optional<Path> file;
  private final JdbcConnectionPool writers;
  private final JdbcConnectionPool readers;
  private final Jdbi reading;
  private final Handle writer;

  private Database(String url, Optional<Path> file, Instant now) {
    this.file = file;
    var options = file.isPresent() ? OPTIONS : OPTIONS + ";DB_CLOSE_DELAY=-1";
    this.writers = JdbcConnectionPool.create(url + options, "watchfloor", "");
    this.writer = Jdbi.create(writers).open();
    migrate(now);
    writer.execute("create user if not exists reader password ''");
    writer.execute("grant select on schema public to reader");
    this.readers = JdbcConnectionPool.create(url, "reader", "");
    this.readers.setMaxConnections(READERS);
    this.reading = Jdbi.create(readers);
  }

  static Database inMemory(Instant now) {
    return new Database(
        "jdbc:h2:mem:watchfloor-" + MEMORIES.incrementAndGet(), Optional.empty(), now);
  }

  /// @throws StoreDamaged if the file is not what we wrote
  static Database open(Path data, Instant now) {
    var file = data.resolve("watchfloor.mv.db");
    Checksum.verify(file);
    try {
      var name = data.resolve("watchfloor").toAbsolutePath().toString();
      return new Database("jdbc:h2:file:" + name, Optional.of(file), now);
    } catch (RuntimeException e) {
      throw translate(file, e);
    }
  }

  private void migrate(Instant now) {
    var flyway =
        Flyway.configure(Database.class.getClassLoader())
            .dataSource(writers)
            .locations("classpath:db/migration")
            .load();
    if (flyway.info().current() != null && flyway.info().pending().length > 0) backUp(now);
    flyway.migrate();
  }

  private void backUp(Instant now) {
    if (file.isEmpty()) return;
    var zip = file.get().resolveSibling("before-upgrade-" + STAMP.format(now) + ".zip");
    writer.execute("backup to '" + zip.toAbsolutePath().toString().replace("'", "''") + "'");
  }

  Handle writer() {
    return writer;
  }

  <T> T read(Function<Handle, T> question) {
    return reading.withHandle(question::apply);
  }

  /// Returns when everything committed is on the disk.
  void sync() {
    if (file.isPresent()) writer.execute("checkpoint sync");
  }

  long bytes() {
    if (file.isEmpty()) return 0;
    try {
      return Files.size(file.get());
    } catch (IOException e) {
      return 0;
    }
  }

  int connectionsInUse() {
    return readers.getActiveConnections();
  }

  /// Lets go without tidying up: something is wrong with it.
  void abandon() {
    readers.dispose();
    try {
      shutDown("shutdown immediately");
    } catch (StoreFailed e) {
      return;
    } finally {
      writer.close();
      writers.dispose();
    }
  }

  @Override
  public void close() {
    readers.dispose();
    try {
      shutDown("shutdown");
    } finally {
      writer.close();
      writers.dispose();
    }
    file.ifPresent(Checksum::write);
  }

  /// The connection ends with the statement, which Jdbi would take for a failure.
  private void shutDown(String how) {
    try (var statement = writer.getConnection().createStatement()) {
      statement.execute(how);
    } catch (SQLException e) {
      throw new StoreFailed("The data file did not close well: " + e.getMessage(), e);
    }
  }

  /// H2 rounds to microseconds where others cut; cut first, so that both give back the same.
  static Instant micros(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /// Our own exceptions for what a person can do something about.
  static RuntimeException translate(Path file, RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof StoreFailed failed) return failed;
      var message = String.valueOf(cause.getMessage());
      if (message.contains("No space left") || message.contains("not enough space"))
        return new StoreFull(file, e);
      if (cause instanceof MVStoreException || isDamage(cause))
        return message.contains("is locked") || message.contains("already in use")
            ? held(file, e)
            : new StoreDamaged(file, message.lines().findFirst().orElse(""), e);
    }
    return e instanceof JdbiException || e instanceof FlywayException
        ? new StoreFailed("The data in " + file + " can't be used: " + e.getMessage(), e)
        : e;
  }

  private static StoreFailed held(Path file, RuntimeException e) {
    return new StoreFailed(
        "The data file " + file + " is in use by another program. Close that one first.", e);
  }

  private static boolean isDamage(Throwable cause) {
    return cause instanceof SQLException sql
        && switch (sql.getErrorCode()) {
          case ErrorCode.FILE_CORRUPTED_1,
              ErrorCode.IO_EXCEPTION_1,
              ErrorCode.IO_EXCEPTION_2,
              ErrorCode.DATABASE_ALREADY_OPEN_1,
              ErrorCode.FILE_VERSION_ERROR_1,
              ErrorCode.GENERAL_ERROR_1,
              ErrorCode.ERROR_OPENING_DATABASE_1 ->
              true;
          default -> false;
        };
  }
}
