package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Level;
import io.watchfloor.model.remedy.Remediation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunbookFilesTest {
  private static final String GOOD =
      """
      name: restart-service
      title: Restart ${service}
      fits:
        kinds: [cpu, memory]
      parameters:
        service: { type: name, from: entity, choices: [shop, mail] }
      run:
        argv: ["${env:TOOLS}/ctl", restart, "${service}"]
      risk: low
      effect: Away for a second.
      verify: { within: 5m, hold-for: 30s }
      """;

  @TempDir Path folder;

  @Test
  void theShippedCatalogueHasNoMistake() {
    var loaded = RunbookFiles.load(List.of(), Map.of());
    assertEquals(List.of(), loaded.problems());
    assertTrue(loaded.remediations().size() >= 5, "found " + loaded.remediations().size());
    assertTrue(loaded.remediations().stream().noneMatch(recipe -> recipe.level() == Level.AUTO));
  }

  @Test
  void theRecordedCatalogueHasNoMistake() {
    var loaded = RunbookFiles.recorded();
    assertEquals(List.of(), loaded.problems());
    assertEquals(
        List.of("clean-uploads", "clear-db-delay", "rollback", "start"),
        loaded.remediations().stream().map(Remediation::name).toList());
  }

  @Test
  void everyRunbookOfTheLabLoads() {
    var lab = Path.of("../.ci/lab/runbooks");
    var loaded = RunbookFiles.load(List.of(lab), Map.of("LAB_DIR", "/lab"));
    assertEquals(List.of(), loaded.problems());
    var actions =
        loaded.remediations().stream()
            .filter(recipe -> !recipe.origin().startsWith(RunbookFiles.SHIPPED))
            .map(recipe -> ((Action.Command) recipe.action()).argv())
            .collect(Collectors.toSet());
    assertTrue(actions.stream().allMatch(argv -> argv.getFirst().equals("/lab/remedy")));
    var verbs = actions.stream().map(argv -> argv.get(1)).collect(Collectors.toSet());
    assertEquals(
        java.util.Set.of(
            "restart",
            "start",
            "rollback",
            "scale-pool",
            "scale-workers",
            "clear-db-delay",
            "kill-blockers",
            "clean-uploads",
            "rate-limit",
            "block-ip",
            "unblock-ip",
            "renew-cert",
            "restore-config",
            "diagnose"),
        verbs);
  }

  @Test
  void theExampleOfTheReadmeLoads() throws IOException {
    var readme = Files.readString(Path.of("../assets/runbooks/README.md"));
    var example =
        readme
            .substring(readme.indexOf("    name:"), readme.indexOf("## Every key"))
            .replaceAll("(?m)^ {4}", "");
    assertEquals(List.of(), problems(example));
  }

  @Test
  void environmentIsFilledInWhenTheFileIsRead() throws IOException {
    write("a.yaml", GOOD);
    var recipe = only(RunbookFiles.load(List.of(folder), Map.of("TOOLS", "/opt/my tools")));
    assertEquals(
        List.of("/opt/my tools/ctl", "restart", "${service}"),
        ((Action.Command) recipe.action()).argv());
  }

  @Test
  void oneBadFileIsNamedAndTheRestLoads() throws IOException {
    write("a.yaml", GOOD);
    write("b.yaml", GOOD.replace("name: restart-service", "name: b").replace("verify:", "verfy:"));
    write("c.yaml", "name: [unclosed");
    var loaded = RunbookFiles.load(List.of(folder), Map.of("TOOLS", "/t"));
    assertEquals("restart-service", only(loaded).name());
    var files =
        loaded.problems().stream()
            .map(Problem::path)
            .map(path -> path.substring(path.length() - 6))
            .distinct()
            .toList();
    assertEquals(List.of("b.yaml", "c.yaml"), files);
    var misspelled =
        loaded.problems().stream()
            .filter(problem -> problem.message().contains("verfy"))
            .findFirst()
            .orElseThrow();
    assertEquals(11, misspelled.line());
    assertEquals(1, misspelled.column());
  }

  @Test
  void laterFolderStandsInWithANotice() throws IOException {
    var later = Files.createDirectory(folder.resolve("later"));
    write("a.yaml", GOOD);
    Files.writeString(
        later.resolve("z.yaml"), GOOD.replace("Restart ${service}", "Restart ${service} gently"));
    var loaded = RunbookFiles.load(List.of(folder, later), Map.of("TOOLS", "/t"));
    assertEquals("Restart ${service} gently", only(loaded).title());
    assertTrue(loaded.problems().getFirst().message().startsWith("Notice:"));
  }

  @Test
  void missingFolderIsSaidAndNothingElseHappens() {
    var loaded = RunbookFiles.load(List.of(folder.resolve("none")), Map.of());
    assertEquals(1, loaded.problems().size());
    assertTrue(loaded.problems().getFirst().nextStep().contains("runbooks.folders"));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "kinds: [cpu, memory]|kinds: [cpu, nonsense]|`fits.kinds` can't be `nonsense`",
        "risk: low|risk: none|`risk` can't be `none`",
        "within: 5m|within: 5 minutes|must be a time such as",
        "hold-for: 30s|hold-for: 6m|shorter than",
        "effect: Away for a second.|effect:|`effect` is missing",
        "[\"${env:TOOLS}/ctl\", restart, \"${service}\"]|ctl restart shop|must be a list",
        "\"${service}\"]|\"${servce}\"]|is no parameter",
        "${env:TOOLS}/ctl|${service}|can't come from a parameter",
        "${env:TOOLS}/ctl\", restart|${env:NOT_THERE}/ctl\", restart|NOT_THERE is not set",
        "\"${env:TOOLS}/ctl\", restart|sh, -c|could become part of that code",
        "\"${env:TOOLS}/ctl\", restart|/bin/bash, -ec|could become part of that code",
        "choices: [shop, mail]|choices: [shop, \"-rf\"]|is not of type name",
        "from: entity|from: whatever|`from` can't be",
        "name: restart-service|name: ../../etc/passwd|small letters",
        "  kinds: [cpu, memory]|  {}|asks for nothing",
      })
  void mistakesAreNamed(String from, String to, String expected) throws IOException {
    assertTrue(GOOD.contains(from), from);
    var problems = problems(GOOD.replace(from, to));
    assertTrue(
        problems.stream().anyMatch(problem -> problem.message().contains(expected)),
        () -> "found " + problems);
    assertTrue(problems.stream().noneMatch(problem -> problem.nextStep().isBlank()));
  }

  @Test
  void highRiskNeverAtLevelAuto() throws IOException {
    assertTrue(
        problems(GOOD.replace("risk: low", "risk: high\nlevel: auto"))
            .getFirst()
            .message()
            .contains("high risk"));
  }

  @Test
  void hostOfARequestIsFixed() throws IOException {
    var http =
        GOOD.replaceAll(
            "(?m)^  argv:.*$",
            "  http: { url: \"https://HOST/hook/\\${service}\", body: \"\\${service}\" }");
    assertEquals(List.of(), problems(http.replace("HOST", "deploy.example.com:8443")));
    for (var host : List.of("${service}", "x.${service}", "user:word@example.com", "", "ex ample"))
      assertFalse(problems(http.replace("HOST", host)).isEmpty(), host);
    for (var scheme : List.of("file", "javascript", "ftp"))
      assertFalse(problems(http.replace("https", scheme).replace("HOST", "a")).isEmpty(), scheme);
  }

  @Test
  void yamlTricksAreRefused() throws IOException {
    var bombs = new ArrayList<String>();
    bombs.add("a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n");
    bombs.add(
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL"
            + " [\"http://127.0.0.1/\"]]]]");
    bombs.add("[".repeat(50_000));
    bombs.add("a: ".repeat(20_000));
    bombs.add("- ".repeat(50_000));
    bombs.add(GOOD + "---\n" + GOOD);
    bombs.add("x".repeat(300_000));
    bombs.add("name: \"\u0000\"");
    bombs.add("? [a, b]\n: c\n");
    bombs.add("");
    bombs.add("\u202ename: x");
    for (var bomb : bombs)
      assertFalse(problems(bomb).isEmpty(), bomb.substring(0, Math.min(40, bomb.length())));
  }

  @Test
  void hostileTextIsNotRepeatedRaw() throws IOException {
    var problems =
        problems(
            GOOD.replace(
                "kinds: [cpu, memory]",
                "kinds: [\"\\e]0;own\\a\\u202e" + "x".repeat(5_000) + "\"]"));
    var message = problems.getFirst().message();
    assertTrue(message.length() < 200, message);
    assertTrue(message.chars().noneMatch(c -> c < 32 || c == 0x202e), message);
  }

  @Test
  void notUtf8IsSaid() throws IOException {
    Files.write(folder.resolve("x.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertTrue(
        RunbookFiles.load(List.of(folder), Map.of())
            .problems()
            .getFirst()
            .message()
            .contains("UTF-8"));
  }

  /// However a file is damaged, reading it ends in a runbook or in problems, never in an exception,
  /// and never in both.
  @Test
  void damagedFilesNeverThrow() {
    var random = new Random(7);
    for (int i = 0; i < 3_000; i++) {
      var bytes = GOOD.getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(1, 6); n > 0; n--)
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[]:,-&*!|>'\"%@`# \n\t\\$x0".charAt(random.nextInt(25));
      var problems = new ArrayList<Problem>();
      var recipe =
          RunbookReader.read(
              "x.yaml", new String(bytes, StandardCharsets.UTF_8), Map.of("TOOLS", "/t"), problems);
      assertEquals(problems.isEmpty(), recipe.isPresent());
    }
  }

  @Test
  void levelsOfTheConfiguration() throws IOException {
    write("a.yaml", GOOD);
    write("b.yaml", GOOD.replace("name: restart-service", "name: only-shown\nlevel: suggest"));
    write(
        "c.yaml",
        GOOD.replace("name: restart-service", "name: dangerous")
            .replace("risk: low", "risk: high"));
    var catalogue = RunbookFiles.load(List.of(folder), Map.of("TOOLS", "/t")).remediations();
    var all = RunbookFiles.withLevels(catalogue, Map.of("*", Level.AUTO));
    assertEquals(Optional.of(Level.AUTO), level(all, "restart-service"));
    assertEquals(Optional.of(Level.SUGGEST), level(all, "only-shown"));
    assertEquals(Optional.of(Level.APPROVE), level(all, "dangerous"));
    assertEquals(
        Optional.of(Level.APPROVE), level(all, "restart-unit"), "what came with the program");
    var named =
        RunbookFiles.withLevels(
            catalogue,
            Map.of("*", Level.AUTO, "restart-*", Level.OBSERVE, "only-shown", Level.AUTO));
    assertEquals(Optional.of(Level.OBSERVE), level(named, "restart-service"), "the longer pattern");
    assertEquals(Optional.of(Level.AUTO), level(named, "only-shown"), "by name");
  }

  private static Optional<Level> level(List<Remediation> catalogue, String name) {
    return catalogue.stream()
        .filter(recipe -> recipe.name().equals(name))
        .map(Remediation::level)
        .findFirst();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<Problem> problems(String text) throws IOException {
    write("x.yaml", text);
    return RunbookFiles.load(List.of(folder), Map.of("TOOLS", "/t")).problems();
  }

  private static Remediation only(RunbookFiles.Loaded loaded) {
    var own =
        loaded.remediations().stream()
            .filter(recipe -> !recipe.origin().startsWith(RunbookFiles.SHIPPED))
            .toList();
    assertEquals(1, own.size(), () -> "found " + own + loaded.problems());
    return own.getFirst();
  }
}
