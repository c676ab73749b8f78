package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Ranks the changes before an incident, and says when none is to blame. A change is suspect by
/// whose it is (the ailing entity's own, its callers', its callees'), by when it took effect
/// (shortly before the trouble began, never after), by what it does ([ChangeDiff]) and by the words
/// it shares with the symptoms, rare ones counting more.
public final class ChangeJudge {
  /// `at` is when it took effect, epoch seconds; `deployed` is false for what was merged and not
  /// seen rolled out; `flag` for a switch that was flipped.
  public record Candidate(
      String id,
      EntityId entity,
      double at,
      boolean deployed,
      boolean flag,
      String text,
      List<String> files,
      String diff) {
    public Candidate {
      files = List.copyOf(files);
    }
  }

  public record Judged(Candidate candidate, double score, String why) {}

  /// A change must be this suspicious (log-odds) to be blamed.
  static final double BLAMED = 0.35;

  private static final double SLACK_SECONDS = 45;
  private static final double FADES_SECONDS = 3600;
  private static final double AT_MOST_LATE = 1.2;
  private static final List<String> TIDYING =
      List.of(
          "refactor",
          "tidy",
          "rename",
          "extract",
          "clean",
          "restyle",
          "bump",
          "docs",
          "test:",
          "lint",
          "format",
          "chore",
          "ci:");

  private ChangeJudge() {}

  /// All candidates, most suspicious first; `began` is when the trouble began (epoch seconds),
  /// `ailing` how much each entity is suspected (0–1), `symptoms` the words of alerts and logs.
  public static List<Judged> judge(
      List<Candidate> candidates,
      Topology topology,
      Map<EntityId, Double> ailing,
      double began,
      String symptoms) {
    var rarity = rarity(candidates);
    var wanted = words(symptoms);
    var judged = new ArrayList<Judged>();
    for (var it : candidates) judged.add(judge(it, topology, ailing, began, wanted, rarity));
    judged.sort(
        Comparator.comparingDouble((Judged j) -> -j.score)
            .thenComparing(j -> -j.candidate.at)
            .thenComparing(j -> j.candidate.id));
    return judged;
  }

  public static boolean isToBlame(Judged judged) {
    return judged.score >= BLAMED;
  }

  private static Judged judge(
      Candidate it,
      Topology topology,
      Map<EntityId, Double> ailing,
      double began,
      Set<String> wanted,
      Map<String, Double> rarity) {
    double before = began - it.at;
    if (before < -SLACK_SECONDS) return new Judged(it, -5, "came after it began");
    double near = nearness(it.entity, topology, ailing);
    double score = -2.4 + 2.4 * near;
    score -= Math.min(AT_MOST_LATE, Math.max(0, before) / FADES_SECONDS);
    if (before < 600) score += 0.3;
    if (!it.deployed) score -= 0.7;
    if (it.flag) score -= 1;
    var diff = ChangeDiff.of(it.files, it.diff);
    if (!it.flag) score += diff.danger();
    if (!it.flag && diff.danger() < 0.5 && isTidying(it.text)) score -= 0.5;
    score += Math.min(1.2, shared(it, wanted, rarity));
    return new Judged(it, score, diff.why());
  }

  private static boolean isTidying(String text) {
    var words = text.toLowerCase(Locale.ROOT);
    return TIDYING.stream().anyMatch(words::contains);
  }

  /// 1 for the most suspected itself, less for its direct callers and callees.
  private static double nearness(EntityId entity, Topology topology, Map<EntityId, Double> ailing) {
    double near = ailing.getOrDefault(entity, 0.0);
    for (var callee : topology.callees(entity))
      near = Math.max(near, 0.8 * ailing.getOrDefault(callee, 0.0));
    for (var caller : topology.callers(entity))
      near = Math.max(near, 0.6 * ailing.getOrDefault(caller, 0.0));
    return near;
  }

  private static double shared(Candidate it, Set<String> wanted, Map<String, Double> rarity) {
    double shared = 0;
    for (var word : words(content(it)))
      if (wanted.contains(word)) shared += 0.12 * rarity.getOrDefault(word, 1.0);
    return shared;
  }

  private static Map<String, Double> rarity(List<Candidate> candidates) {
    var in = new HashMap<String, Integer>();
    for (var it : candidates) for (var word : words(content(it))) in.merge(word, 1, Integer::sum);
    var rarity = new HashMap<String, Double>();
    in.forEach((word, n) -> rarity.put(word, Math.log((candidates.size() + 1.0) / n)));
    return rarity;
  }

  private static String content(Candidate it) {
    var diff = it.diff.length() > 20_000 ? it.diff.substring(0, 20_000) : it.diff;
    return it.text + " " + String.join(" ", it.files) + " " + diff;
  }

  /// Words of three letters and more, `camelCase` and `snake_case` taken apart.
  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    var word = new StringBuilder();
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ' ';
      boolean starts =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(text.charAt(i - 1));
      if (!Character.isLetter(c) || starts) {
        if (word.length() >= 3) words.add(stem(word.toString().toLowerCase(Locale.ROOT)));
        word.setLength(0);
      }
      if (Character.isLetter(c)) word.append(c);
    }
    return words;
  }

  private static String stem(String word) {
    return word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }
}
