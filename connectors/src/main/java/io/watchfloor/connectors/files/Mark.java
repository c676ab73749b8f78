package io.watchfloor.connectors.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// How far a file has been read, and how to know it again: by the file system's own key (empty
/// where it has none) and by a hash of its first `headLength` bytes, since keys are used again.
/// `isRest` marks a file that was rotated away and is read to its end only. `isSkipping` is inside
/// a line whose beginning was already told, cut.
record Mark(
    String path,
    String key,
    int headLength,
    long head,
    long offset,
    boolean isRest,
    boolean isSkipping) {
  private static final int HEAD = 256;
  private static final int SURE = 32;

  static Mark at(Path path, long offset) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    int length = (int) Math.min(HEAD, attributes.size());
    return new Mark(
        path.toString(), key(attributes), length, head(path, length), offset, false, false);
  }

  private static String key(BasicFileAttributes attributes) {
    var key = attributes.fileKey();
    return key == null ? "" : key.toString();
  }

  private static long head(Path path, int length) throws IOException {
    try (var file = new RandomAccessFile(path.toFile(), "r")) {
      long hash = 0xcbf29ce484222325L;
      for (int i = 0; i < length; i++) hash = (hash ^ file.read()) * 0x100000001b3L;
      return hash;
    }
  }

  /// Whether `file` is the one that was read, still in place or under another name.
  boolean isOf(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return key.equals(key(attributes))
        && (!key.isEmpty() || headLength >= SURE)
        && continuesIn(file, attributes.size());
  }

  /// Whether `file` is a copy of the one that was read (as made before it is truncated).
  boolean isCopiedTo(Path file) throws IOException {
    return headLength >= SURE && continuesIn(file, Files.size(file));
  }

  private boolean continuesIn(Path file, long size) throws IOException {
    return size >= offset && size >= headLength && head == head(file, headLength);
  }

  Mark moved(Path to, boolean rest) {
    return new Mark(to.toString(), key, headLength, head, offset, rest, isSkipping);
  }

  /// This mark further on, with the longer head that the file has by now.
  Mark advanced(long to, boolean skipping) throws IOException {
    var path = Path.of(this.path);
    int length = (int) Math.min(HEAD, Math.max(headLength, Files.size(path)));
    long hash = length == headLength ? head : head(path, length);
    return new Mark(this.path, key, length, hash, to, isRest, skipping);
  }
}
