package io.watchfloor.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cases about changes: a door calls a store, whose answers get slow; what was changed before says
/// whether somebody did it.
final class DiagnoseChangesTest {
  private static final Instant TROUBLE = Instant.parse("2026-03-01T10:00:00Z");

  private static final String TAKES_THE_LIMIT_AWAY =
      "@@ -1,3 +1,3 @@\\n"
          + " func find() {\\n"
          + "-  rows := db.query(text, limit)\\n"
          + "+  rows := db.query(text)\\n"
          + " }";
  private static final String MOVES_CODE =
      "@@ -1,3 +1,3 @@\\n-  price := round(sum * rate)\\n+  price := priceOf(sum, rate)\\n }";

  @TempDir Path folder;

  private final List<String> events = new ArrayList<>();
  private final StringWriter errors = new StringWriter();

  @BeforeEach
  void aSlowStore() throws IOException {
    var at = Files.createDirectories(folder.resolve("cases/one"));
    Files.writeString(
        at.resolve("alerts.jsonl"),
        "{\"fired_at\":\"2026-03-01T10:03:00Z\",\"service\":\"store\",\"metric\":\"latency_p95\","
            + "\"summary\":\"query answers late\"}\n");
    gzip(at.resolve("metrics_long.csv.gz"), metrics());
    gzip(
        at.resolve("logs.jsonl.gz"),
        "{\"timestamp\":\"2026-03-01T10:01:00Z\",\"service\":\"store\",\"severity_text\":\"WARN\","
            + "\"msg\":\"slow query\"}\n");
    gzip(
        at.resolve("traces.json.gz"),
        "[{\"span_id\":\"1\",\"service\":\"door\"},"
            + "{\"span_id\":\"2\",\"parent_id\":\"1\",\"service\":\"store\"}]");
  }

  @Test
  void theChangeThatTookALimitAwayIsNamedAndTheOneThatTidiedIsNot() throws IOException {
    commit("aaa", -400, "store", "tidy price helper", MOVES_CODE);
    commit("bbb", -300, "store", "order results by relevance", TAKES_THE_LIMIT_AWAY);
    commit("ccc", -200, "door", "restyle banner", MOVES_CODE);

    assertThat(changes()).containsExactly("bbb");
  }

  @Test
  void whatCameAfterTheTroubleIsNotToBlame() throws IOException {
    commit("bbb", 240, "store", "order results by relevance", TAKES_THE_LIMIT_AWAY);

    assertThat(changes()).containsExactly("none");
  }

  @Test
  void whereOnlyHarmlessThingsWereChangedNoneIsToBlame() throws IOException {
    commit("aaa", -400, "store", "tidy price helper", MOVES_CODE);
    commit("ccc", -200, "door", "restyle banner", MOVES_CODE);
    flag("new_banner", -900, "door");

    assertThat(changes()).containsExactly("none");
  }

  @Test
  void whatPutAnEarlierChangeRightIsNotToBlame() throws IOException {
    commit("bbb", -300, "store", "revert: order results by relevance", TAKES_THE_LIMIT_AWAY);

    assertThat(changes()).containsExactly("none");
  }

  @Test
  void theSameCaseGivesTheSameBytesWhateverItsFolderIsCalled() throws IOException {
    commit("aaa", -400, "store", "tidy price helper", MOVES_CODE);
    commit("bbb", -300, "store", "order results by relevance", TAKES_THE_LIMIT_AWAY);
    var before = answer();
    Files.move(folder.resolve("cases/one"), folder.resolve("cases/two"));
    var after = answer();

    for (var field : List.of("entities", "metrics", "probabilities", "changes"))
      assertThat(after.path(field).toString()).isEqualTo(before.path(field).toString());
  }

  @Test
  void aBrokenEventIsToldWithItsLineAndTheRestIsJudged() throws IOException {
    events.add("{\"type\": \"commit\", oops");
    commit("bbb", -300, "store", "order results by relevance", TAKES_THE_LIMIT_AWAY);

    assertThat(changes()).containsExactly("bbb");
    assertThat(errors.toString()).contains("one/events.jsonl: line 1: it is no JSON");
  }

  private void commit(String id, int after, String service, String message, String diff) {
    events.add(
        String.format(
            "{\"type\":\"commit\",\"timestamp\":\"%s\",\"sha\":\"%s\",\"message\":\"%s\","
                + "\"files_changed\":[\"src/%s.go\"],\"diff\":\"%s\"}",
            TROUBLE.plusSeconds(after - 20L), id, message, id, diff));
    events.add(
        String.format(
            "{\"type\":\"deploy\",\"timestamp\":\"%s\",\"service\":\"%s\",\"commit_sha\":\"%s\"}",
            TROUBLE.plusSeconds(after), service, id));
  }

  private void flag(String name, int after, String service) {
    events.add(
        String.format(
            "{\"type\":\"flag\",\"timestamp\":\"%s\",\"service\":\"%s\",\"flag\":\"%s\","
                + "\"change\":\"off->on\"}",
            TROUBLE.plusSeconds(after), service, name));
  }

  private List<String> changes() throws IOException {
    var changes = new ArrayList<String>();
    answer().path("changes").forEach(change -> changes.add(change.asString()));
    return changes;
  }

  private JsonNode answer() throws IOException {
    try (var cases = Files.list(folder.resolve("cases"))) {
      Files.writeString(
          cases.findFirst().orElseThrow().resolve("events.jsonl"),
          String.join("\n", events) + "\n");
    }
    var command = new CommandLine(new Backtest());
    command.setErr(new PrintWriter(errors, true));
    command.setOut(new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    var out = folder.resolve("answers.jsonl");
    command.execute(
        "diagnose", "--in", folder.resolve("cases").toString(), "--out", out.toString());
    return JsonMapper.builder().build().readTree(Files.readAllLines(out).getFirst());
  }

  private static String metrics() {
    var random = new Random(3);
    var text = new StringBuilder("timestamp,service,metric,value\n");
    for (int minute = -60; minute <= 5; minute++)
      for (var service : List.of("door", "store")) {
        boolean isSlow = minute >= 0 && service.equals("store");
        text.append(
            String.format(
                Locale.ROOT,
                "%s,%s,latency_p95,%.3f%n%s,%s,requests,%.1f%n",
                TROUBLE.plusSeconds(60L * minute),
                service,
                0.2 + 0.005 * random.nextGaussian() + (isSlow ? 1.5 : 0),
                TROUBLE.plusSeconds(60L * minute),
                service,
                50 + random.nextGaussian()));
      }
    return text.toString();
  }

  private static void gzip(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
