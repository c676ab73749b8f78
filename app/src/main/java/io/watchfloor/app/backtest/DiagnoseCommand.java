package io.watchfloor.app.backtest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `watchfloor backtest diagnose`: whom the ranking of causes would have named in cases of history.
/// Exit 0 when all was read, 1 when something could not be (the rest is still done).
@Command(
    name = "diagnose",
    mixinStandardHelpOptions = true,
    description = {
      "Ranks the suspects of each case and writes one JSON line a case: case, entities, metrics,"
          + " probabilities, seconds; with changes also the changes to blame, best first.",
      "A case is a folder with case.json, normal.csv.gz, metrics.csv.gz and, where there are,"
          + " topology.csv, traces_normal.csv.gz, traces_incident.csv.gz and logs.csv.gz; or with"
          + " alerts.jsonl, events.jsonl, metrics_long.csv.gz, logs.jsonl.gz and traces.json.gz.",
      "A truth.json is never read."
    })
final class DiagnoseCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = "--in",
      paramLabel = "DIR",
      required = true,
      description = "Folder with one folder a case.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "File to write; its folder is made.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(in))
      throw new ParameterException(spec.commandLine(), "there is no folder " + in + " to read");
    if (Files.isDirectory(out))
      throw new ParameterException(spec.commandLine(), "--out is a folder: name a file");
    var folder = out.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    var work =
        new DiagnoseWork(
            in,
            sentence -> {
              spec.commandLine().getErr().println(sentence);
              spec.commandLine().getErr().flush();
            });
    var lines = work.run();
    Files.write(out, lines);
    spec.commandLine()
        .getOut()
        .println(lines.size() + (lines.size() == 1 ? " case" : " cases") + " diagnosed: " + out);
    spec.commandLine().getOut().flush();
    return work.isClean() ? 0 : 1;
  }
}
