package io.watchfloor.connectors.replay;

import io.watchfloor.model.source.SourceException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one file of a recording as JSON, line by line or whole, within limits: what is unpacked
/// counts, so that a small file can't become a large one. Every error names file and line.
final class RecordedLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_LINE = 8 << 20;
  private static final long LARGEST_FILE = 256L << 20;

  /// What is done with one line. Refuses it with an [IllegalArgumentException] that says why.
  interface Each {
    void line(JsonNode object);
  }

  private final RecordingFolder folder;

  RecordedLines(RecordingFolder folder) {
    this.folder = folder;
  }

  JsonNode whole(String file) throws SourceException {
    try (var in = open(file).orElseThrow(() -> missing(file))) {
      var bytes = in.readNBytes(LONGEST_LINE + 1);
      if (bytes.length > LONGEST_LINE) throw bad(file, 1, "it is larger than 8 MiB");
      return object(bytes, file, 1);
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  void each(String file, Each each) throws SourceException {
    try (var in = open(file).orElseThrow(() -> missing(file))) {
      readLines(in, file, each);
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  /// As [#each], and nothing where there is no such file.
  void eachIfThere(String file, Each each) throws SourceException {
    var there = open(file);
    if (there.isEmpty()) return;
    try (var in = there.get()) {
      readLines(in, file, each);
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  private Optional<InputStream> open(String file) throws SourceException {
    try {
      var raw = folder.open(file);
      if (raw.isEmpty()) return Optional.empty();
      var in = file.endsWith(".gz") ? new GZIPInputStream(raw.get(), 1 << 16) : raw.get();
      return Optional.of(new BufferedInputStream(in, 1 << 16));
    } catch (IOException e) {
      throw unreadable(file, 1, e);
    }
  }

  private void readLines(InputStream in, String file, Each each) throws SourceException {
    var line = new ByteArrayOutputStream(1 << 12);
    int number = 1;
    long total = 0;
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (++total > LARGEST_FILE) throw bad(file, number, "the file holds more than 256 MiB");
        if (b != '\n') {
          if (line.size() >= LONGEST_LINE) throw bad(file, number, "the line is longer than 8 MiB");
          line.write(b);
          continue;
        }
        take(line, file, number++, each);
      }
      take(line, file, number, each);
    } catch (IOException e) {
      throw unreadable(file, number, e);
    }
  }

  private void take(ByteArrayOutputStream line, String file, int number, Each each)
      throws SourceException {
    var bytes = line.toByteArray();
    line.reset();
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) return;
    try {
      each.line(object(bytes, file, number));
    } catch (IllegalArgumentException e) {
      throw bad(file, number, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode object(byte[] bytes, String file, int line) throws SourceException {
    try {
      var node = JSON.readTree(bytes);
      if (node.isObject()) return node;
      throw bad(file, line, "there is no JSON object");
    } catch (JacksonException e) {
      throw bad(file, line, "this is not JSON: " + e.getOriginalMessage());
    }
  }

  private SourceException missing(String file) {
    return new SourceException(
        "The recording "
            + folder.name()
            + " has no "
            + file
            + ". Copy the whole folder, or record it again.",
        false,
        null);
  }

  private SourceException unreadable(String file, int line, IOException cause) {
    return bad(file, line, "it can't be read (" + cause.getMessage() + ")");
  }

  private SourceException bad(String file, int line, String why) {
    return new SourceException(
        folder.name()
            + "/"
            + file
            + ", line "
            + line
            + ": "
            + why
            + ". Mend that line or record it again.",
        false,
        null);
  }
}
