package io.watchfloor.connectors.files;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// What the sources that read files share in their settings and in their test.
final class FileSettings {
  static final Field FILES =
      Field.of(
          "files",
          "Files",
          "Paths or patterns, one a line: /var/log/app/*.log, ** across folders. Rotated files are"
              + " followed; compressed ones are not read.",
          Field.Kind.LIST,
          "",
          true);

  private FileSettings() {}

  static List<String> files(SourceSettings settings) throws SourceException {
    var files =
        settings.list("files").stream().map(String::strip).filter(file -> !file.isEmpty()).toList();
    if (files.isEmpty())
      throw new SourceException("files: give at least one path or pattern.", false, null);
    return files;
  }

  /// A list of names with commas between them, or what is usual.
  static List<String> names(SourceSettings settings, String key, List<String> usual) {
    return settings.text(key).map(text -> List.of(text.split("\\s*,\\s*"))).orElse(usual);
  }

  /// One try: `sample` opens and reads, and says what it found.
  static void test(Sample sample, Consumer<TestStep> progress) throws InterruptedException {
    try {
      var words = sample.read();
      progress.accept(new TestStep("sample", TestStep.Result.PASSED, Duration.ZERO, words, ""));
    } catch (SourceException e) {
      progress.accept(
          new TestStep("sample", TestStep.Result.FAILED, Duration.ZERO, e.why(), "files"));
    }
  }

  /// A first reading.
  interface Sample {
    String read() throws SourceException, InterruptedException;
  }
}
