package io.watchfloor.connectors.shell;

import io.watchfloor.connectors.VisibleText;
import io.watchfloor.model.remedy.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Consumer;

/// One of the two outputs of a program, told line by line as it comes. Reads only what is there and
/// so never waits: a grandchild that keeps the pipe open holds nobody up.
final class ProgramOutput {
  private static final int LONGEST_LINE = 2_000;
  private static final int MOST_LINES = 20_000;
  private static final int PIECE = 1 << 13;

  private final InputStream in;
  private final boolean isError;
  private final InstantSource clock;
  private final Consumer<Run.OutputLine> told;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final byte[] piece = new byte[PIECE];
  private int lines;
  private boolean skipped;

  ProgramOutput(
      InputStream in, boolean isError, InstantSource clock, Consumer<Run.OutputLine> told) {
    this.in = in;
    this.isError = isError;
    this.clock = clock;
    this.told = told;
  }

  /// Takes what is there, at most one piece. Whether there was something.
  boolean take() {
    try {
      int size;
      // The process's reaper drains the pipe under the same lock, so what is there stays there.
      synchronized (in) {
        int there = in.available();
        if (there <= 0) return false;
        size = in.read(piece, 0, Math.min(there, PIECE));
      }
      for (int i = 0; i < size; i++) take(piece[i]);
      return size > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void take(byte b) {
    if (b == '\n') {
      tell();
      return;
    }
    // Four bytes a character at most; what is beyond is cut by the visible line anyway.
    if (line.size() < LONGEST_LINE * 4) line.write(b);
  }

  /// Tells the rest that had no line end.
  void finish() {
    for (int i = 0; i < 1 << 10 && take(); i++) continue;
    if (line.size() > 0) tell();
  }

  private void tell() {
    var text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.endsWith("\r")) text = text.substring(0, text.length() - 1);
    lines++;
    if (lines <= MOST_LINES) {
      told.accept(
          new Run.OutputLine(clock.instant(), isError, VisibleText.line(text, LONGEST_LINE)));
    } else if (!skipped) {
      skipped = true;
      told.accept(new Run.OutputLine(clock.instant(), isError, "… more output is not shown"));
    }
  }
}
