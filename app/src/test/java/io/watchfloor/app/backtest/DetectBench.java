package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.detect.Detector;
import io.watchfloor.model.detect.DetectorFamily;
import io.watchfloor.model.detect.SurpriseDetector;
import io.watchfloor.model.detect.Verdicts;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Speed and memory of both tiers beside RandomCutForest in one JVM, and the evaluator's figures of
/// `backtest detect` on public series: `mvn -Pbench verify -Dbench.data=DIR -Dtest=DetectBench`.
/// DIR holds `anomaly/dev` and `anomaly/eval/evaluate.py` (Python 3 with numpy).
class DetectBench {
  private static final int ROUNDS = 7;
  private static final int WIDE_SERIES = 100_000;
  private static final int DEEP_SERIES = 500;
  private static final int FORESTS = 200;
  private static final long STEP = 15_000;

  /// Figures of peers on the same series: best VUS-PR, best event-F1.
  private static final Map<String, String> PEERS =
      new TreeMap<>(
          Map.of(
              "NAB", "0.312 (Sub-PCA) / 0.722 (HTM)",
              "MSCLOUD", "0.472 (RCF) / 0.436 (EWMA)",
              "AIOPS", "0.281 (RCF) / 0.417 (Sub-PCA)",
              "JSD2", "0.247 (netdata) / 0.506 (Sub-PCA)",
              "ASD", "0.279 (netdata) / 0.488 (RCF)",
              "SMD", "0.209 (Sub-PCA) / 0.368 (netdata)"));

  @TempDir Path place;

  /// Something that takes the next point of each of its series in turn.
  private interface Crowd {
    void round();

    int points();
  }

  private static double point(int series, int n, SplittableRandom random) {
    return 100 + series % 7 + 20 * Math.sin(n / 40.0 + series) + random.nextGaussian();
  }

  private static Crowd ours(DetectorFamily family, int series, int pointsARound) {
    var detectors = new Detector[series];
    Arrays.setAll(detectors, i -> family.fresh(i));
    var verdicts = new Verdicts();
    verdicts.reset(1);
    var random = new SplittableRandom(1);
    var at = new long[1];
    var value = new double[1];
    var n = new int[1];
    return new Crowd() {
      @Override
      public void round() {
        for (int k = 0; k < pointsARound; k++, n[0]++)
          for (int i = 0; i < series; i++) {
            at[0] = 1_700_000_000_000L + n[0] * STEP;
            value[0] = point(i, n[0], random);
            detectors[i].observe(at, value, 0, 1, verdicts);
          }
      }

      @Override
      public int points() {
        return pointsARound * series;
      }
    };
  }

  /// Asked by reflection, so that only the profile that brings it needs it.
  private static Crowd forests(int pointsARound) throws ReflectiveOperationException {
    Class<?> type;
    try {
      type = Class.forName("com.amazon.randomcutforest.RandomCutForest");
    } catch (ClassNotFoundException e) {
      assumeTrue(false, "needs -Pbench: RandomCutForest is not there");
      throw e;
    }
    var forests = new Object[FORESTS];
    for (int i = 0; i < FORESTS; i++) {
      Object builder = type.getMethod("builder").invoke(null);
      set(builder, "dimensions", 8);
      set(builder, "shingleSize", 8);
      set(builder, "internalShinglingEnabled", true);
      set(builder, "sampleSize", 256);
      set(builder, "numberOfTrees", 50);
      set(builder, "parallelExecutionEnabled", false);
      set(builder, "randomSeed", (long) i);
      forests[i] = builder.getClass().getMethod("build").invoke(builder);
    }
    var score = type.getMethod("getAnomalyScore", double[].class);
    var update = type.getMethod("update", double[].class);
    var random = new SplittableRandom(1);
    var n = new int[1];
    return new Crowd() {
      @Override
      public void round() {
        try {
          for (int k = 0; k < pointsARound; k++, n[0]++)
            for (int i = 0; i < FORESTS; i++) {
              var value = new double[] {point(i, n[0], random)};
              score.invoke(forests[i], value);
              update.invoke(forests[i], value);
            }
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }

      @Override
      public int points() {
        return pointsARound * FORESTS;
      }
    };
  }

  private static void set(Object builder, String name, Object value)
      throws ReflectiveOperationException {
    for (Method method : builder.getClass().getMethods())
      if (method.getName().equals(name) && method.getParameterCount() == 1) {
        method.invoke(builder, value);
        return;
      }
    throw new NoSuchMethodException(name);
  }

  private static double speed(Crowd crowd) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    crowd.round();
    return crowd.points() * 1e9 / (threads.getCurrentThreadCpuTime() - before);
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void print(String figure, double ours, String peer) {
    System.out.printf(Locale.ROOT, "| %s | %.4g | %s |%n", figure, ours, peer);
  }

  private static double median(double[] values) {
    var sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Test
  void speedAndMemoryBesideRandomCutForest() throws Exception {
    long empty = heap();
    var forests = forests(20);
    for (int i = 0; i < 30; i++) forests.round();
    long afterForests = heap();
    var wide = ours(SurpriseDetector.WIDE, WIDE_SERIES, 5);
    for (int i = 0; i < 30; i++) wide.round();
    long afterWide = heap();
    var deep = ours(SurpriseDetector.DEEP, DEEP_SERIES, 20);
    for (int i = 0; i < 30; i++) deep.round();
    long afterDeep = heap();
    double[][] speeds = new double[3][ROUNDS];
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      speeds[0][round] = speed(forests);
      speeds[1][round] = speed(wide);
      speeds[2][round] = speed(deep);
      ratios[round] = speeds[1][round] / speeds[0][round];
    }
    double forest = median(speeds[0]);
    var peer = String.format(Locale.ROOT, "%.0f (RandomCutForest, 50 trees)", forest);
    print("wide, points a second and core, 100,000 series in turn", median(speeds[1]), peer);
    print("wide, times RandomCutForest, median of " + ROUNDS + " rounds", median(ratios), "1");
    print("wide, times RandomCutForest, worst round", Arrays.stream(ratios).min().orElse(0), "1");
    print("deep, points a second and core, 500 series in turn", median(speeds[2]), peer);
    var kib = String.format(Locale.ROOT, "%.0f", (afterForests - empty) / 1024.0 / FORESTS);
    print("wide, KiB a series", (afterWide - afterForests) / 1024.0 / WIDE_SERIES, kib);
    print("deep, KiB a series", (afterDeep - afterWide) / 1024.0 / DEEP_SERIES, kib);
    forests.round();
    wide.round();
  }

  @Test
  void figuresOfTheEvaluator() throws Exception {
    var data = Path.of(System.getProperty("bench.data", "")).resolve("anomaly");
    assumeTrue(Files.exists(data.resolve("dev/manifest.csv")), "needs -Dbench.data");
    for (var tier : new String[] {"deep", "wide"}) {
      var out = place.resolve(tier);
      int exit =
          new CommandLine(new Backtest())
              .setOut(new PrintWriter(System.out))
              .execute(
                  "detect",
                  "--in",
                  data.resolve("dev").toString(),
                  "--out",
                  out.toString(),
                  "--tier",
                  tier);
      assertEquals(0, exit);
      for (var line : evaluate(data, out).lines().toList()) print(tier, line);
    }
  }

  private static String evaluate(Path data, Path scores) throws Exception {
    var process =
        new ProcessBuilder(
                "python3",
                data.resolve("eval/evaluate.py").toString(),
                "run",
                "--data",
                data.resolve("dev").toString(),
                "--scores",
                scores.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    return told;
  }

  private static void print(String tier, String line) {
    var words = line.split(" ");
    var figures = new TreeMap<String, String>();
    for (var word : words)
      if (word.contains("=")) figures.put(word.split("=")[0], word.split("=", 2)[1]);
    System.out.printf(
        Locale.ROOT,
        "| %s, %s | VUS-PR %s, event-F1 %s, false a day %s, delay %s s, NAB onset %s | %s |%n",
        words[0],
        tier,
        figures.get("vus_pr"),
        figures.get("event_f1"),
        figures.get("false_per_day"),
        figures.get("delay_s_median"),
        figures.getOrDefault("nab_onset", "–"),
        PEERS.getOrDefault(words[0], "–"));
  }
}
