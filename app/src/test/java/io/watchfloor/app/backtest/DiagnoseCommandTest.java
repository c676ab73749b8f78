package io.watchfloor.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DiagnoseCommandTest {
  private static final long ALARM = 1_700_000_000;

  @TempDir Path folder;

  private final StringWriter errors = new StringWriter();

  @Test
  void theOneWhoseProcessorIsBusyIsNamedBeforeThoseWhoWaitForIt() throws Exception {
    writeCase("one", "store");

    var answer = diagnose("one");

    assertThat(first(answer, "entities")).isEqualTo("store");
    assertThat(answer.path("metrics").get(0).get(0).asString()).isEqualTo("store");
    assertThat(answer.path("metrics").get(0).get(1).asString()).isEqualTo("CpuUsage(%)");
    assertThat(answer.path("probabilities").get(0).asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void otherFolderNamesGiveTheSameAnswers() throws Exception {
    writeCase("a", "store");
    writeCase("b", "basket");
    var before = List.of(diagnose("a").path("entities"), diagnose("b").path("entities"));
    Files.move(in().resolve("a"), in().resolve("z"));
    Files.move(in().resolve("b"), in().resolve("a"));

    var after = List.of(diagnose("z").path("entities"), diagnose("a").path("entities"));

    assertThat(after).isEqualTo(before);
  }

  @Test
  void theTruthIsNotLookedAt() throws Exception {
    writeCase("one", "store");
    var without = diagnose("one").path("entities");
    Files.writeString(in().resolve("one/truth.json"), "{\"culprit_entity\":\"basket\"");

    assertThat(diagnose("one").path("entities")).isEqualTo(without);
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void aBadTableIsToldWithItsLineAndTheRestIsDone() throws Exception {
    writeCase("good", "store");
    writeCase("bad", "basket");
    gzip(
        in().resolve("bad/traces_normal.csv.gz"),
        "minute,caller,callee,operation,count,p50\n1,a,b,c,2,3\n2,a,b,c,many,3\n");
    Files.createDirectories(in().resolve("broken"));
    Files.writeString(in().resolve("broken/case.json"), "{\n\"alarm_time\": oops}");

    assertThat(run()).isEqualTo(1);

    assertThat(errors.toString())
        .contains("bad/traces_normal.csv.gz: line 3: 'many' is no number")
        .contains("broken/case.json: line 2: it is no JSON");
    assertThat(answers()).hasSize(2);
    assertThat(answers().getFirst().path("entities").get(0).asString()).isEqualTo("basket");
  }

  @Test
  void withoutAGraphTheCulpritIsStillFirst() throws Exception {
    writeCase("one", "store");
    Files.delete(in().resolve("one/topology.csv"));

    assertThat(first(diagnose("one"), "entities")).isEqualTo("store");
  }

  private Path in() {
    return folder.resolve("cases");
  }

  private int run() {
    errors.getBuffer().setLength(0);
    var command = new CommandLine(new Backtest());
    command.setErr(new PrintWriter(errors, true));
    command.setOut(new PrintWriter(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    return command.execute(
        "diagnose",
        "--in",
        in().toString(),
        "--out",
        folder.resolve("out/answers.jsonl").toString());
  }

  private List<JsonNode> answers() throws IOException {
    var json = JsonMapper.builder().build();
    return Files.readAllLines(folder.resolve("out/answers.jsonl")).stream()
        .map(json::readTree)
        .toList();
  }

  private JsonNode diagnose(String name) throws IOException {
    run();
    return answers().stream()
        .filter(answer -> answer.path("case").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String first(JsonNode answer, String list) {
    return answer.path(list).get(0).asString();
  }

  /// door → basket → store, each with processor time, slowness and requests. The culprit's
  /// processor is busy and it answers late; so do those who wait for it.
  private void writeCase(String name, String culprit) throws IOException {
    var at = Files.createDirectories(in().resolve(name));
    Files.writeString(
        at.resolve("case.json"), "{\"system\": \"shop\", \"alarm_time\": " + ALARM + "}");
    Files.writeString(
        at.resolve("topology.csv"), "from,to,kind\ndoor,basket,calls\nbasket,store,calls\n");
    gzip(at.resolve("normal.csv.gz"), table(culprit, ALARM + 90_000, 120, false));
    gzip(at.resolve("metrics.csv.gz"), table(culprit, ALARM - 600, 14, true));
  }

  private static String table(String culprit, long from, int rows, boolean incident) {
    var chain = List.of("door", "basket", "store");
    var random = new Random(7);
    var text = new StringBuilder("timestamp");
    for (var entity : chain)
      for (var metric : List.of("CpuUsage(%)", "Latency P95 (s)", "Requests"))
        text.append(",\"").append(entity).append('|').append(metric).append('"');
    for (int row = 0; row < rows; row++) {
      long time = from + 60L * row;
      boolean bad = incident && time >= ALARM - 60;
      text.append('\n').append(time);
      for (int i = 0; i < chain.size(); i++) {
        boolean isCulprit = chain.get(i).equals(culprit);
        boolean waits = i <= chain.indexOf(culprit);
        double noise = random.nextGaussian();
        text.append(
            String.format(
                Locale.ROOT,
                ",%.2f,%.3f,%.1f",
                20 + noise + (bad && isCulprit ? 60 : 0),
                0.2 - 0.05 * i + 0.005 * noise + (bad && waits ? 0.8 : 0),
                50 + noise));
      }
    }
    return text.append('\n').toString();
  }

  private static void gzip(Path file, String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
