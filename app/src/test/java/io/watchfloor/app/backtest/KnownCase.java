package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CauseModel;
import io.watchfloor.model.cause.Theories;
import io.watchfloor.model.cause.Theory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// A case with its known answer, which only benches read.
record KnownCase(
    String name,
    String system,
    String faultKind,
    String culprit,
    Set<String> metrics,
    List<Theory> theories) {

  static List<KnownCase> all(Path folder) throws IOException {
    var heads = new ArrayList<CaseFolder.Head>();
    try (var folders = Files.list(folder)) {
      for (var it : folders.sorted().toList())
        new CaseFolder(it, KnownCase::fail).head().ifPresent(heads::add);
    }
    heads.sort(Comparator.comparingDouble(CaseFolder.Head::alarm));
    var memory = new CaseMemory();
    var cases = new ArrayList<KnownCase>();
    for (var head : heads) {
      var past = memory.before(head.system(), head.alarm());
      var read = new CaseFolder(head.folder(), KnownCase::fail).read(head, past);
      memory.remember(head.system(), read);
      cases.add(of(head, Theories.of(read.scene())));
    }
    return cases;
  }

  private static KnownCase of(CaseFolder.Head head, List<Theory> theories) throws IOException {
    var truth =
        JsonMapper.builder()
            .build()
            .readTree(Files.readString(head.folder().resolve("truth.json")));
    var metrics = new HashSet<String>();
    truth.path("culprit_metrics").forEach(metric -> metrics.add(metric.asString()));
    return new KnownCase(
        head.folder().getFileName().toString(),
        head.system(),
        truth.path("fault_kind").asString(),
        truth.path("culprit_entity").asString(),
        metrics,
        theories);
  }

  private static void fail(String sentence) {
    throw new IllegalStateException(sentence);
  }

  /// Which theories are right: about the culprit, and of a sort that fits the fault.
  CauseFit.Lesson lesson() {
    var right = new boolean[theories.size()];
    for (int i = 0; i < right.length; i++) {
      var theory = theories.get(i);
      right[i] = theory.entity().name().equals(culprit) && fits(theory.sort());
    }
    return new CauseFit.Lesson(theories, right);
  }

  private boolean fits(Theory.Sort sort) {
    return switch (sort) {
      case CPU -> faultKind.startsWith("cpu");
      case MEMORY -> faultKind.startsWith("mem");
      case DISK -> faultKind.startsWith("disk");
      case NETWORK, SATURATION, DOWN, LOCK, CERTIFICATE, SECURITY, MONITORING, UNKNOWN -> false;
      case SLOW -> faultKind.contains("delay") || faultKind.equals("overload");
      case LOAD -> faultKind.equals("overload");
      case ERRORS ->
          faultKind.equals("error") || faultKind.equals("return") || faultKind.equals("exception");
      case CODE -> faultKind.equals("return") || faultKind.equals("exception");
    };
  }

  /// The culprit's place in the ranking, from 1.
  int place(CauseModel model) {
    int place = 1;
    for (var it : CauseModel.culprits(model.rank(theories))) {
      if (it.entity().name().equals(culprit)) return place;
      place++;
    }
    return Integer.MAX_VALUE;
  }

  /// The place of the first right (entity, metric), from 1.
  int metricPlace(CauseModel model) {
    int place = 1;
    var seen = new HashSet<String>();
    for (var it : model.rank(theories)) {
      if (it.theory().metric().isEmpty()) continue;
      var name = it.theory().entity() + "|" + it.theory().metric();
      if (!seen.add(name)) continue;
      if (metrics.contains(name)) return place;
      place++;
    }
    return Integer.MAX_VALUE;
  }

  double topProbability(CauseModel model) {
    var culprits = CauseModel.culprits(model.rank(theories));
    return culprits.isEmpty() ? 0 : culprits.getFirst().probability();
  }
}
