package io.watchfloor.app.backtest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/// `watchfloor backtest correlate`: which incidents the alerts of each stream would have made. Exit
/// 0 when all was read, 1 when something could not be (the rest is still done).
@Command(
    name = "correlate",
    mixinStandardHelpOptions = true,
    description = {
      "Folds each stream of alerts into incidents as if they arrived now.",
      "A stream is a folder that holds alerts.jsonl (one object a line: id, ts in seconds, source,"
          + " alertname, system, entity, family, metric, severity, summary) and, where it is known,"
          + " topology.csv (from,to: the caller first). Nothing else is read.",
      "For the folder S, S.jsonl gets one line an alert: id, incident (null: in none),"
          + " assigned_at."
    })
final class CorrelateCommand implements Callable<Integer> {
  private static final String ALERTS = "alerts.jsonl";
  private static final String CALLS = "topology.csv";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Option(names = "--in", paramLabel = "DIR", required = true, description = "Folder of streams.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to; it is made.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private int complaints;
  private int alerts;

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(in))
      throw new ParameterException(spec.commandLine(), "there is no folder " + in + " to read");
    Files.createDirectories(out);
    var streams = streams();
    if (streams.isEmpty())
      throw new ParameterException(
          spec.commandLine(), "no folder in " + in + " holds a file " + ALERTS);
    for (var stream : streams) {
      try {
        correlate(stream, out.resolve(stream.getFileName() + ".jsonl"));
      } catch (IOException e) {
        complain(stream + ": " + e.getMessage());
      }
    }
    var told = spec.commandLine().getOut();
    told.printf("%d streams, %d alerts, in %s%n", streams.size(), alerts, out);
    told.flush();
    return complaints == 0 ? 0 : 1;
  }

  private List<Path> streams() throws IOException {
    try (var all = Files.list(in)) {
      return all.filter(folder -> Files.isRegularFile(folder.resolve(ALERTS))).sorted().toList();
    }
  }

  private void complain(String sentence) {
    complaints++;
    spec.commandLine().getErr().println("watchfloor: " + sentence);
    spec.commandLine().getErr().flush();
  }

  private void correlate(Path folder, Path answer) throws IOException {
    var topology = CallsFile.read(folder.resolve(CALLS), this::complain);
    var stream = new CorrelateStream(topology);
    read(folder.resolve(ALERTS), stream);
    try (var rows = Files.newBufferedWriter(answer)) {
      for (var decision : stream.end()) write(decision, rows);
    }
  }

  private void read(Path file, CorrelateStream stream) throws IOException {
    try (var lines = RowFile.open(file)) {
      for (var line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) continue;
        var text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        try {
          stream.take(AlertLine.parse(text));
          alerts++;
        } catch (IllegalArgumentException e) {
          complain(file + ": line " + lines.line() + ": " + e.getMessage() + "; left out.");
        }
      }
    } catch (BadInput e) {
      complain(file + ": line " + e.line() + ": " + e.what() + "; the rest is left out.");
    }
  }

  private static void write(CorrelateStream.Decision decision, BufferedWriter rows)
      throws IOException {
    var incident = decision.incident().map(id -> JSON.writeValueAsString(id.text())).orElse("null");
    rows.write(
        "{\"id\":"
            + JSON.writeValueAsString(decision.id())
            + ",\"incident\":"
            + incident
            + ",\"assigned_at\":"
            + decision.at().toEpochMilli() / 1000.0
            + "}\n");
  }
}
