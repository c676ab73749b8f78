package io.watchfloor.connectors.files;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceKit;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/// Followed files of changes keep the kit's promises.
final class ChangeFileKitTest extends SourceKit {
  @TempDir Path folder;

  @Override
  protected Source open(Opening opening) throws Exception {
    var file = folder.resolve("changes.jsonl");
    if (!Files.exists(file))
      Files.writeString(
          file,
          "{\"time\":\"2026-11-24T11:00:00Z\",\"service\":\"cart\",\"kind\":\"deploy\",\"version\":\"2\"}\n");
    var settings =
        new SourceSettings(
            new SourceId("changes"),
            "changes",
            Duration.ofSeconds(5),
            Map.of("files", List.of(file.toString())));
    return new ChangeFileType().open(settings, opening);
  }
}
