package io.watchfloor.connectors.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Reads whole lines from a place in one file on. A last line without an end waits, unless the file
/// grows no more. A line longer than 16 KiB is told cut, and marked.
final class Pieces {
  static final int LONGEST_LINE = 16 << 10;
  static final String CUT = " … [cut at 16 KiB]";
  private static final int PIECE = 1 << 20;

  private final Path file;
  private final boolean isWhole;
  private final int budget;
  private final long begun;
  private long offset;
  private boolean isSkipping;
  private long size;

  Pieces(Path file, Mark from, int budget) {
    this.file = file;
    this.isWhole = from.isRest();
    this.budget = budget;
    this.begun = from.offset();
    this.offset = from.offset();
    this.isSkipping = from.isSkipping();
  }

  long offset() {
    return offset;
  }

  boolean isSkipping() {
    return isSkipping;
  }

  int taken() {
    return (int) (offset - begun);
  }

  /// The bytes that did not fit into this pull.
  long left() {
    return taken() + LONGEST_LINE >= budget || isWhole ? size - offset : 0;
  }

  /// The first place after a line's end at or after `from`.
  static long nextLine(Path file, long from) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      in.seek(from);
      var bytes = new byte[LONGEST_LINE];
      int read = in.read(bytes);
      for (int i = 0; i < read; i++) if (bytes[i] == '\n') return from + i + 1;
      return from;
    }
  }

  void read(List<Follower.Line> into) throws IOException {
    try (var in = new RandomAccessFile(file.toFile(), "r")) {
      size = in.length();
      while (offset < size) {
        int room = (int) Math.min(Math.min(PIECE, size - offset), budget - taken());
        if (room <= 0) return;
        var bytes = new byte[room];
        in.seek(offset);
        in.readFully(bytes);
        boolean isEnd = offset + room >= size;
        int used = split(bytes, isEnd && isWhole, into);
        offset += used;
        if (used == 0 || isEnd) return;
      }
    }
  }

  /// How many of `bytes` are done with.
  private int split(byte[] bytes, boolean isLast, List<Follower.Line> into) {
    int begin = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '\n') continue;
      if (!isSkipping) tell(bytes, begin, i, into);
      isSkipping = false;
      begin = i + 1;
    }
    int rest = bytes.length - begin;
    if (isSkipping) return bytes.length;
    if (rest > 0 && isLast) {
      tell(bytes, begin, bytes.length, into);
      return bytes.length;
    }
    if (rest <= LONGEST_LINE) return begin;
    tell(bytes, begin, bytes.length, into);
    isSkipping = true;
    return bytes.length;
  }

  private void tell(byte[] bytes, int from, int to, List<Follower.Line> into) {
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    boolean isCut = end - from > LONGEST_LINE;
    var text = new String(bytes, from, Math.min(end - from, LONGEST_LINE), StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) text = text.substring(1);
    if (text.isBlank()) return;
    into.add(new Follower.Line(file, offset + from, isCut ? text + CUT : text));
  }
}
