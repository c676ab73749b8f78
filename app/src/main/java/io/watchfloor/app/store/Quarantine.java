package io.watchfloor.app.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// Moves a damaged database out of the way, changing nothing in it.
final class Quarantine {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private Quarantine() {}

  /// Answers the folder it is in now.
  static Path setAside(Path data, Instant now) {
    try {
      var aside = data.resolve("damaged-" + STAMP.format(now));
      for (int i = 2; Files.exists(aside); i++)
        aside = data.resolve("damaged-" + STAMP.format(now) + "-" + i);
      Files.createDirectories(aside);
      for (var name : List.of("watchfloor.mv.db", "watchfloor.mv.db.crc", "watchfloor.trace.db")) {
        var file = data.resolve(name);
        if (Files.exists(file)) Files.move(file, aside.resolve(name));
      }
      return aside;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
