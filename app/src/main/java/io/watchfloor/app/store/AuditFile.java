package io.watchfloor.app.store;

import io.watchfloor.model.audit.AuditEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/// The audit as append-only text beside the database, one JSON object a line, and its anchor
/// outside the data folder: a line `seq hash` for every last entry, so that a tail cut from both is
/// noticed. Who can write all three can still forge all three; keep a copy of the anchor elsewhere
/// against that.
public final class AuditFile implements AutoCloseable {
  public static final String NAME = "audit.ndjson";
  public static final String ANCHOR = "audit.head";

  /// One line of the anchor.
  public record Anchor(long seq, String hash) {}

  /// What a file holds: the entries that can be read, and what is wrong with the others.
  public record Contents(List<AuditEntry> entries, List<Anchor> anchors, List<String> problems) {}

  private final Path file;
  private final Path anchor;
  private final FileChannel entries;
  private final FileChannel heads;

  private AuditFile(Path file, Path anchor) throws IOException {
    this.file = file;
    this.anchor = anchor;
    this.entries = open(file);
    this.heads = open(anchor);
  }

  static AuditFile open(Path data, Path home) {
    try {
      return new AuditFile(data.resolve(NAME), home.resolve(ANCHOR));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    var channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.position(channel.size());
    return channel;
  }

  /// Appends and syncs; where that fails nothing of it stays.
  void append(List<AuditEntry> added) {
    if (added.isEmpty()) return;
    var text = new StringBuilder();
    for (var entry : added) text.append(Json.write(entry)).append('\n');
    var last = added.getLast();
    write(entries, file, text.toString());
    write(heads, anchor, last.seq() + " " + last.hash() + "\n");
  }

  private static void write(FileChannel channel, Path path, String text) {
    long before = -1;
    try {
      before = channel.position();
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) channel.write(bytes);
      channel.force(false);
    } catch (IOException e) {
      cutBack(channel, before);
      throw new StoreFailed("The audit " + path + " can't be written: " + e.getMessage(), e);
    }
  }

  private static void cutBack(FileChannel channel, long size) {
    try {
      if (size < 0) return;
      channel.truncate(size);
      channel.position(size);
    } catch (IOException e) {
      // The next start cuts what is incomplete.
      return;
    }
  }

  /// Reads the audit of a home, without changing anything.
  public static Contents read(Path home) {
    return read(home.resolve("data").resolve(NAME), home.resolve(ANCHOR));
  }

  Contents contents() {
    return read(file, anchor);
  }

  private static Contents read(Path file, Path anchor) {
    var entries = new ArrayList<AuditEntry>();
    var anchors = new ArrayList<Anchor>();
    var problems = new ArrayList<String>();
    int number = 0;
    for (var line : lines(file)) {
      number++;
      try {
        entries.add(Json.MAPPER.readValue(line, AuditEntry.class));
      } catch (JacksonException | IllegalArgumentException e) {
        problems.add(file + ", line " + number + ": not an entry of the audit");
      }
    }
    number = 0;
    for (var line : lines(anchor)) {
      number++;
      var words = line.split(" ", 2);
      try {
        anchors.add(new Anchor(Long.parseLong(words[0]), words[1]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
        problems.add(anchor + ", line " + number + ": not a number and a hash");
      }
    }
    for (var head : anchors)
      if (!agrees(entries, head))
        problems.add(
            file
                + ": entry "
                + head.seq()
                + " is not the one that "
                + anchor
                + " remembers; the audit was cut or replaced");
    return new Contents(List.copyOf(entries), List.copyOf(anchors), List.copyOf(problems));
  }

  private static boolean agrees(List<AuditEntry> entries, Anchor head) {
    if (entries.isEmpty()) return false;
    long index = head.seq() - entries.getFirst().seq();
    return index >= 0
        && index < entries.size()
        && entries.get((int) index).seq() == head.seq()
        && entries.get((int) index).hash().equals(head.hash());
  }

  private static List<String> lines(Path path) {
    try {
      if (!Files.exists(path)) return List.of();
      var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes a last line without an end away: it was never acknowledged.
  void cutTornLine() {
    try {
      cutTornLine(entries);
      cutTornLine(heads);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void cutTornLine(FileChannel channel) throws IOException {
    long end = channel.size();
    var one = ByteBuffer.allocate(1);
    while (end > 0) {
      one.clear();
      channel.read(one, end - 1);
      if (one.get(0) == '\n') break;
      end--;
    }
    if (end != channel.size()) channel.truncate(end);
    channel.position(end);
  }

  @Override
  public void close() {
    try (entries;
        heads) {
      entries.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
