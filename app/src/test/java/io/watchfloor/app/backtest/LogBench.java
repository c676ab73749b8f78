package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.log.Knowledge;
import io.watchfloor.model.log.TemplateMiner;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The evaluator's figures of `backtest templates` on public logs, whole and with groups of what
/// the miner knows left out; of `backtest sessions`; speed and memory: `mvn -Pbench verify
/// -Dbench.data=DIR -Dtest=LogBench`. DIR holds `logs/truth`, `logs/messages.py`,
/// `logs/evaluate.py` (Python 3) and `logs/anomaly`. Only this bench reads the truth, not the
/// commands.
class LogBench {
  private static final int ROUNDS = 9;
  private static final String PEER = "0.751 / – / 0.42 / 0.47";

  @TempDir Path place;

  private static Path data() {
    var data = Path.of(System.getProperty("bench.data", "")).resolve("logs");
    assumeTrue(Files.exists(data.resolve("evaluate.py")), "needs -Dbench.data");
    return data;
  }

  private static String python(Path script, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("python3", script.toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return told;
  }

  private static void run(String... arguments) {
    int exit =
        new CommandLine(new Backtest())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(System.out, true))
            .setErr(new PrintWriter(System.err, true))
            .execute(arguments);
    assertEquals(0, exit);
  }

  private Path messages() throws Exception {
    var in = place.resolve("messages");
    python(data().resolve("messages.py"), in.toString());
    return in;
  }

  /// GA, FGA, PA, FTA of every system and their mean, named as the evaluator names them.
  private Map<String, double[]> evaluate(Path in, String name, Knowledge... without)
      throws Exception {
    var out = place.resolve(name);
    var arguments =
        new ArrayList<>(List.of("templates", "--in", in.toString(), "--out", out.toString()));
    for (var group : without) arguments.addAll(List.of("--without", group.name()));
    run(arguments.toArray(String[]::new));
    var told =
        python(
            data().resolve("evaluate.py"),
            "--dir",
            data().resolve("truth").toString(),
            out.toString(),
            "--split",
            "dev");
    var figures = new LinkedHashMap<String, double[]>();
    for (var line : told.lines().skip(1).toList()) {
      var cells = line.strip().split("\\s+");
      figures.put(cells[0], Arrays.stream(cells, 1, 5).mapToDouble(Double::parseDouble).toArray());
    }
    return figures;
  }

  private static String row(double[] it) {
    return String.format(Locale.ROOT, "%.3f / %.3f / %.3f / %.3f", it[0], it[1], it[2], it[3]);
  }

  @Test
  void figuresOfTheEvaluatorWholeAndWithGroupsLeftOut() throws Exception {
    var in = messages();
    System.out.println(
        "| what is known beforehand | GA / FGA / PA / FTA, mean | systems that lose |");
    var whole = evaluate(in, "whole");
    tell("all", whole, whole);
    for (var group : Knowledge.values())
      tell("without " + group, evaluate(in, "no-" + group, group), whole);
    var nothing = evaluate(in, "nothing", Knowledge.values());
    tell("nothing: digits, marks, paths, addresses", nothing, whole);
    System.out.println("| best peer with one setting | " + PEER + " | |");
    assertTrue(whole.containsKey("MEAN"));
  }

  /// Names the systems whose GA or FTA falls by more than a hundredth.
  private static void tell(
      String what, Map<String, double[]> figures, Map<String, double[]> whole) {
    var losers = new ArrayList<String>();
    figures.forEach(
        (system, it) -> {
          var all = whole.getOrDefault(system, it);
          boolean loses = all[0] - it[0] > 0.01 || all[3] - it[3] > 0.01;
          if (loses && !system.equals("MEAN")) losers.add(system);
        });
    System.out.println(
        "| "
            + what
            + " | "
            + row(figures.get("MEAN"))
            + " | "
            + losers.size()
            + " "
            + losers
            + " |");
  }

  @Test
  void figuresOfSessions() throws Exception {
    var gzipped = data().resolve("anomaly/hdfs100k_sessions.csv.gz");
    assumeTrue(Files.exists(gzipped), "needs logs/anomaly");
    var out = place.resolve("sessions.csv");
    run("sessions", "--in", gzipped.toString(), "--out", out.toString());
    var alerts = new HashMap<String, Boolean>();
    for (var line : Files.readAllLines(out)) {
      var cells = line.split(",");
      alerts.put(cells[0], cells[2].equals("1"));
    }
    int[] counts = new int[3];
    var bySequence = new HashMap<String, int[]>();
    try (var rows = RowFile.open(gzipped)) {
      rows.next();
      for (var row = rows.next(); row != null; row = rows.next()) {
        var cells = row.split(",");
        if (!cells[1].equals("dev")) continue;
        boolean isBad = cells[2].equals("1"), isTold = alerts.get(cells[0]);
        if (isBad) counts[0]++;
        if (isTold) counts[1]++;
        if (isBad && isTold) counts[2]++;
        bySequence.computeIfAbsent(cells[3], k -> new int[2])[isBad ? 1 : 0]++;
      }
    }
    double precision = (double) counts[2] / counts[1], recall = (double) counts[2] / counts[0];
    System.out.printf(
        Locale.ROOT,
        "| sessions, dev: F1 / precision / recall | %.3f / %.3f / %.3f | 0.667 (unseen pairs) |%n",
        2 * precision * recall / (precision + recall),
        precision,
        recall);
    System.out.printf(
        Locale.ROOT,
        "| sessions, dev: best F1 of anyone who sees the sequence alone and knows the truth | %.3f"
            + " | |%n",
        ceiling(bySequence.values(), counts[0]));
  }

  /// Sessions with equal events get equal verdicts; the best choice of which to tell.
  private static double ceiling(Iterable<int[]> sequences, int bad) {
    var sorted = new ArrayList<int[]>();
    sequences.forEach(sorted::add);
    sorted.sort(
        (a, b) -> Double.compare(b[1] * (double) (a[0] + a[1]), a[1] * (double) (b[0] + b[1])));
    double best = 0;
    int told = 0, right = 0;
    for (var it : sorted) {
      told += it[0] + it[1];
      right += it[1];
      best = Math.max(best, 2.0 * right / (told + bad));
    }
    return best;
  }

  private List<String> mix() throws Exception {
    var all = new ArrayList<List<String>>();
    try (var files = Files.list(messages())) {
      for (var file : files.sorted().toList()) all.add(Files.readAllLines(file));
    }
    var mix = new ArrayList<String>();
    for (int i = 0; i < all.getFirst().size(); i++)
      for (var lines : all) if (i < lines.size()) mix.add(lines.get(i));
    return mix;
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double speed(int lines, Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return lines * 1e9 / (threads.getCurrentThreadCpuTime() - before);
  }

  @Test
  void speedOnAMixOfSystems() throws Exception {
    var mix = mix();
    var miner = new TemplateMiner();
    var detectors = new Detectors();
    var mined = new double[ROUNDS];
    var watched = new double[ROUNDS];
    for (int round = -3; round < ROUNDS; round++) {
      double one = speed(mix.size() * 10, () -> mine(miner, mix, 10));
      int minute = round;
      double other = speed(mix.size(), () -> watch(detectors, mix, minute));
      if (round < 0) continue;
      mined[round] = one;
      watched[round] = other;
    }
    var line = "| %s | %,.0f | %s |%n";
    System.out.printf(
        Locale.ROOT,
        line,
        "lines a second and core, masking and mining",
        median(mined),
        "26,000–43,000 (masks by expressions)");
    System.out.printf(
        Locale.ROOT, line, "the same with lives, bands and findings of each", median(watched), "–");
    System.out.printf(Locale.ROOT, line, "templates of the mix", (double) miner.size(), "–");
  }

  private static void mine(TemplateMiner miner, List<String> lines, int times) {
    for (int n = 0; n < times; n++) for (var line : lines) miner.take(line);
  }

  /// Lines of four entities, some three hundred a second.
  private static void watch(Detectors detectors, List<String> lines, int minute) {
    var source = new SourceId("bench");
    var start = Instant.ofEpochSecond(1_700_000_000L + 60L * minute);
    var batch = new ArrayList<LogLine>();
    for (int i = 0; i < lines.size(); i++) {
      var at = start.plusMillis(60_000L * i / lines.size());
      batch.add(
          new LogLine(
              source,
              new EntityId("e" + i % 4),
              Labels.EMPTY,
              Severity.INFO,
              lines.get(i),
              at,
              at));
      if (batch.size() < 300) continue;
      detectors.observe(
          new Signals(
              List.of(), List.of(), List.of(), List.of(), List.copyOf(batch), List.of(), List.of()),
          at);
      batch.clear();
    }
  }

  @Test
  void memoryStaysBoundedWhateverComes() throws Exception {
    var random = new SplittableRandom(3);
    var detectors = new Detectors();
    long empty = heap();
    long most = 0;
    for (int round = 0; round < 6; round++) {
      var lines = new ArrayList<String>();
      for (int i = 0; i < 100_000; i++) lines.add(gibberish(random));
      watch(detectors, lines, round);
      lines.clear();
      long now = heap() - empty;
      System.out.printf(
          Locale.ROOT,
          "| MB held after %,d lines of new words and values | %.0f | – |%n",
          (round + 1) * 100_000,
          now / 1e6);
      most = Math.max(most, now);
    }
    assertEquals(5_000, detectors.templates(10_000).size());
    assertTrue(most < 400_000_000, most + " bytes held");
  }

  private static String gibberish(SplittableRandom random) {
    var text = new StringBuilder();
    for (int n = random.nextInt(2, 12); n > 0; n--) {
      for (int i = random.nextInt(3, 40); i > 0; i--)
        text.append((char) ('a' + random.nextInt(26)));
      text.append(" v=").append(random.nextLong()).append(' ');
    }
    return text.toString();
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
