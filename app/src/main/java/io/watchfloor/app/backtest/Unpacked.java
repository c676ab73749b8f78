package io.watchfloor.app.backtest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A file as it is or, where its first bytes say gzip, unpacked: its name means nothing.
final class Unpacked {
  private static final int BUFFER = 1 << 16;
  private static final int GZIP_MAGIC = 0x1f8b;

  private Unpacked() {}

  static InputStream open(Path file) throws IOException {
    var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      raw.mark(2);
      boolean isGzip = (raw.read() << 8 | raw.read()) == GZIP_MAGIC;
      raw.reset();
      return isGzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER), BUFFER) : raw;
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }
}
