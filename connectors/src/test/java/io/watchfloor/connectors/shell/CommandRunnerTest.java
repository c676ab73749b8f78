package io.watchfloor.connectors.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.RunnerKit;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.RunReport.Ending;
import io.watchfloor.model.remedy.Runner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Real programs of a Unix system.
@DisabledOnOs(OS.WINDOWS)
final class CommandRunnerTest extends RunnerKit {
  @TempDir Path folder;
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z"));

  @Override
  protected Runner runner() {
    return new CommandRunner(
        Surroundings.of(
            Map.of("HOME", "/home/x", "SECRET_TOKEN", "canary", "PATH", "/evil"), folder),
        clock);
  }

  private Action shell(String script) {
    return new Action.Command(List.of("sh", "-c", script), Map.of());
  }

  @Override
  protected Action good() {
    return shell("echo hello; touch done");
  }

  @Override
  protected Action failing() {
    return shell("echo no >&2; exit 3");
  }

  @Override
  protected Action absent() {
    return new Action.Command(List.of("no-such-program-of-ours"), Map.of());
  }

  @Override
  protected Action endless() {
    return shell("echo begun; sleep 3600");
  }

  @Override
  protected void awaitBegun() throws InterruptedException {
    awaitOutput();
  }

  @Override
  protected List<Ending> cutShort() {
    return List.of(Ending.TIMED_OUT, Ending.CANCELLED);
  }

  @Override
  protected int done() {
    return Files.exists(folder.resolve("done")) ? 1 : 0;
  }

  private List<String> lines() {
    return output.stream().map(line -> line.text()).toList();
  }

  @Test
  void argumentsArriveByteForByte() throws Exception {
    var hostile =
        List.of(
            "$(touch done)",
            "`touch done`",
            "; touch done",
            "a b",
            "",
            "-rf",
            "<b>",
            "${jndi:x}",
            "*",
            "\u202eevil",
            "é\"'\\");
    var argv = new java.util.ArrayList<>(List.of("printf", "%s\\n"));
    argv.addAll(hostile);
    assertEquals(Ending.WELL, run(new Action.Command(argv, Map.of())).ending());
    assertEquals(0, done());
    var shown = hostile.stream().map(text -> text.replace("\u202e", "[U+202E]")).toList();
    assertEquals(shown, lines());
  }

  @Test
  void nulInAnArgumentIsRefused() throws Exception {
    assertEquals(Ending.BADLY, run(new Action.Command(List.of("echo", "a\0b"), Map.of())).ending());
    assertTrue(output.isEmpty());
  }

  @Test
  void errorsAreMarkedAndExitCodeIsTold() throws Exception {
    var report = run(failing());
    assertEquals(3, report.exit().orElseThrow());
    assertTrue(output.getFirst().isError());
    assertEquals("no", output.getFirst().text());
  }

  @Test
  void controlCharactersAreShownAsPictures() throws Exception {
    run(shell("printf '\\033[31mred\\007\\000\\n'; printf 'no line end'"));
    assertEquals(List.of("␛[31mred␇␀", "no line end"), lines());
  }

  @Test
  void invalidBytesAreReplaced() throws Exception {
    run(shell("printf 'a\\377b\\n'"));
    assertEquals(List.of("a\uFFFDb"), lines());
  }

  @Test
  void longLinesAndManyLinesAreCapped() throws Exception {
    run(shell("head -c 1000000 /dev/zero | tr '\\0' x; echo; yes | head -n 30000"));
    assertTrue(lines().getFirst().length() < 2_020);
    assertTrue(lines().getFirst().endsWith("[cut]"));
    assertEquals(20_001, output.size());
    assertTrue(lines().getLast().startsWith("… more output"));
  }

  @Test
  void environmentIsAnAllowListWithAFixedPath() throws Exception {
    run(new Action.Command(List.of("env"), Map.of("GIVEN", "yes")));
    var environment =
        lines().stream()
            .collect(Collectors.toMap(l -> l.split("=")[0], l -> l.substring(l.indexOf('=') + 1)));
    assertEquals("yes", environment.get("GIVEN"));
    assertEquals("/home/x", environment.get("HOME"));
    assertFalse(environment.containsKey("SECRET_TOKEN"));
    assertFalse(environment.get("PATH").contains("/evil"));
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertEquals(Ending.WELL, run(new Action.Command(List.of("cat"), Map.of())).ending());
    assertTrue(output.isEmpty());
  }

  @Test
  void wholeTreeEndsWithTheTimeLimitEvenWhenItWillNotListen() throws Exception {
    var report =
        run(
            shell(
                "trap '' TERM; (trap '' TERM; echo $$; sleep 3600 & echo $! ; wait; sleep 3600) &"
                    + " echo $!; wait"),
            Duration.ofMillis(700));
    assertEquals(Ending.TIMED_OUT, report.ending());
    assertTrue(report.words().contains("that it had started"), report.words());
    for (var pid : lines()) {
      var handle = ProcessHandle.of(Long.parseLong(pid.strip()));
      if (handle.isPresent()) handle.get().onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
    }
  }

  @Test
  void grandchildThatKeepsTheOutputOpenHoldsNobodyUp() throws Exception {
    var report = run(shell("sleep 3600 & echo $!"), Duration.ofSeconds(30));
    assertEquals(Ending.WELL, report.ending());
    ProcessHandle.of(Long.parseLong(lines().getFirst())).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void relativePathStartsInTheFolder() throws Exception {
    var script = Files.writeString(folder.resolve("tool"), "#!/bin/sh\necho \"$1\"\n");
    script.toFile().setExecutable(true);
    assertEquals(Ending.WELL, run(new Action.Command(List.of("./tool", "x y"), Map.of())).ending());
    assertEquals(List.of("x y"), lines());
  }

  @Test
  void fileThatIsNoProgramEndsBadly() throws Exception {
    Files.writeString(folder.resolve("plain"), "text");
    var report = run(new Action.Command(List.of("./plain"), Map.of()));
    assertEquals(Ending.BADLY, report.ending());
    assertTrue(report.words().contains("can't be started"), report.words());
  }
}
