package io.watchfloor.app.backtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/// Figures of `backtest diagnose` on public cases with known culprits, by the evaluator that comes
/// with the data: `mvn -Pbench verify -Dbench.data=DIR -Dtest=CauseBench`. Where the weights were
/// not fitted: `CauseFitBench`.
final class CauseBench {
  private static final Path RCA = Path.of(System.getProperty("bench.data", "")).resolve("rca");

  @TempDir Path out;

  @Test
  void culpritsOfInjectedFaults() throws Exception {
    var cases = RCA.resolve("dev");
    assumeTrue(Files.isDirectory(cases), "no cases under -Dbench.data");
    var answers = diagnose(cases);
    var evaluator =
        new ProcessBuilder(
                "python3",
                RCA.resolve("tools/eval_rca.py").toString(),
                cases.toString(),
                answers.toString())
            .redirectErrorStream(true)
            .start();
    try (var said = evaluator.getInputStream()) {
      System.out.println(new String(said.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertEquals(0, evaluator.waitFor());
    System.out.println(
        "best peer on the same cases: entity AC@1 0.34, AC@3 0.56, Avg@5 0.51; metric AC@1 0.22");
  }

  @Test
  void culpritChanges() throws Exception {
    var cases = RCA.resolve("changes/dev");
    assumeTrue(Files.isDirectory(cases), "no cases under -Dbench.data");
    var json = JsonMapper.builder().build();
    int right = 0;
    int decoys = 0;
    int all = 0;
    for (var line : Files.readAllLines(diagnose(cases))) {
      var answer = json.readTree(line);
      var truth =
          json.readTree(
              Files.readString(
                  cases.resolve(answer.path("case").asString()).resolve("truth.json")));
      var wrong = new HashSet<String>();
      truth.path("decoys").forEach(decoy -> wrong.add(decoy.asString()));
      all++;
      var first = answer.path("changes").path(0).asString();
      if (first.equals(truth.path("culprit_change").asString())) right++;
      for (var named : answer.path("changes")) if (wrong.contains(named.asString())) decoys++;
    }
    System.out.println(
        "changes: " + right + " of " + all + " right, " + decoys + " decoys named; best rule 3");
  }

  private Path diagnose(Path cases) {
    var answers = out.resolve("answers.jsonl");
    var code =
        new CommandLine(new Backtest())
            .execute("diagnose", "--in", cases.toString(), "--out", answers.toString());
    assertEquals(0, code);
    return answers;
  }
}
