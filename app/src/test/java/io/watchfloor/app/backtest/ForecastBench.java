package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.forecast.Forecasters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The figures of `backtest forecast` and `backtest capacity` on public series, beside those of
/// peers on the same series: `mvn -Pbench verify -Dbench.data=DIR -Dtest=ForecastBench`. DIR holds
/// `forecast/m4_hourly.csv.gz`, `ops_hourly.csv.gz` and `capacity.csv.gz`.
class ForecastBench {
  private static final String COMMAND = "mvn -Pbench verify -Dtest=ForecastBench -Dbench.data=…";
  private static final int HORIZON = 168;
  private static final double NEVER = 1008;
  private static final double FAR = 504;

  @TempDir Path place;

  private record Asked(String id, double[] past, double[] actual) {}

  private static List<String[]> rows(String file) throws IOException {
    var path = Path.of(System.getProperty("bench.data", "")).resolve("forecast").resolve(file);
    assumeTrue(Files.exists(path), "needs -Dbench.data");
    try (var in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(path))))) {
      return in.lines().skip(1).map(line -> line.split(",", -1)).toList();
    }
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
  }

  private List<String[]> run(String command, List<String> tasks) throws IOException {
    var in = Files.write(place.resolve("tasks.jsonl"), tasks);
    var out = place.resolve("answers.csv");
    int exit =
        new CommandLine(new Backtest())
            .setOut(new PrintWriter(System.out))
            .execute(command, "--in", in.toString(), "--out", out.toString());
    assertEquals(0, exit);
    return Files.readAllLines(out).stream().skip(1).map(line -> line.split(",", -1)).toList();
  }

  private Map<String, double[][]> forecasts(List<Asked> asked, int horizon) throws IOException {
    var tasks = new ArrayList<String>();
    for (var one : asked)
      tasks.add(
          "{\"id\":\"%s\",\"step_seconds\":3600,\"horizon\":%d,\"values\":%s}"
              .formatted(one.id(), horizon, Arrays.toString(one.past())));
    var told = new LinkedHashMap<String, double[][]>();
    for (var row : run("forecast", tasks)) {
      var steps = told.computeIfAbsent(row[0], id -> new double[horizon][]);
      steps[Integer.parseInt(row[1]) - 1] =
          Arrays.stream(row, 2, 7).mapToDouble(Double::parseDouble).toArray();
    }
    return told;
  }

  private static double mean(List<ForecastScores> all, ToDoubleFunction<ForecastScores> score) {
    return all.stream().mapToDouble(score).average().orElse(Double.NaN);
  }

  private static void print(String figure, double ours, String peer) {
    System.out.printf(Locale.ROOT, "| %s | %.3f | %s | `%s` |%n", figure, ours, peer, COMMAND);
  }

  private static void print(String what, List<ForecastScores> all, String... peers) {
    print(what + ", MASE", mean(all, ForecastScores::mase), peers[0]);
    print(what + ", MSIS", mean(all, ForecastScores::msis), peers[1]);
    print(what + ", inside 80 %", mean(all, ForecastScores::inside80), peers[2]);
    print(what + ", inside 95 %", mean(all, ForecastScores::inside95), peers[3]);
  }

  @Test
  void hourlySeriesOfTheM4Competition() throws IOException {
    var asked = new ArrayList<Asked>();
    for (var row : rows("m4_hourly.csv.gz"))
      asked.add(new Asked(row[0], numbers(row[2]), numbers(row[3])));
    var told = forecasts(asked, 48);
    var scores = new ArrayList<ForecastScores>();
    for (var one : asked)
      scores.add(ForecastScores.of(one.past(), one.actual(), told.get(one.id()), 48, 0));
    double owa =
        (mean(scores, ForecastScores::smape) / mean(scores, ForecastScores::naiveSmape)
                + mean(scores, ForecastScores::mase) / mean(scores, ForecastScores::naiveMase))
            / 2;
    print("M4 Hourly, OWA", owa, "0.410 (best published, all 414)");
    print(
        "M4 Hourly",
        scores,
        "0.801 (best published, all 414)",
        "6.139 (best published, all 414)",
        "0.726 (seasonal naive)",
        "0.834 (seasonal naive)");
  }

  @Test
  void hourlySeriesOfOperations() throws IOException {
    var asked = new ArrayList<Asked>();
    for (var row : rows("ops_hourly.csv.gz")) {
      var values = numbers(row[3]);
      for (int k = 0; k < 3; k++) {
        int origin = values.length - HORIZON * (3 - k) - 8 * (2 - k);
        asked.add(
            new Asked(
                row[0] + "@" + k,
                Arrays.copyOf(values, origin),
                Arrays.copyOfRange(values, origin, origin + HORIZON)));
      }
    }
    var told = forecasts(asked, HORIZON);
    var day = new ArrayList<ForecastScores>();
    var week = new ArrayList<ForecastScores>();
    for (var one : asked) {
      var steps = told.get(one.id());
      day.add(ForecastScores.of(one.past(), one.actual(), steps, 24, 0.01));
      week.add(ForecastScores.of(one.past(), one.actual(), steps, HORIZON, 0.01));
    }
    print(
        "operations, next day",
        day,
        "1.162 (seasonal naive)",
        "25.2 (Holt-Winters)",
        "0.907 (Holt-Winters)",
        "0.956 (Holt-Winters)");
    print(
        "operations, next week",
        week,
        "1.561 (seasonal naive)",
        "39.9 (last week again)",
        "0.891 (last week again)",
        "0.937 (last week again)");
  }

  @Test
  void whenALimitIsReached() throws IOException {
    var rows = rows("capacity.csv.gz");
    var tasks = new ArrayList<String>();
    for (var row : rows)
      tasks.add(
          "{\"id\":\"%s\",\"step_seconds\":3600,\"limit\":%s,\"values\":%s}"
              .formatted(row[0], row[3], Arrays.toString(numbers(row[5]))));
    var answers = run("capacity", tasks);
    var errors = new ArrayList<Double>();
    int near = 0, missed = 0, inside = 0, calm = 0, alarms = 0;
    for (int i = 0; i < answers.size(); i++) {
      double told = Math.min(NEVER, hours(answers.get(i)[1]));
      if (rows.get(i)[4].isEmpty()) {
        calm++;
        if (told <= FAR) alarms++;
        continue;
      }
      double truth = Double.parseDouble(rows.get(i)[4]);
      errors.add(Math.abs(told - truth));
      if (Math.abs(told - truth) <= 0.25 * truth) near++;
      if (told > FAR) missed++;
      if (hours(answers.get(i)[2]) <= truth && truth <= hours(answers.get(i)[3])) inside++;
    }
    double reached = errors.size();
    errors.sort(null);
    double median = (errors.get((errors.size() - 1) / 2) + errors.get(errors.size() / 2)) / 2;
    print("limit reached, median error in hours", median, "24.6 (predict_linear over 24 h)");
    print("limit reached, within 25 %", near / reached, "0.480 (predict_linear over 24 h)");
    print("limit reached, missed", missed / reached, "0.235 (predict_linear over 24 h)");
    print("limit not reached, false alarms", (double) alarms / calm, "0.163 (the same)");
    print("limit reached, inside 80 %", inside / reached, "none says it");
  }

  private static double hours(String text) {
    return text.equals("never") ? NEVER : Double.parseDouble(text);
  }

  /// Processor time of one thread, warm.
  @Test
  void timeASeries() throws IOException {
    var rows = rows("ops_hourly.csv.gz");
    for (int horizon : new int[] {24, HORIZON}) {
      double millis = 0;
      for (int round = 0; round < 3; round++) {
        long before = processorNanos();
        for (var row : rows.subList(0, 60))
          Forecasters.forecast(past(row, 3), horizon * 3_600_000L, 3_600_000L).orElseThrow();
        millis = (processorNanos() - before) / 1e6 / 60;
      }
      print(
          "ms a series with back-test, " + horizon + " h ahead",
          millis,
          horizon == 24 ? "105 (Holt-Winters)" : "5,593 (RandomCutForest)");
    }
  }

  private static io.watchfloor.model.signal.Series past(String[] row, int column) {
    return Past.of(
        new Task(
            "x", 3_600_000, OptionalInt.empty(), OptionalDouble.empty(), numbers(row[column])));
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
