package io.watchfloor.app.backtest;

import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final SourceOptions told = new SourceOptions();

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
    if ((in == null) != told.isGiven())
      throw new ParameterException(spec.commandLine(), "give either --in DIR or --source NAME");
    return in == null
        ? told.run(spec, (history, series, window) -> judge(history, series, window, chosen))
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

  private int judge(History history, List<SeriesId> series, Window window, Tier chosen)
      throws IOException {
    Files.createDirectories(out);
    try (var work = new LongWork(series.size(), spec.commandLine().getErr())) {
      var judged = new SourceHistory(history, window, chosen).judge(series, out, work);
      spec.commandLine()
          .getOut()
          .printf(
              "%d series, %d rows, %d alert episodes, in %s%n",
              judged.series(), judged.rows(), judged.episodes(), out);
      spec.commandLine().getOut().flush();
      return work.isWhole() ? 0 : 1;
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
