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

/// The messages of a text file, plain or gzip, one a line, in UTF-8. Lines end at `\n` only. Of a
/// line longer than [#LONGEST] bytes the rest is passed over: no one reads further into a message.
final class MessageFile implements Closeable {
  static final int LONGEST = 1 << 16;

  private final InputStream in;
  private byte[] text = new byte[512];
  private long line;

  private MessageFile(InputStream in) {
    this.in = in;
  }

  static MessageFile open(Path file) throws IOException {
    return new MessageFile(Unpacked.open(file));
  }

  /// The number of the line read last; the first is 1.
  long line() {
    return line;
  }

  /// The next message, or null after the last.
  ///
  /// @throws BadInput if the file cannot be read on
  @Nullable String next() throws IOException {
    line++;
    int length = 0;
    int b = read();
    if (b < 0) return null;
    for (; b >= 0 && b != '\n'; b = read()) {
      if (length == LONGEST) continue;
      if (length == text.length) text = Arrays.copyOf(text, 2 * length);
      text[length++] = (byte) b;
    }
    if (length > 0 && text[length - 1] == '\r') length--;
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }

  private int read() throws IOException {
    try {
      return in.read();
    } catch (EOFException | ZipException e) {
      throw new BadInput(line, "the compressed file ends too early or is damaged");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
