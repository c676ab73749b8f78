package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Real faults of a real estate, recorded; each must become an incident that names its culprit
/// first while the fault is at work.
class RecordedFaultsTest {
  private static Path recordings() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(RecordedFaultsTest.class.getResource("/recordings")).toURI());
  }

  @TestFactory
  List<DynamicTest> theCulpritIsNamedFirst() throws IOException, URISyntaxException {
    try (Stream<Path> folders = Files.list(recordings())) {
      return folders
          .sorted()
          .map(
              folder ->
                  DynamicTest.dynamicTest(folder.getFileName().toString(), () -> named(folder)))
          .toList();
    }
  }

  private static void named(Path folder) {
    var played = new Played(folder);
    var truth = played.recording.truths.getFirst();
    for (var culprit : truth.culprit().split("\\+")) {
      boolean first =
          played.opened(truth.from(), truth.until()).stream()
              .anyMatch(
                  incident ->
                      played.firstBy(incident.id(), Set.of(culprit), truth.until()).isPresent());
      assertTrue(first, () -> culprit + " is not first:\n" + played.account(true));
    }
  }

  @Test
  void twoFaultsThatHaveNothingToDoWithEachOtherAreTwoIncidents() throws URISyntaxException {
    var played = new Played(recordings().resolve("disk-and-cache"));
    var truth = played.recording.truths.getFirst();
    assertEquals(2, played.opened(truth.from(), truth.until()).size(), () -> played.account(false));
  }
}
