package io.watchfloor.app.backtest;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// The lines of a text file, plain or gzip (told by its first bytes, not by its name), one at a
/// time. Bytes become characters one to one, so that what is written back is what was read.
final class RowFile implements Closeable {
  /// A longer line is no row of numbers.
  static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final byte[] buffer = new byte[1 << 16];
  private int next;
  private int end;
  private long line;
  private byte[] text = new byte[256];

  private RowFile(InputStream in) {
    this.in = in;
  }

  static RowFile open(Path file) throws IOException {
    return new RowFile(Unpacked.open(file));
  }

  /// The number of the line that was read last; the first is 1.
  long line() {
    return line;
  }

  /// The next line without its end, or null after the last.
  ///
  /// @throws BadInput if the file cannot be read on
  @Nullable String next() throws IOException {
    int length = 0;
    line++;
    while (true) {
      if (next == end && !fill()) {
        if (length == 0) return null;
        break;
      }
      byte b = buffer[next++];
      if (b == '\n') break;
      if (length == LONGEST_LINE)
        throw new BadInput(line, "the line is longer than " + LONGEST_LINE + " bytes");
      if (length == text.length) text = Arrays.copyOf(text, 2 * length);
      text[length++] = b;
    }
    if (length > 0 && text[length - 1] == '\r') length--;
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  private boolean fill() throws IOException {
    try {
      end = Math.max(0, in.read(buffer));
    } catch (EOFException | ZipException e) {
      throw new BadInput(line, "the compressed file ends too early or is damaged");
    }
    next = 0;
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
