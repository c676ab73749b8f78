package io.watchfloor.app.backtest;

import io.watchfloor.model.log.Knowledge;
import io.watchfloor.model.log.Template;
import io.watchfloor.model.log.TemplateMiner;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Mines one file. Decisions are spooled to the disk as they are made, since the templates' texts
/// are written as they are at the end.
final class TemplatesFile {
  record Mined(long lines, int templates) {}

  private TemplatesFile() {}

  /// @throws BadInput if the file cannot be read to its end; what was read is written nevertheless
  static Mined write(Path from, Path to, Set<Knowledge> known) throws IOException {
    var decided = Files.createTempFile(to.toAbsolutePath().getParent(), "decided", ".tmp");
    try {
      Map<Long, Template> templates = new HashMap<>();
      long lines = 0;
      try (var out =
              new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(decided)));
          var in = MessageFile.open(from)) {
        var miner = new TemplateMiner(known);
        for (var line = in.next(); line != null; line = in.next()) {
          var template = miner.take(line);
          templates.put(template.id(), template);
          out.writeLong(template.id());
          lines++;
        }
      } finally {
        tell(decided, templates, to);
      }
      return new Mined(lines, templates.size());
    } finally {
      Files.delete(decided);
    }
  }

  private static void tell(Path decided, Map<Long, Template> templates, Path to)
      throws IOException {
    var texts = new HashMap<Long, String>();
    templates.forEach((id, template) -> texts.put(id, cell(template.now().pattern())));
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(decided)));
        var out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
      out.write("LineId,EventId,EventTemplate\n");
      long count = Files.size(decided) / Long.BYTES;
      for (long line = 1; line <= count; line++) {
        long id = in.readLong();
        out.write(line + "," + "%016x".formatted(id) + "," + texts.get(id) + "\n");
      }
    }
  }

  private static String cell(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
