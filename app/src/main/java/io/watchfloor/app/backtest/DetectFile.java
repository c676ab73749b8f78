package io.watchfloor.app.backtest;

import io.watchfloor.model.detect.Tier;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// Judges one file and writes its answer: `timestamp,score,alert`, one row a data row. The answer
/// appears under its name only when it is whole.
final class DetectFile {
  private static final int MOST_COMPLAINTS = 5;
  private static final int TELL_EVERY = 4_096;

  /// What became of a file: rows and alert episodes, and what was wrong with it (empty if nothing).
  record Told(
      boolean isWritten, long rows, long episodes, long alertRows, List<String> complaints) {}

  private final Path file;
  private final Path answer;
  private final Tier tier;
  private final LongConsumer progress;
  private final ArrayList<String> complaints = new ArrayList<>();
  private long complained;
  private long rows;
  private long episodes;
  private long alertRows;

  /// `progress` takes how many rows more were done.
  DetectFile(Path file, Path answer, Tier tier, LongConsumer progress) {
    this.file = file;
    this.answer = answer;
    this.tier = tier;
    this.progress = progress;
  }

  /// @throws InterruptedIOException if its thread is interrupted; nothing is left of it then
  Told run() throws IOException {
    var part = answer.resolveSibling(answer.getFileName() + ".part");
    boolean isWritten;
    try {
      isWritten = write(part);
      if (isWritten)
        Files.move(
            part, answer, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    if (complained > complaints.size())
      complaints.add(file + ": " + (complained - complaints.size()) + " more lines like these.");
    return new Told(isWritten, rows, episodes, alertRows, complaints);
  }

  /// False if the file could not be read at all.
  private boolean write(Path part) throws IOException {
    try (var in = SeriesFile.open(file, this::complain);
        var out = Files.newBufferedWriter(part, StandardCharsets.ISO_8859_1)) {
      out.write("timestamp,score,alert\n");
      judge(in, out);
      return true;
    } catch (BadInput e) {
      complain(e.line(), e.what());
      return false;
    }
  }

  private void judge(SeriesFile in, BufferedWriter out) throws IOException {
    var judge = Judge.of(tier, in.metrics());
    boolean wasAlert = false;
    try {
      while (in.next()) {
        judge.take(in.millis(), in.row());
        out.append(in.timeText()).append(',').append(Float.toString((float) judge.score()));
        out.append(judge.isAlert() ? ",1\n" : ",0\n");
        if (judge.isAlert()) alertRows++;
        if (judge.isAlert() && !wasAlert) episodes++;
        wasAlert = judge.isAlert();
        if (++rows % TELL_EVERY == 0) tell(TELL_EVERY);
      }
    } catch (BadInput e) {
      complain(e.line(), e.what() + "; what was read before is judged");
    }
    tell(rows % TELL_EVERY);
  }

  private void tell(long more) throws IOException {
    if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("stopped");
    progress.accept(more);
  }

  private void complain(long line, String what) {
    if (++complained <= MOST_COMPLAINTS)
      complaints.add(file + ": line " + line + ": " + what + ".");
  }
}
