package io.watchfloor.app.settings;

import io.watchfloor.connectors.SourceSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Changes the text of the configuration and leaves every other line as it is, comments and all.
/// The layout is the plain one of the commented default: keys at the margin, groups indented by
/// two. Whoever edits re-reads the result before keeping it.
public final class SettingsEdit {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./-]*");

  private SettingsEdit() {}

  /// Sets `key` or `group.key` to one value.
  public static String set(String text, String dotted, String value) {
    int dot = dotted.indexOf('.');
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (dot < 0) {
      int at = find(lines, 0, lines.size(), "", dotted);
      if (at >= 0) lines.set(at, replaced(lines.get(at), dotted, value));
      else append(lines, dotted + ": " + quoted(value));
      return String.join("\n", lines);
    }
    var group = dotted.substring(0, dot);
    var key = dotted.substring(dot + 1);
    int head = find(lines, 0, lines.size(), "", group);
    if (head < 0) {
      append(lines, group + ":\n  " + key + ": " + quoted(value));
      return String.join("\n", lines);
    }
    int at = find(lines, head + 1, end(lines, head), "  ", key);
    if (at >= 0) lines.set(at, replaced(lines.get(at), key, value));
    else lines.add(head + 1, "  " + key + ": " + quoted(value));
    return String.join("\n", lines);
  }

  /// Adds a source, or puts it in place of the one with its name.
  public static String put(String text, SourceSettings source) {
    var lines = new ArrayList<>(List.of(remove(text, source.id().name()).split("\n", -1)));
    var entry = entry(source);
    int head = find(lines, 0, lines.size(), "", "sources");
    if (head < 0) {
      append(lines, "sources:\n" + String.join("\n", entry));
      return String.join("\n", lines);
    }
    lines.set(head, "sources:");
    lines.addAll(end(lines, head), entry);
    return String.join("\n", lines);
  }

  /// Takes a source out; the text as it is where there is none of that name.
  public static String remove(String text, String name) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    int head = find(lines, 0, lines.size(), "", "sources");
    if (head < 0) return text;
    int end = end(lines, head);
    int begin = -1;
    for (int i = head + 1; i <= end; i++) {
      boolean starts = i == end || lines.get(i).matches("\\s*- .*");
      if (!starts) continue;
      if (begin >= 0 && names(lines.subList(begin, i), name)) {
        lines.subList(begin, i).clear();
        return String.join("\n", lines);
      }
      begin = i;
    }
    return text;
  }

  private static boolean names(List<String> entry, String name) {
    return entry.stream()
        .map(line -> line.strip().replaceFirst("^- *", ""))
        .anyMatch(line -> line.equals("name: " + name) || line.equals("name: " + quoted(name)));
  }

  private static List<String> entry(SourceSettings source) {
    var entry = new ArrayList<String>();
    entry.add("  - name: " + quoted(source.id().name()));
    entry.add("    type: " + source.type());
    entry.add("    interval: " + source.interval().toMillis() + "ms");
    new TreeMap<>(source.values())
        .forEach(
            (key, values) -> {
              if (values.size() == 1) entry.add("    " + key + ": " + quoted(values.getFirst()));
              else
                entry.add(
                    "    "
                        + key
                        + ": ["
                        + String.join(", ", values.stream().map(SettingsEdit::quoted).toList())
                        + "]");
            });
    return entry;
  }

  /// The line of a key at an indent, or -1.
  private static int find(List<String> lines, int from, int to, String indent, String key) {
    for (int i = from; i < to; i++) if (lines.get(i).startsWith(indent + key + ":")) return i;
    return -1;
  }

  /// Behind the last line that belongs to the group whose head is at `head`.
  private static int end(List<String> lines, int head) {
    int end = head + 1;
    for (int i = head + 1; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) continue;
      if (!line.startsWith(" ") && !line.startsWith("-")) break;
      end = i + 1;
    }
    return end;
  }

  private static String replaced(String line, String key, String value) {
    int colon = line.indexOf(key + ":") + key.length() + 1;
    int comment = line.indexOf(" #", colon);
    return line.substring(0, colon)
        + " "
        + quoted(value)
        + (comment < 0 ? "" : "  " + line.substring(comment + 1));
  }

  private static void append(List<String> lines, String text) {
    while (!lines.isEmpty() && lines.getLast().isBlank()) lines.removeLast();
    lines.add(text);
    lines.add("");
  }

  private static String quoted(String value) {
    if (PLAIN.matcher(value).matches()) return value;
    var out = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default ->
            out.append(
                Character.isISOControl(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    return out.append('"').toString();
  }

  /// Puts `text` in place of the file in one step: what is there is whole, the old or the new.
  public static void replace(Path file, String text) throws IOException {
    var fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    try {
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// The commented default.
  public static Optional<String> commentedDefault() {
    try (var in = SettingsEdit.class.getResourceAsStream("watchfloor.yaml")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
