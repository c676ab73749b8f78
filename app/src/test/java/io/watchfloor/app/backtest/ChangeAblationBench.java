package io.watchfloor.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.cause.ChangeJudge;
import io.watchfloor.model.cause.ChangeJudge.Trait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What each question about a change is worth: how many culprits are still named first with its
/// weight at nothing, a half and twice. Run by `mvn -Pbench verify -Dbench.data=DIR
/// -Dtest=ChangeAblationBench`.
final class ChangeAblationBench {
  private record Known(
      List<ChangeJudge.Candidate> changes, ChangeJudge.Situation situation, String culprit) {
    boolean isRight(Map<Trait, Double> weights) {
      var judged = ChangeJudge.judge(changes, situation, weights);
      boolean none = judged.isEmpty() || !judged.getFirst().isToBlame();
      return culprit.equals(none ? "none" : judged.getFirst().candidate().id());
    }
  }

  @Test
  void noSingleQuestionCarriesTheAnswer() throws Exception {
    var folder = Path.of(System.getProperty("bench.data", "")).resolve("rca/changes/dev");
    assumeTrue(Files.isDirectory(folder), "no cases under -Dbench.data");
    var cases = new ArrayList<Known>();
    try (var folders = Files.list(folder)) {
      for (var it : folders.sorted().toList()) cases.add(known(it));
    }
    var out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "%-20s %5s %5s %5s%n", "weight times", "0", "0.5", "2"));
    long least = cases.size();
    for (var trait : Trait.values()) {
      long half = right(cases, trait, 0.5);
      long twice = right(cases, trait, 2);
      least = Math.min(least, Math.min(half, twice));
      out.append(
          String.format(
              Locale.ROOT,
              "%-20s %5d %5d %5d%n",
              trait.name().toLowerCase(Locale.ROOT),
              right(cases, trait, 0),
              half,
              twice));
    }
    out.append("of ")
        .append(cases.size())
        .append(", as they are: ")
        .append(right(cases, Trait.NEAR, 1));
    System.out.println(out);
    assertThat(least).isGreaterThanOrEqualTo(cases.size() / 2);
  }

  private static long right(List<Known> cases, Trait trait, double times) {
    var weights = new EnumMap<Trait, Double>(Trait.class);
    for (var one : Trait.values()) weights.put(one, one.weight() * (one == trait ? times : 1));
    return cases.stream().filter(it -> it.isRight(weights)).count();
  }

  private static Known known(Path folder) throws Exception {
    var read =
        new ChangeFolder(
                folder,
                sentence -> {
                  throw new IllegalStateException(sentence);
                })
            .read();
    var truth =
        JsonMapper.builder().build().readTree(Files.readString(folder.resolve("truth.json")));
    return new Known(
        read.changes(), DiagnoseWork.situation(read), truth.path("culprit_change").asString());
  }
}
