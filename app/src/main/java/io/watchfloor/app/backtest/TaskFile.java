package io.watchfloor.app.backtest;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers a file of tasks, one a line (`.gz` or not), and writes the answers in the file's order.
/// Lines are read a batch at a time and answered on all cores; what one line gives does not depend
/// on any other. A line that can't be answered is told with file and line, and the rest goes on.
final class TaskFile {
  private static final int BATCH = 64;
  private static final int MOST_LINE = 64 * 1024 * 1024;

  /// What came of a file: lines answered, lines that could not be read, and lines whose history was
  /// too short to say anything.
  record Summary(int answered, int wrong, int tooShort) {
    int exitCode() {
      return wrong == 0 ? 0 : 1;
    }

    String sentence(String what, Path out) {
      return answered
          + " "
          + what
          + " answered, "
          + tooShort
          + " without enough history, "
          + wrong
          + " lines unreadable: "
          + out;
    }
  }

  /// The rows of one task; empty when its history does not suffice.
  interface Answerer extends Function<Task, String> {}

  private record Line(int number, String text) {}

  private record Answer(int line, String rows, @Nullable String wrong) {}

  private final Path in;
  private final PrintWriter errors;
  private int answered;
  private int wrong;
  private int tooShort;

  TaskFile(Path in, PrintWriter errors) {
    this.in = in;
    this.errors = errors;
  }

  /// @throws IOException where a file can't be read or written, naming it
  Summary answer(Path out, String header, Answerer answerer) throws IOException {
    var parent = out.toAbsolutePath().getParent();
    if (parent != null) Files.createDirectories(parent);
    try (var lines = open();
        var rows = Files.newBufferedWriter(out)) {
      rows.write(header + "\n");
      var batch = new ArrayList<Line>(BATCH);
      int number = 0;
      for (var line = readLine(lines); line != null; line = readLine(lines)) {
        number++;
        if (!line.isBlank()) batch.add(new Line(number, line));
        if (batch.size() == BATCH) write(batch, answerer, rows);
      }
      write(batch, answerer, rows);
    }
    errors.flush();
    return new Summary(answered, wrong, tooShort);
  }

  private BufferedReader open() throws IOException {
    return new BufferedReader(
        new InputStreamReader(Unpacked.open(in), StandardCharsets.UTF_8), 1 << 16);
  }

  /// The next line; what a cut-off gzip stream still held counts as its last.
  private @Nullable String readLine(BufferedReader lines) throws IOException {
    var line = new StringBuilder();
    boolean isTooLong = false;
    try {
      for (int c = lines.read(); c != '\n'; c = lines.read()) {
        if (c < 0) return line.isEmpty() ? null : line.toString();
        isTooLong |= line.length() >= MOST_LINE;
        if (!isTooLong) line.append((char) c);
      }
    } catch (java.io.EOFException cutShort) {
      errors.println(in + ": the gzip file is cut short; what came before is answered");
      wrong++;
      return null;
    }
    return isTooLong ? "(longer than " + MOST_LINE + " characters)" : line.toString();
  }

  private void write(List<Line> batch, Answerer answerer, BufferedWriter rows) throws IOException {
    var answers = batch.parallelStream().map(line -> answer(line, answerer)).toList();
    batch.clear();
    for (var answer : answers) {
      if (answer.wrong() != null) {
        wrong++;
        errors.println(in + ", line " + answer.line() + ": " + answer.wrong() + "; left out");
      } else if (answer.rows().isEmpty()) {
        tooShort++;
        errors.println(in + ", line " + answer.line() + ": not enough history to say anything");
      } else {
        answered++;
        rows.write(answer.rows());
      }
    }
  }

  private static Answer answer(Line line, Answerer answerer) {
    try {
      return new Answer(line.number(), answerer.apply(TaskParser.parse(line.text())), null);
    } catch (IllegalArgumentException unreadable) {
      return new Answer(line.number(), "", String.valueOf(unreadable.getMessage()));
    }
  }

  /// A text as one field of a CSV row.
  static String field(String text) {
    boolean isPlain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
