package io.watchfloor.app.backtest;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Who calls whom: CSV with a header and the columns `from` (caller) and `to`; a file that is not
/// there is a graph that is not known.
final class CallsFile {
  private static final int MOST = 200_000;

  private CallsFile() {}

  /// `complain` takes whole sentences about lines that were left out.
  static Topology read(Path file, Consumer<String> complain) throws IOException {
    var topology = Topology.EMPTY;
    if (!Files.isRegularFile(file)) return topology;
    try (var lines = RowFile.open(file)) {
      var header = lines.next();
      if (header == null) return topology;
      var names = fields(utf8(header));
      int from = names.indexOf("from");
      int to = names.indexOf("to");
      if (from < 0 || to < 0) {
        complain.accept(file + ": line 1: the columns from and to are missing; no graph is used.");
        return topology;
      }
      for (var line = lines.next(); line != null && lines.line() < MOST; line = lines.next()) {
        if (line.isBlank()) continue;
        var row = fields(utf8(line));
        if (row.size() <= Math.max(from, to))
          complain.accept(file + ": line " + lines.line() + ": too few columns; left out.");
        else topology = topology.with(new EntityId(row.get(from)), new EntityId(row.get(to)));
      }
    } catch (BadInput e) {
      complain.accept(file + ": line " + e.line() + ": " + e.what() + "; the rest is left out.");
    }
    return topology;
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean isQuote = c == '"';
      if (isQuote && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (isQuote) quoted = !quoted;
      else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else field.append(c);
    }
    fields.add(field.toString());
    return fields;
  }
}
