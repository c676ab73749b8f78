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

/// `watchfloor backtest sessions`: which sessions of log events are strange. Exit 0 when all was
/// judged, 1 when rows could not be read (the rest is still done).
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description = {
      "Learns from the rows whose split is train, and writes session,score,alert (0 or 1) for every"
          + " row, in the order of the file.",
      "The file is CSV (or .csv.gz) with columns session, split and events (names with spaces"
          + " between, in order). A column named label is never read."
    })
final class SessionsCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--in", paramLabel = "FILE", required = true, description = "File to read.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "CSV",
      required = true,
      description = "File to write; its folder is made.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(in))
      throw new ParameterException(spec.commandLine(), "there is no file " + in + " to read");
    var folder = out.toAbsolutePath().getParent();
    if (folder != null) Files.createDirectories(folder);
    if (Files.exists(out) && Files.isSameFile(in, out))
      throw new ParameterException(spec.commandLine(), "--out must be another file than --in");
    var err = spec.commandLine().getErr();
    try {
      var done = new SessionsFile(in, out, err::println).run();
      err.flush();
      spec.commandLine().getOut().println(done.sentence(out));
      spec.commandLine().getOut().flush();
      return done.bad() == 0 ? 0 : 1;
    } catch (BadInput e) {
      throw new ParameterException(
          spec.commandLine(), in + ": line " + e.line() + ": " + e.what(), e);
    }
  }
}
