package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The figures of `backtest correlate` beside the best peer's on the same streams: `mvn -Pbench
/// verify -Dbench.data=DIR -Dtest=CorrelationBench -Dsurefire.failIfNoSpecifiedTests=false`. DIR
/// holds `correlation/dev` and the evaluator `correlation/tools/eval_corr.py`, which is run by
/// python3. The peers' figures come with the data.
final class CorrelationBench {
  private static final String COMMAND =
      "mvn -Pbench verify -Dbench.data=DIR -Dtest=CorrelationBench";

  /// One figure of the evaluator, the best peer's, and what a build must hold (up or down).
  private record Goal(String words, String figure, String peer, double floor, boolean isMore) {
    boolean isMet(JsonNode figure) {
      return isMore ? figure.asDouble() >= floor : figure.asDouble() <= floor;
    }
  }

  private static final List<Goal> GOALS =
      List.of(
          new Goal("all-alert F1", "pair_F1", "0.845", 0.90, true),
          new Goal("incident F1", "incident_pair_F1", "0.817", 0.88, true),
          new Goal("V", "V", "0.927", 0.955, true),
          new Goal("clean incidents", "clean_incident_rate", "0.601", 0.66, true),
          new Goal("over-merge", "over_merge_rate", "0.217", 0.15, false),
          new Goal("noise reduction", "noise_reduction", "0.962", 0.95, true),
          new Goal("missed", "missed_incident_rate", "0.000", 0, false),
          new Goal("noise-only incidents a stream", "noise_only_incidents", "0.3", 0.5, false),
          new Goal("mean delay, s", "delay_mean_s", "45", 45, false));

  @TempDir Path out;

  @Test
  void incidentsAreBetterThanTheBestPeers() throws IOException, InterruptedException {
    var data = Path.of(System.getProperty("bench.data", "")).resolve("correlation");
    var evaluator = data.resolve("tools/eval_corr.py");
    assumeTrue(Files.exists(evaluator), "no streams under -Dbench.data");
    var streams = data.resolve("dev");
    int exit =
        new CommandLine(new Backtest())
            .setOut(new PrintWriter(System.out))
            .execute("correlate", "--in", streams.toString(), "--out", out.toString());
    assertEquals(0, exit);
    var figures =
        JsonMapper.builder()
            .build()
            .readTree(run("python3", evaluator.toString(), streams.toString(), out.toString()));
    System.out.println("| figure | ours | best peer | command |\n|---|---|---|---|");
    for (var goal : GOALS) {
      double ours = figures.get(goal.figure()).asDouble();
      System.out.printf("| %s | %.3f | %s | `%s` |%n", goal.words(), ours, goal.peer(), COMMAND);
    }
    assertAll(
        GOALS.stream()
            .map(goal -> () -> assertTrue(goal.isMet(figures.get(goal.figure())), goal.words())));
  }

  private static String run(String... argv) throws IOException, InterruptedException {
    var process = new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
