package io.watchfloor.connectors.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Loading of recordings, good and bad.
final class RecordingTest {
  @TempDir Path folder;

  @BeforeEach
  void smallRecording() throws Exception {
    write(
        "meta.json",
        "{\"format\":1,\"start\":1000,\"end\":1060,\"step\":2,\"services\":[{\"name\":\"a\",\"depends_on\":[\"b\"]}]}");
    write("metrics.jsonl", metric("up", "up") + metric("up", "other"));
    write("alerts.jsonl", "");
  }

  private void write(String file, String text) throws Exception {
    Files.writeString(folder.resolve(file), text);
  }

  private static String metric(String name, String query) {
    return "{\"name\":\""
        + name
        + "\",\"query\":\""
        + query
        + "\",\"labels\":{},\"start\":1000,\"step\":2,\"values\":[1,null,0]}\n";
  }

  @Test
  void seriesOfTheSameNameAreToldApartByTheirQuery() throws Exception {
    var recording = Recording.read(folder);
    assertEquals("other", recording.series().get(1).labels().value("query"));
    assertEquals(Duration.ofSeconds(60), recording.length());
    assertTrue(recording.faults().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"half-hour", "bad-deploy", "cache-down", "db-latency", "disk-fill"})
  void everySampleThatComesWithTheProgramIsWhole(String name) throws Exception {
    var recording = Recording.bundled(name);
    assertTrue(recording.series().size() >= 94);
    assertTrue(recording.alerts().size() >= 4);
    assertTrue(recording.faults().size() >= 1);
    assertTrue(recording.beginning().isAfter(recording.start()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such", "../half-hour", "", "half-hour/.."})
  void sampleThatIsNotThereIsRefused(String name) {
    assertThrows(SourceException.class, () -> Recording.bundled(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "alerts.jsonl|{\"time\":1001|alerts.jsonl, line 1: this is not JSON",
        "alerts.jsonl|{\"time\":1001,\"change\":\"odd\"}|alerts.jsonl, line 1: change must be",
        "alerts.jsonl|[1]|alerts.jsonl, line 1: there is no JSON object",
        "events.jsonl|{\"time\":\"soon\",\"kind\":\"deploy\"}|events.jsonl, line 1: time must be a"
            + " time in epoch seconds",
        "events.jsonl|{\"time\":1e300,\"kind\":\"deploy\"}|events.jsonl, line 1: time must be",
        "truth.jsonl|{\"event\":\"start\",\"id\":7}|truth.jsonl, line 1: id is missing",
        "metrics.jsonl|{\"name\":\"x\",\"query\":\"x\",\"labels\":{},\"start\":1,\"step\":0,\"values\":[]}|line"
            + " 1: step must be",
        "metrics.jsonl|{\"name\":\"x\",\"query\":\"x\",\"labels\":{},\"start\":1,\"step\":1,\"values\":[\"$(reboot)\"]}|line"
            + " 1: a value must be",
        "meta.json|{\"format\":9}|only format 1",
        "meta.json|{\"format\":1,\"start\":5,\"end\":4}|empty window"
      })
  void badLineIsNamedByFileAndPlace(String file, String text, String words) throws Exception {
    write(file, text);
    var error = assertThrows(SourceException.class, () -> Recording.read(folder));
    assertTrue(error.why().contains(words), error.why());
  }

  @Test
  void missingPartIsNamed() throws Exception {
    Files.delete(folder.resolve("metrics.jsonl"));
    var error = assertThrows(SourceException.class, () -> Recording.read(folder));
    assertTrue(error.why().contains("has no metrics.jsonl"), error.why());
  }

  @Test
  void fileInPlaceOfAFolderIsRefused() {
    assertThrows(SourceException.class, () -> Recording.read(folder.resolve("meta.json")));
  }

  @Test
  void truncatedArchiveIsNamed() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 999; i++)
        gzip.write(
            ("{\"time\":\"2026-11-22T07:00:00Z\",\"text\":\"line " + i + "\"}\n")
                .getBytes("UTF-8"));
    }
    Files.write(
        folder.resolve("logs.jsonl.gz"),
        java.util.Arrays.copyOf(packed.toByteArray(), packed.size() - 40));
    var error = assertThrows(SourceException.class, () -> Recording.read(folder));
    assertTrue(error.why().contains("logs.jsonl.gz, line "), error.why());
  }

  @Test
  void packedFloodStopsAtALimit() throws Exception {
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("logs.jsonl.gz")))) {
      var zeros = new byte[1 << 20];
      for (int i = 0; i < 12; i++) gzip.write(zeros);
    }
    var error = assertThrows(SourceException.class, () -> Recording.read(folder));
    assertTrue(error.why().contains("longer than 8 MiB"), error.why());
  }

  @Test
  void emptyRecordingPlaysToItsEnd() throws Exception {
    write("metrics.jsonl", "");
    var clock = new HandClock();
    var player = new Player(Recording.read(folder), clock);
    clock.turn(Duration.ofMinutes(2));
    assertTrue(player.ended());
  }
}
