package io.watchfloor.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The length and checksum of the data file as it was closed, kept beside it. H2 itself notices
/// damage to its structure but not to every byte of a row. After a crash there is none, and none is
/// asked for.
final class Checksum {
  private Checksum() {}

  /// @throws StoreDamaged if the file has changed since it was closed
  static void verify(Path file) {
    var note = note(file);
    try {
      if (!Files.exists(note)) return;
      if (!Files.exists(file))
        throw new StoreDamaged(file, "it is missing, though its checksum is there", null);
      var expected = Files.readString(note).strip();
      if (!expected.equals(of(file)))
        throw new StoreDamaged(file, "it has changed since it was closed", null);
      Files.delete(note);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path file) {
    try {
      Files.writeString(note(file), of(file) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path note(Path file) {
    return file.resolveSibling(file.getFileName() + ".crc");
  }

  private static String of(Path file) throws IOException {
    var crc = new CRC32C();
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      var buffer = ByteBuffer.allocateDirect(1 << 16);
      while (channel.read(buffer) >= 0) {
        crc.update(buffer.flip());
        buffer.clear();
      }
      return channel.size() + " " + Long.toHexString(crc.getValue());
    }
  }
}
