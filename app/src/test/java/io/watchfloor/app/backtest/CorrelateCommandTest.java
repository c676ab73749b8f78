package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class CorrelateCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CALLS =
      "from,to,kind\n\"s/web\",\"s/cart\",calls\n\"s/cart\",\"s/stock\",calls\n"
          + "\"s/web\",\"s/search\",calls\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  private final StringWriter said = new StringWriter();
  private List<String> lines = List.of();

  @BeforeEach
  void aStream() throws IOException {
    lines = stream(11);
    write("in/one", lines);
  }

  /// Three faults of a made-up shop among odd alerts that mean nothing.
  private static List<String> stream(long seed) {
    var random = new Random(seed);
    var alerts = new TreeMap<Double, String>();
    for (double start : new double[] {500, 2_600, 2_700}) {
      var services = start == 2_700 ? List.of("search", "web") : List.of("stock", "cart", "web");
      for (int i = 0; i < services.size(); i++)
        for (int repeat = 0; repeat < 2; repeat++)
          for (var family : List.of("latency", "errors"))
            alerts.put(
                start + 10 * i + 300 * repeat + random.nextDouble(),
                services.get(i) + " " + family);
    }
    for (int i = 0; i < 25; i++)
      alerts.put(
          4_000 * random.nextDouble(),
          List.of("web", "cart", "search", "stock").get(random.nextInt(4)) + " odd" + i);
    var lines = new ArrayList<String>();
    alerts.forEach(
        (at, what) ->
            lines.add(
                JSON.writeValueAsString(
                    Map.of(
                        "id",
                        "a" + lines.size(),
                        "ts",
                        at,
                        "source",
                        "x",
                        "alertname",
                        what.split(" ")[1],
                        "system",
                        "s",
                        "entity",
                        "s/" + what.split(" ")[0],
                        "severity",
                        "warning",
                        "summary",
                        what))));
    return lines;
  }

  private void write(String name, List<String> alerts) throws IOException {
    var stream = folder.resolve(name);
    Files.createDirectories(stream);
    Files.writeString(stream.resolve("alerts.jsonl"), String.join("\n", alerts) + "\n");
    Files.writeString(stream.resolve("topology.csv"), CALLS);
  }

  private int run(String in, String out) {
    return new CommandLine(new CorrelateCommand())
        .setErr(new PrintWriter(said))
        .setOut(new PrintWriter(said))
        .execute("--in", folder.resolve(in).toString(), "--out", folder.resolve(out).toString());
  }

  private List<String> answer(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  @Test
  void everyAlertGetsItsLineAndFaultsBecomeIncidents() throws IOException {
    assertEquals(0, run("in", "out"), said::toString);
    var rows = answer("out/one.jsonl");
    assertEquals(lines.size(), rows.size());
    var incidents =
        rows.stream()
            .map(row -> JSON.readTree(row).get("incident"))
            .filter(incident -> !incident.isNull())
            .distinct()
            .toList();
    assertTrue(incidents.size() >= 2 && incidents.size() <= 6, incidents::toString);
  }

  @Test
  void aStreamCutShortGivesTheSameDecisionsUpToTheCut() throws IOException {
    for (long seed = 21; seed < 25; seed++) {
      lines = stream(seed);
      write("in/one", lines);
      everyCutGivesTheSame("seed" + seed + "-");
    }
  }

  private void everyCutGivesTheSame(String name) throws IOException {
    run("in", "out");
    var whole = new TreeMap<String, String>();
    for (var row : answer("out/one.jsonl")) whole.put(JSON.readTree(row).get("id").asString(), row);
    for (int cut = 10; cut < lines.size(); cut += 9) {
      write(name + cut + "/any", lines.subList(0, cut));
      run(name + cut, name + "out" + cut);
      double until = JSON.readTree(lines.get(cut - 1)).get("ts").asDouble();
      for (var row : answer(name + "out" + cut + "/any.jsonl")) {
        var full = whole.get(JSON.readTree(row).get("id").asString());
        if (full != null && JSON.readTree(full).get("assigned_at").asDouble() <= until)
          assertEquals(full, row, "cut after " + cut + " lines");
      }
    }
  }

  @Test
  void truthIsNeverOpenedAndNamesMeanNothing() throws IOException {
    run("in", "out");
    write("other/zzz", lines);
    Files.writeString(folder.resolve("other/zzz/truth.jsonl"), "{broken");
    Files.writeString(folder.resolve("other/zzz/incidents.json"), "{broken");
    assertEquals(0, run("other", "other-out"), said::toString);
    assertEquals(answer("out/one.jsonl"), answer("other-out/zzz.jsonl"));
  }

  @Test
  void aBadLineIsToldWithFileAndLineAndTheRestIsDone() throws IOException {
    var broken = new ArrayList<>(lines);
    broken.set(3, "{\"id\": \"x\", \"ts\": \"soon\"}");
    broken.set(5, "not json \u0000 \u202e");
    write("bad/one", broken);
    assertEquals(1, run("bad", "bad-out"));
    assertTrue(
        said.toString().contains("alerts.jsonl: line 4: \"ts\" is no number"), said::toString);
    assertTrue(said.toString().contains("alerts.jsonl: line 6: this is no JSON"), said::toString);
    assertEquals(lines.size() - 2, answer("bad-out/one.jsonl").size());
  }

  @Test
  void withoutAGraphAlertsOfOneSystemAreStillGrouped() throws IOException {
    Files.delete(folder.resolve("in/one/topology.csv"));
    assertEquals(0, run("in", "out"), said::toString);
    assertTrue(
        answer("out/one.jsonl").stream().anyMatch(row -> row.contains("INC-")),
        "at least one incident");
  }
}
