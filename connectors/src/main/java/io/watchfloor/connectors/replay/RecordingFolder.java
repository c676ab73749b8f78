package io.watchfloor.connectors.replay;

import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the files of one recording are: a folder on disk, or the samples that come with the
/// program.
interface RecordingFolder {
  Pattern SAMPLE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  String name();

  /// Opens one of its files; empty where there is none of this name.
  Optional<InputStream> open(String file) throws IOException;

  static RecordingFolder of(Path folder) throws SourceException {
    if (!Files.isDirectory(folder))
      throw new SourceException(
          folder + " is no folder. Give the folder of a recording, the one that holds meta.json.",
          false,
          null);
    return new RecordingFolder() {
      @Override
      public String name() {
        return String.valueOf(folder.getFileName());
      }

      @Override
      public Optional<InputStream> open(String file) throws IOException {
        var path = folder.resolve(file);
        return Files.isRegularFile(path)
            ? Optional.of(Files.newInputStream(path))
            : Optional.empty();
      }
    };
  }

  static RecordingFolder bundled(String sample) throws SourceException {
    if (!SAMPLE.matcher(sample).matches())
      throw new SourceException(
          "A sample's name is of small letters, digits and dashes.", false, null);
    return new RecordingFolder() {
      @Override
      public String name() {
        return sample;
      }

      @Override
      public Optional<InputStream> open(String file) {
        var path = "/io/watchfloor/assets/samples/" + sample + "/" + file;
        return Optional.ofNullable(RecordingFolder.class.getResourceAsStream(path));
      }
    };
  }
}
