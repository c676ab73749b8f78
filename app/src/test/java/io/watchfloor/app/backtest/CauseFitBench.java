package io.watchfloor.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.model.cause.CauseModel;
import io.watchfloor.model.cause.Clue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Fits the weights of `FittedWeights` and prints them with their figures: on the cases they were
/// fitted on, leaving each system out in turn, and leaving each seventh case out in turn. Run by
/// `mvn -Pbench verify -Dbench.data=DIR -Dtest=CauseFitBench`.
final class CauseFitBench {
  private static final double RIDGE = 1;
  private static final int FOLDS = 7;

  @Test
  void fitsTheWeightsAndSaysHowWellTheyDoWhereTheyWereNotFitted() throws Exception {
    var folder = Path.of(System.getProperty("bench.data", "")).resolve("rca/dev");
    assumeTrue(Files.isDirectory(folder), "no cases under -Dbench.data");
    var cases = KnownCase.all(folder);
    var weights = CauseFit.weights(lessons(cases), RIDGE);
    var out = new StringBuilder();
    for (var clue : Clue.values())
      out.append(
          String.format(Locale.ROOT, "      %-22s %6.2f%n", name(clue), weights[clue.ordinal()]));

    var fitted = new LinkedHashMap<KnownCase, CauseModel>();
    for (var it : cases) fitted.put(it, new CauseModel(weights, 0));
    line(out, "fitted and measured on the same cases", fitted);
    line(out, "each seventh case left out", sevenths(cases));
    var bySystem = systemsLeftOut(cases);
    line(out, "the case's system left out", bySystem);
    for (var system : new TreeSet<>(cases.stream().map(KnownCase::system).toList())) {
      var some = new LinkedHashMap<>(bySystem);
      some.keySet().removeIf(it -> !it.system().equals(system));
      line(out, "  of them " + system, some);
    }
    nothing(out, sevenths(cases));
    System.out.println(out);
    assertThat(right(bySystem)).isGreaterThan(0.6);
  }

  private static String name(Clue clue) {
    return clue.name().toLowerCase(Locale.ROOT);
  }

  private static List<CauseFit.Lesson> lessons(List<KnownCase> cases) {
    return cases.stream().map(KnownCase::lesson).toList();
  }

  private static Map<KnownCase, CauseModel> sevenths(List<KnownCase> cases) {
    var models = new LinkedHashMap<KnownCase, CauseModel>();
    for (int fold = 0; fold < FOLDS; fold++) {
      var others = new ArrayList<KnownCase>();
      for (int i = 0; i < cases.size(); i++) if (i % FOLDS != fold) others.add(cases.get(i));
      var model = new CauseModel(CauseFit.weights(lessons(others), RIDGE), 0);
      for (int i = fold; i < cases.size(); i += FOLDS) models.put(cases.get(i), model);
    }
    return models;
  }

  private static Map<KnownCase, CauseModel> systemsLeftOut(List<KnownCase> cases) {
    var models = new LinkedHashMap<KnownCase, CauseModel>();
    for (var system : new TreeSet<>(cases.stream().map(KnownCase::system).toList())) {
      var others = cases.stream().filter(it -> !it.system().equals(system)).toList();
      var model = new CauseModel(CauseFit.weights(lessons(others), RIDGE), 0);
      for (var it : cases) if (it.system().equals(system)) models.put(it, model);
    }
    return models;
  }

  private static double right(Map<KnownCase, CauseModel> models) {
    return share(models, 1);
  }

  private static double share(Map<KnownCase, CauseModel> models, int places) {
    return models.entrySet().stream().filter(e -> e.getKey().place(e.getValue()) <= places).count()
        / (double) models.size();
  }

  private static void line(StringBuilder out, String what, Map<KnownCase, CauseModel> models) {
    double average = 0;
    for (int places = 1; places <= 5; places++) average += share(models, places) / 5;
    var withMetrics =
        models.entrySet().stream().filter(e -> !e.getKey().metrics().isEmpty()).toList();
    double metric =
        withMetrics.stream().filter(e -> e.getKey().metricPlace(e.getValue()) == 1).count()
            / Math.max(1.0, withMetrics.size());
    double sure =
        models.entrySet().stream()
            .mapToDouble(e -> e.getKey().topProbability(e.getValue()))
            .average()
            .orElse(0);
    out.append(
        String.format(
            Locale.ROOT,
            "%-40s n=%d AC@1 %.3f AC@3 %.3f Avg@5 %.3f metric AC@1 %.3f, first one's probability"
                + " %.3f%n",
            what,
            models.size(),
            share(models, 1),
            share(models, 3),
            average,
            metric,
            sure));
  }

  /// The worth of "something else" at which the first suspect's probability is, over the cases left
  /// out, as large as the share of those that were right.
  private static void nothing(StringBuilder out, Map<KnownCase, CauseModel> models) {
    double best = 0;
    double least = Double.MAX_VALUE;
    for (double nothing = -3; nothing <= 5; nothing += 0.05) {
      double sure = 0;
      for (var entry : models.entrySet())
        sure += entry.getKey().topProbability(new CauseModel(entry.getValue().weights(), nothing));
      double off = Math.abs(sure / models.size() - right(models));
      if (off >= least) continue;
      least = off;
      best = nothing;
    }
    out.append(String.format(Locale.ROOT, "NOTHING = %.2f%n", best));
    int[] all = new int[5];
    int[] right = new int[5];
    double[] said = new double[5];
    for (var entry : models.entrySet()) {
      var model = new CauseModel(entry.getValue().weights(), best);
      double sure = entry.getKey().topProbability(model);
      int fifth = (int) Math.min(4, sure * 5);
      all[fifth]++;
      said[fifth] += sure;
      if (entry.getKey().place(model) == 1) right[fifth]++;
    }
    for (int i = 0; i < 5; i++)
      out.append(
          String.format(
              Locale.ROOT,
              "said %.2f on average: right %d of %d%n",
              all[i] == 0 ? 0 : said[i] / all[i],
              right[i],
              all[i]));
  }
}
