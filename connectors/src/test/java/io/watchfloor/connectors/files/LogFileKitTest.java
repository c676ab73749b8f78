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

/// Followed log files keep the kit's promises.
final class LogFileKitTest extends SourceKit {
  @TempDir Path folder;

  @Override
  protected Source open(Opening opening) throws Exception {
    var file = folder.resolve("shop.log");
    if (!Files.exists(file))
      Files.writeString(file, "plain\n{\"service\":\"cart\",\"msg\":\"hallo\"}\n");
    var settings =
        new SourceSettings(
            new SourceId("logs"),
            "logs",
            Duration.ofSeconds(5),
            Map.of("files", List.of(file.toString())));
    return new LogFileType().open(settings, opening);
  }
}
