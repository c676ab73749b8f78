package io.watchfloor.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeaningTest {
  @ParameterizedTest(name = "{0} is in \"{1}\"")
  @CsvSource({
    "node_disk_used_percent, %",
    "job:cpu:percent, %",
    "node_disk_used_ratio, ratio",
    "job:errors:ratio, ratio",
    "http_request_duration_seconds, s",
    "node_memory_free_bytes, B",
    "queue_length, ''"
  })
  void percentCountsToAHundredAndRatioToOne(String name, String unit) {
    assertEquals(unit, Meaning.of(name, Map.of(), Set.of(name), false).info().unit());
  }

  @ParameterizedTest(name = "told as \"{0}\" it is in \"{1}\"")
  @CsvSource({"percent, %", "ratio, ratio", "%, %"})
  void theServersOwnWordForTheUnitIsTaken(String told, String unit) {
    var metadata = Map.of("used", new Meaning.Metadata("gauge", told, ""));
    assertEquals(unit, Meaning.of("used", metadata, Set.of("used"), false).info().unit());
  }
}
