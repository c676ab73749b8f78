package io.watchfloor.app.backtest;

import io.watchfloor.model.log.Knowledge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `watchfloor backtest templates`: which templates the miner finds in files of messages. Exit 0
/// when all was read, 1 when something could not be (the rest is still done).
@Command(
    name = "templates",
    mixinStandardHelpOptions = true,
    description = {
      "Reads every X.log (or X.log.gz) of a folder, one message a line, and writes OUT/X.csv with"
          + " LineId (from 1), EventId and EventTemplate.",
      "EventId is decided when the line comes, by the lines before it, and is never taken back."
          + " EventTemplate is the text of that template at the end of the file: it widens as more"
          + " lines are seen, and after a merge it is that of the template merged into."
    })
final class TemplatesCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(names = "--in", paramLabel = "DIR", required = true, description = "Folder to read.")
  @SuppressWarnings("NullAway.Init")
  private Path in;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Folder to write to; it is made.")
  @SuppressWarnings("NullAway.Init")
  private Path out;

  @Option(
      names = "--without",
      paramLabel = "GROUP",
      split = ",",
      description = {
        "Leaves out what the miner knows beforehand, to see what it is worth:"
            + " ${COMPLETION-CANDIDATES}."
      })
  private List<Knowledge> without = List.of();

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(in))
      throw new ParameterException(spec.commandLine(), "there is no folder " + in + " to read");
    var files = files();
    if (files.isEmpty())
      throw new ParameterException(spec.commandLine(), "the folder " + in + " holds no .log file");
    Files.createDirectories(out);
    var known = EnumSet.allOf(Knowledge.class);
    known.removeAll(without);
    int bad = 0;
    long lines = 0, templates = 0;
    for (var file : files)
      try {
        var mined = TemplatesFile.write(file, out.resolve(stem(file) + ".csv"), known);
        lines += mined.lines();
        templates += mined.templates();
      } catch (BadInput e) {
        bad++;
        complain(file + ": line " + e.line() + ": " + e.what() + "; the lines before are written.");
      } catch (IOException e) {
        bad++;
        complain(file + ": " + e + "; it is left out.");
      }
    print(
        spec.commandLine().getOut(),
        "%,d lines of %d files: %,d templates, in %s"
            .formatted(lines, files.size() - bad, templates, out));
    return bad == 0 ? 0 : 1;
  }

  private void complain(String sentence) {
    print(spec.commandLine().getErr(), sentence);
  }

  private static void print(PrintWriter to, String sentence) {
    to.println(sentence);
    to.flush();
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(in)) {
      return all.filter(file -> !stem(file).isEmpty())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// The name without its ending; empty if it is no file of messages.
  private static String stem(Path file) {
    var name = file.getFileName().toString();
    for (var end : List.of(".log", ".log.gz"))
      if (name.toLowerCase(Locale.ROOT).endsWith(end))
        return name.substring(0, name.length() - end.length());
    return "";
  }
}
