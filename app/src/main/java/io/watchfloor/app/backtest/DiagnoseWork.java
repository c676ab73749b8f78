package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CauseModel;
import io.watchfloor.model.cause.ChangeJudge;
import io.watchfloor.model.cause.Ranking;
import io.watchfloor.model.cause.Scene;
import io.watchfloor.model.signal.EntityId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Diagnoses every case of a folder, in the order of their alarms, so that each knows the logs of
/// the earlier ones of its system and of no later one.
final class DiagnoseWork {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_METRICS = 30;

  /// Changes this much less suspicious than the first are not named beside it, log-odds.
  private static final double AS_SUSPICIOUS = 0.7;

  /// Metrics of cases come about once a minute.
  private static final double SLACK_SECONDS = 45;

  private final Path in;
  private final Consumer<String> complain;
  private boolean isClean = true;

  DiagnoseWork(Path in, Consumer<String> complain) {
    this.in = in;
    this.complain = complain;
  }

  boolean isClean() {
    return isClean;
  }

  /// One line of JSON a case, in the order of the folders' names.
  List<String> run() throws IOException {
    var heads = new ArrayList<CaseFolder.Head>();
    var lines = new TreeMap<Path, String>();
    try (var folders = Files.list(in)) {
      for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
        if (ChangeFolder.is(folder)) {
          lines.put(folder, JSON.writeValueAsString(changes(folder)));
          continue;
        }
        if (!Files.exists(folder.resolve("case.json"))) {
          tell(folder + ": there is no case.json in it. It is left out.");
          continue;
        }
        new CaseFolder(folder, this::tell).head().ifPresent(heads::add);
      }
    }
    heads.sort(Comparator.comparingDouble(CaseFolder.Head::alarm));
    var memory = new CaseMemory();
    for (var head : heads) {
      var past = memory.before(head.system(), head.alarm());
      var read = new CaseFolder(head.folder(), this::tell).read(head, past);
      memory.remember(head.system(), read);
      lines.put(head.folder(), JSON.writeValueAsString(answer(head.folder(), read.scene())));
    }
    return List.copyOf(lines.values());
  }

  /// How much each entity is suspected: by the ranking, and at least as much as it complains.
  private static Map<EntityId, Double> ailing(ChangeFolder.Read read, Ranking ranking) {
    var ailing = new TreeMap<EntityId, Double>();
    for (var culprit : ranking.culprits()) ailing.put(culprit.entity(), culprit.probability());
    for (var entity : read.alerted()) ailing.put(entity, 1.0);
    return ailing;
  }

  static ChangeJudge.Situation situation(ChangeFolder.Read read) {
    return new ChangeJudge.Situation(
        read.scene().topology(),
        ailing(read, Ranking.of(read.scene())),
        read.began(),
        SLACK_SECONDS,
        read.symptoms());
  }

  private void tell(String sentence) {
    isClean = false;
    complain.accept(sentence);
  }

  private Map<String, Object> changes(Path folder) {
    var read = new ChangeFolder(folder, this::tell).read();
    var answer = answer(folder, read.scene());
    var judged = ChangeJudge.judge(read.changes(), situation(read));
    var named = new ArrayList<String>();
    for (var it : judged)
      if (it.isToBlame() && it.score() > judged.getFirst().score() - AS_SUSPICIOUS)
        named.add(it.candidate().id());
    if (named.isEmpty()) named.add("none");
    answer.put("changes", named);
    return answer;
  }

  private Map<String, Object> answer(Path folder, Scene scene) {
    long from = System.nanoTime();
    var ranking = Ranking.of(scene);
    double seconds = (System.nanoTime() - from) / 1e9;

    var entities = new LinkedHashSet<String>();
    for (var it : ranking.culprits()) entities.add(it.entity().name());
    for (var entity : others(scene)) entities.add(entity.name());
    var metrics = new LinkedHashSet<List<String>>();
    for (var it : ranking.theories())
      if (!it.theory().metric().isEmpty() && metrics.size() < MOST_METRICS)
        metrics.add(List.of(it.theory().entity().name(), it.theory().metric()));

    var answer = new LinkedHashMap<String, Object>();
    answer.put("case", folder.getFileName().toString());
    answer.put("entities", entities);
    answer.put("metrics", metrics);
    answer.put(
        "probabilities", ranking.culprits().stream().limit(5).map(it -> rounded(it)).toList());
    answer.put("seconds", Math.round(seconds * 1e5) / 1e5);
    return answer;
  }

  /// Those nobody has a theory about come last.
  private static List<EntityId> others(Scene scene) {
    return scene.topology().entities().stream().map(entity -> entity.id()).toList();
  }

  private static double rounded(CauseModel.Culprit culprit) {
    return Math.round(culprit.probability() * 1e4) / 1e4;
  }
}
