package io.watchfloor.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.pipeline.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The whole program without a window, on a home of its own.
final class ConsoleTest {
  private static final String QUIET = "this-machine: false\ndemo: false\n";
  private static final String RUNBOOK =
      """
      name: look
      title: Look at it
      description: Says hello.
      fits: { kinds: [cpu] }
      run:
        argv: [/bin/echo, hello]
      risk: low
      effect: Nothing changes.
      verify: { within: 1m, hold-for: 5s }
      time-limit: 10s
      level: approve
      """;

  @TempDir Path folder;
  private Path home;
  private Console console;

  @BeforeEach
  void open() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    write(QUIET);
    console = Console.open(Optional.of(home), Optional.empty());
    console.start();
  }

  @AfterEach
  void close() {
    console.close();
  }

  private void write(String text) throws IOException {
    Files.writeString(home.resolve("watchfloor.yaml"), text);
  }

  private String logs(String name) {
    return QUIET
        + """
        sources:
          - name: %s
            type: logs
            interval: 1s
            files: ["%s/*.log"]
        """
            .formatted(name, folder);
  }

  private Snapshot await(Predicate<Snapshot> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < end) {
      var snapshot = console.live().latest();
      if (condition.test(snapshot)) return snapshot;
      LockSupport.parkNanos(5_000_000);
    }
    throw new AssertionError(
        "it did not happen: "
            + console.live().latest().sources()
            + console.live().latest().problems());
  }

  private static List<String> sources(Snapshot snapshot) {
    return snapshot.sources().stream().map(it -> it.id().name()).toList();
  }

  @Test
  void aSourceThatIsWrittenIntoTheFileIsAskedAtOnceAndOneTakenOutIsGone() throws IOException {
    write(logs("app"));
    console.reload();
    await(it -> sources(it).equals(List.of("app")));
    write(logs("other"));
    console.reload();
    await(it -> sources(it).equals(List.of("other")));
    write(QUIET);
    console.reload();
    await(it -> sources(it).isEmpty());
  }

  @Test
  void aMistakeInTheFileIsToldWithItsPlaceAndChangesNothing() throws IOException {
    write(logs("app"));
    console.reload();
    await(it -> sources(it).equals(List.of("app")));
    write(logs("app").replace("type: logs", "type: loggs"));
    console.reload();
    var told = await(it -> !it.problems().isEmpty());
    assertTrue(
        told.problems().getFirst().contains("watchfloor.yaml:5"), told.problems().toString());
    assertEquals(List.of("app"), sources(console.live().latest()));
    write(logs("app"));
    console.reload();
    await(it -> it.problems().isEmpty());
  }

  @Test
  void aRunbookPutIntoTheHomeIsInTheCatalogueAndABadOneIsNamed() throws IOException {
    Files.writeString(home.resolve("runbooks/look.yaml"), RUNBOOK);
    Files.writeString(home.resolve("runbooks/bad.yaml"), "name: [");
    console.reload();
    var seen =
        await(it -> it.catalogue().stream().anyMatch(recipe -> recipe.name().equals("look")));
    assertTrue(
        await(it -> !it.problems().isEmpty()).problems().stream()
            .anyMatch(problem -> problem.contains("bad.yaml")));
    assertFalse(seen.catalogue().isEmpty());
  }

  @Test
  void limitsAndRetentionOfTheFileHoldAtOnce() throws IOException {
    write(
        QUIET
            + "automation: {kill-switch: true, runs-per-hour: 2}\nretention: {days: 3, gib: 1}\n");
    console.reload();
    var seen = await(it -> it.automation().killSwitch());
    assertEquals(2, seen.automation().runsPerHour());
    assertEquals(3, await(it -> it.size().keeps().toDays() == 3).size().keeps().toDays());
  }

  @Test
  void aSecondProgramOnTheHomeIsToldWhoHoldsIt() {
    var error =
        assertThrows(
            IllegalStateException.class, () -> Console.open(Optional.of(home), Optional.empty()));
    assertTrue(error.getMessage().contains("process " + ProcessHandle.current().pid()));
    assertTrue(error.getMessage().contains("--home"));
  }

  @Test
  void theProgramsLogIsInTheHomeAndWhatASystemSendsCanNotForgeALine() throws IOException {
    LoggerFactory.getLogger(ConsoleTest.class)
        .warn("source said why={}", "no\r\n2026 ERROR forged");
    var lines = Files.readAllLines(home.resolve("logs/watchfloor.log"));
    assertTrue(lines.getLast().endsWith("source said why=no 2026 ERROR forged"), lines.toString());
  }
}
