package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `backtest forecast` and `backtest capacity` as a person would use them.
class TaskCommandsTest {
  @TempDir Path place;
  private final StringWriter said = new StringWriter();
  private final StringWriter complained = new StringWriter();

  private int run(String command, Path in, Path out) {
    return new CommandLine(new Backtest())
        .setOut(new PrintWriter(said))
        .setErr(new PrintWriter(complained))
        .execute(command, "--in", in.toString(), "--out", out.toString());
  }

  private List<String> answers(String command, List<String> lines) throws IOException {
    return answers(command, lines, 0);
  }

  private List<String> answers(String command, List<String> lines, int exit) throws IOException {
    var in = Files.write(place.resolve("tasks.jsonl"), lines);
    var out = place.resolve("made/answers.csv");
    assertEquals(exit, run(command, in, out), complained.toString());
    return Files.readAllLines(out);
  }

  private static String values(int seed, int count, boolean isGrowing) {
    var random = new SplittableRandom(seed);
    var values = new ArrayList<String>();
    double sum = 100;
    for (int i = 0; i < count; i++) {
      double daily = 10 + 5 * Math.sin(2 * Math.PI * i / 24) + random.nextDouble();
      sum += isGrowing ? daily / 10 : 0;
      values.add(String.format(Locale.ROOT, "%.4f", isGrowing ? sum : daily));
    }
    return "[" + String.join(",", values) + "]";
  }

  private static String forecastTask(String id, int seed) {
    return "{\"id\":\"%s\",\"step_seconds\":3600,\"horizon\":48,\"values\":%s}"
        .formatted(id, values(seed, 400, false));
  }

  private static String capacityTask(String id, int seed, double limit) {
    return "{\"id\":\"%s\",\"step_seconds\":3600,\"limit\":%s,\"values\":%s}"
        .formatted(id, limit, values(seed, 500, true));
  }

  @Test
  void everyStepOfEverySeriesIsAnsweredInTheFilesOrder() throws IOException {
    var rows = answers("forecast", List.of(forecastTask("b", 1), forecastTask("a", 2)));
    assertEquals("series,step,mean,lo80,hi80,lo95,hi95", rows.getFirst());
    assertEquals(1 + 2 * 48, rows.size());
    assertTrue(rows.get(1).startsWith("b,1,"));
    assertTrue(rows.getLast().startsWith("a,48,"));
    for (var row : rows.subList(1, rows.size())) {
      var cells = row.split(",");
      double low95 = Double.parseDouble(cells[5]), high95 = Double.parseDouble(cells[6]);
      double mean = Double.parseDouble(cells[2]);
      assertTrue(low95 <= mean && mean <= high95, row);
    }
    assertTrue(said.toString().contains("2 series answered"), said.toString());
  }

  @Test
  void otherNamesAndAnotherOrderChangeNothing() throws IOException {
    var first = answers("forecast", List.of(forecastTask("one", 1), forecastTask("two", 2)));
    var second = answers("forecast", List.of(forecastTask("x2", 2), forecastTask("x1", 1)));
    var renamed = new ArrayList<String>();
    for (var row : second.subList(49, 97)) renamed.add(row.replace("x1,", "one,"));
    for (var row : second.subList(1, 49)) renamed.add(row.replace("x2,", "two,"));
    assertEquals(first.subList(1, 97), renamed);
    var limits = answers("capacity", List.of(capacityTask("p", 3, 700), capacityTask("q", 4, 900)));
    var swapped =
        answers("capacity", List.of(capacityTask("r", 4, 900), capacityTask("s", 3, 700)));
    assertEquals(limits.get(1).substring(1), swapped.get(2).substring(1));
    assertEquals(limits.get(2).substring(1), swapped.get(1).substring(1));
  }

  @Test
  void aFileCutShortGivesTheSameRowsForWhatItHolds() throws IOException {
    var tasks = List.of(forecastTask("a", 1), forecastTask("b", 2), forecastTask("c", 3));
    var whole = answers("forecast", tasks);
    var cut = new ArrayList<>(tasks.subList(0, 2));
    assertEquals(whole.subList(0, 97), answers("forecast", cut));
    cut.add(tasks.get(2).substring(0, 500));
    assertEquals(whole.subList(0, 97), answers("forecast", cut, 1));
  }

  @Test
  void theTruthIsNeverRead() throws IOException {
    var plain = capacityTask("a", 1, 800);
    var told =
        "{\"true_hours\":3,\"actual\":[1,{\"values\":[9]},null],\"split\":\"dev\","
            + plain.substring(1);
    assertEquals(answers("capacity", List.of(plain)), answers("capacity", List.of(told)));
  }

  @Test
  void aBadLineIsNamedAndTheRestIsDone() throws IOException {
    var rows =
        answers(
            "forecast",
            List.of(
                forecastTask("good", 1),
                "{\"id\":\"half\",\"values\":[1,2",
                "[]",
                "{\"id\":\"words\",\"step_seconds\":3600,\"horizon\":2,\"values\":[\"<b>\"]}",
                "{\"id\":\"far\",\"step_seconds\":3600,\"horizon\":99999,\"values\":[1]}",
                "{\"id\":\"no step\",\"horizon\":2,\"values\":[1]}",
                "",
                forecastTask("also, good", 2)),
            1);
    assertEquals(1 + 2 * 48, rows.size());
    assertTrue(rows.getLast().startsWith("\"also, good\",48,"), rows.getLast());
    for (int line = 2; line <= 6; line++)
      assertTrue(complained.toString().contains("tasks.jsonl, line " + line + ": "), "" + line);
    assertTrue(said.toString().contains("5 lines unreadable"), said.toString());
  }

  @Test
  void tooLittleHistoryIsToldInsteadOfGuessed() throws IOException {
    var task = "{\"id\":\"new\",\"step_seconds\":60,\"horizon\":5,\"limit\":9,\"values\":[1,2,3]}";
    assertEquals(1, answers("forecast", List.of(task)).size());
    assertEquals(1, answers("capacity", List.of(task)).size());
    assertTrue(complained.toString().contains("line 1: not enough history"));
  }

  @Test
  void gapsAreNullsAndGzipIsRead() throws IOException {
    var gappy = forecastTask("a", 1).replaceFirst(",\"values\":\\[[^,]*,", ",\"values\":[null,");
    var in = place.resolve("tasks.jsonl.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(in))) {
      out.write((gappy + "\n").getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(0, run("forecast", in, place.resolve("f.csv")), complained.toString());
    assertEquals(49, Files.readAllLines(place.resolve("f.csv")).size());
    var whole = Files.readAllBytes(in);
    Files.write(in, java.util.Arrays.copyOf(whole, whole.length - 20));
    assertEquals(1, run("forecast", in, place.resolve("g.csv")));
    assertTrue(complained.toString().contains("cut short"), complained.toString());
  }

  @Test
  void aFillingVolumeIsFullWhenItsPaceSays() throws IOException {
    var rows =
        answers("capacity", List.of(capacityTask("soon", 1, 650), capacityTask("far", 1, 90_000)));
    assertEquals("task,hours,lo80,hi80", rows.getFirst());
    var soon = rows.get(1).split(",");
    double pace = 1.05;
    double expected = (650 - (100 + 500 * pace)) / pace;
    double hours = Double.parseDouble(soon[1]);
    assertEquals(expected, hours, 0.25 * expected);
    assertTrue(Double.parseDouble(soon[2]) <= hours && hours <= Double.parseDouble(soon[3]));
    assertEquals("far,never,never,never", rows.get(2));
  }

  @Test
  void aMissingFileIsSaidSo() {
    int exit = run("forecast", place.resolve("nowhere.jsonl"), place.resolve("f.csv"));
    assertTrue(exit != 0);
  }
}
