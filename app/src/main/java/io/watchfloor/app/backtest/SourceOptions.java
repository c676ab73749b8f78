package io.watchfloor.app.backtest;

import io.watchfloor.app.settings.Home;
import io.watchfloor.app.settings.HomeLock;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.store.H2Store;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of a command that takes what a source has told, from a home's store.
final class SourceOptions {
  private static final int MOST_SERIES = 100_000;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Instead of --in: take what this source has told, from the home's store.")
  @Nullable String source;

  @Option(names = "--from", paramLabel = "TIME", description = "With --source: from this moment.")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "With --source: up to this moment.")
  @Nullable String to;

  @Option(names = "--home", paramLabel = "DIR", description = "With --source: the home to read.")
  @Nullable Path home;

  /// What is done with the source's series.
  interface Work {
    int on(History history, List<SeriesId> series, Window window)
        throws IOException, InterruptedException;
  }

  boolean isGiven() {
    return source != null;
  }

  /// Opens the home, which nobody else may have open, and does the work on the source's series.
  int run(CommandSpec spec, Work work) throws IOException, InterruptedException {
    var window = window(spec);
    var place = Home.of(Optional.ofNullable(home));
    if (!Files.isDirectory(place.root().resolve("data")))
      throw new ParameterException(
          spec.commandLine(), place.root() + " holds no history; choose a home with --home");
    var clock = InstantSource.system();
    var lock = HomeLock.take(place, clock.instant());
    if (lock.isEmpty())
      throw new IOException(
          place.root() + " is in use by " + HomeLock.holder(place) + ". Close that one first.");
    var forever = new Settings.Retention(Duration.ofDays(36_500), Long.MAX_VALUE);
    try (var _ = lock.get();
        var store = H2Store.open(place.root(), forever, clock)) {
      var id = new SourceId(String.valueOf(source));
      var series =
          store.history().find("", MOST_SERIES).stream()
              .filter(one -> one.source().equals(id))
              .toList();
      if (series.isEmpty())
        throw new IOException("the store holds no series of a source '" + source + "'");
      return work.on(store.history(), series, window);
    }
  }

  private Window window(CommandSpec spec) {
    if (from == null || to == null)
      throw new ParameterException(spec.commandLine(), "--source needs --from TIME and --to TIME");
    try {
      return new Window(
          Instant.ofEpochMilli(Moments.millis(from)), Instant.ofEpochMilli(Moments.millis(to)));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--from and --to are moments such as 2026-11-25T14:00:00Z, the first one earlier",
          e);
    }
  }
}
