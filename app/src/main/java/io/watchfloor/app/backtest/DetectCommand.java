package io.watchfloor.app.backtest;

import io.watchfloor.app.settings.Home;
import io.watchfloor.app.settings.HomeLock;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.store.H2Store;
import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `watchfloor backtest detect`: what the detectors would have said about files of history. Exit 0
/// when all was judged, 1 when something could not be read (the rest is still done).
@Command(
    name = "detect",
    mixinStandardHelpOptions = true,
    description = {
      "Judges every series of a folder as if it arrived now, and writes a score and an alert for"
          + " each row.",
      "The folder holds CSV files (or .csv.gz) that start with a line like timestamp,value or"
          + " timestamp,cpu,memory,disk; several columns are judged together as one entity. If it"
          + " holds a manifest.csv, its column file says which files to take.",
      "A column named label is never read."
    })
final class DetectCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--in", paramLabel = "DIR", description = "Folder to read.")
  private @Nullable Path in;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Instead of a folder: judge what this source has told, from the home's store.")
  private @Nullable String source;

  @Option(names = "--from", paramLabel = "TIME", description = "With --source: from this moment.")
  private @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "With --source: up to this moment.")
  private @Nullable String to;

  @Option(names = "--home", paramLabel = "DIR", description = "With --source: the home to read.")
  private @Nullable Path home;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to; it is made.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--tier",
      paramLabel = "deep|wide",
      defaultValue = "deep",
      description =
          "deep: as for series on the screen; wide: as for all others (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init")
  private String tier;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var chosen = tier();
    if ((in == null) == (source == null))
      throw new ParameterException(spec.commandLine(), "give either --in DIR or --source NAME");
    return in == null
        ? judgeSource(Objects.requireNonNull(source), chosen)
        : judgeFolder(in, chosen);
  }

  private int judgeFolder(Path in, Tier chosen) throws IOException, InterruptedException {
    if (!Files.isDirectory(in))
      throw new ParameterException(spec.commandLine(), "there is no folder " + in + " to read");
    if (Files.isDirectory(out) && Files.isSameFile(in, out))
      throw new ParameterException(
          spec.commandLine(),
          "--out must be another folder than --in: an answer would replace what it answers");
    Files.createDirectories(out);
    var work = new DetectWork(chosen, out, spec.commandLine().getErr());
    var inputs = Inputs.of(in, out, work::complain);
    var total = work.run(inputs);
    spec.commandLine().getOut().println(total.sentence(chosen, out));
    spec.commandLine().getOut().flush();
    return total.isClean() ? 0 : 1;
  }

  private int judgeSource(String name, Tier chosen) throws IOException {
    var window = window();
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
      var past = new SourceHistory(store.history(), window, chosen);
      var series = past.series(new SourceId(name));
      if (series.isEmpty())
        throw new IOException("the store holds no series of a source '" + name + "'");
      Files.createDirectories(out);
      var judged = past.judge(series, out);
      spec.commandLine()
          .getOut()
          .printf(
              "%d series, %d rows, %d alert episodes, in %s%n",
              judged.series(), judged.rows(), judged.episodes(), out);
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private Window window() {
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

  private Tier tier() {
    try {
      return Tier.valueOf(tier.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--tier is deep or wide, not '" + tier + "'", e);
    }
  }
}
