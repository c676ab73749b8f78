package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Ranks the changes before an incident, and says when none is to blame; the same for live
/// incidents and cases from files. A change is suspect by whose it is (the ailing entity's own, its
/// callers', its callees'), by when it took effect (shortly before the trouble began, never after),
/// by what it does ([ChangeDiff]) and by the words it shares with the symptoms ([ChangeWords]).
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

  /// What the changes are judged by: `began` is when the trouble began (epoch seconds), as exact as
  /// `slackSeconds`; `ailing` how much each entity is suspected (0–1); `symptoms` the words of
  /// alerts and logs.
  public record Situation(
      Topology topology,
      Map<EntityId, Double> ailing,
      double began,
      double slackSeconds,
      String symptoms) {}

  /// `score` in log-odds.
  public record Judged(Candidate candidate, double score, String why) {
    /// Suspicious enough to be blamed.
    public boolean isToBlame() {
      return score >= BLAMED;
    }
  }

  /// What is asked about each change; each answer is 0 where there is nothing of it. The weights
  /// are log-odds set by hand from what is known of changes and incidents; none was fitted, and
  /// `ChangeAblationBench` prints what each is worth on the cases at hand.
  public enum Trait {
    /// 1 for the most suspected entity's own, less for its callers' and callees'.
    NEAR(2.4),
    /// Hours before the trouble, at most 1.2.
    LONG_BEFORE(-1),
    MERGED_ONLY(-0.7),
    SWITCH(-1),
    /// What the code does, [ChangeDiff#danger].
    DANGER(1),
    /// Says of itself that it changes nothing, and its code does not say otherwise.
    TIDYING(-0.5),
    /// Words shared with the symptoms, at most 1.2.
    WORDS(1);

    private final double weight;

    Trait(double weight) {
      this.weight = weight;
    }

    public double weight() {
      return weight;
    }
  }

  private static final double BLAMED = 0.35;

  /// Before anything is known about it: hardly one of the changes around did it.
  private static final double PRIOR = -2.1;

  private static final double SET_ASIDE = -5;
  private static final double HOUR = 3600;
  private static final double AT_MOST = 1.2;
  static final double REPAIR_HARMS_WITHIN = 30;
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
  private static final List<String> REPAIRS =
      List.of("rollback", "revert", "restore", "renew", "unblock", "back to", "undo");

  private ChangeJudge() {}

  /// All candidates, most suspicious first.
  public static List<Judged> judge(List<Candidate> candidates, Situation situation) {
    var weights = new EnumMap<Trait, Double>(Trait.class);
    for (var trait : Trait.values()) weights.put(trait, trait.weight());
    return judge(candidates, situation, weights);
  }

  /// With other weights; what has none counts nothing.
  public static List<Judged> judge(
      List<Candidate> candidates, Situation situation, Map<Trait, Double> weights) {
    var words = new ChangeWords(candidates, situation.symptoms);
    var judged = new ArrayList<Judged>();
    for (var it : candidates) judged.add(judge(it, situation, words, weights));
    judged.sort(
        Comparator.comparingDouble((Judged j) -> -j.score)
            .thenComparing(j -> -j.candidate.at)
            .thenComparing(j -> j.candidate.id));
    return judged;
  }

  /// Whether it put something right.
  static boolean isRepair(String text) {
    return isAny(text, REPAIRS);
  }

  private static Judged judge(
      Candidate it, Situation situation, ChangeWords words, Map<Trait, Double> weights) {
    double before = situation.began - it.at;
    if (before < -situation.slackSeconds) return new Judged(it, SET_ASIDE, "came after it began");
    if (before > REPAIR_HARMS_WITHIN && isRepair(it.text))
      return new Judged(it, SET_ASIDE, "put something right, long before");
    var diff = ChangeDiff.of(it.files, it.diff);
    var traits = new EnumMap<Trait, Double>(Trait.class);
    traits.put(Trait.NEAR, nearness(it.entity, situation));
    traits.put(Trait.LONG_BEFORE, Math.min(AT_MOST, Math.max(0, before) / HOUR));
    traits.put(Trait.MERGED_ONLY, it.deployed ? 0.0 : 1);
    traits.put(Trait.SWITCH, it.flag ? 1.0 : 0);
    traits.put(Trait.DANGER, it.flag ? 0 : diff.danger());
    boolean isTidying = !it.flag && diff.danger() < 0.5 && isAny(it.text, TIDYING);
    traits.put(Trait.TIDYING, isTidying ? 1.0 : 0);
    traits.put(Trait.WORDS, Math.min(AT_MOST, words.shared(it)));
    double score = PRIOR;
    for (var trait : traits.entrySet())
      score += weights.getOrDefault(trait.getKey(), 0.0) * trait.getValue();
    return new Judged(it, score, diff.why());
  }

  private static boolean isAny(String text, List<String> parts) {
    var words = text.toLowerCase(Locale.ROOT);
    return parts.stream().anyMatch(words::contains);
  }

  /// 1 for the most suspected itself, less for its direct callers and callees.
  private static double nearness(EntityId entity, Situation situation) {
    var ailing = situation.ailing;
    double near = ailing.getOrDefault(entity, 0.0);
    for (var callee : situation.topology.callees(entity))
      near = Math.max(near, 0.8 * ailing.getOrDefault(callee, 0.0));
    for (var caller : situation.topology.callers(entity))
      near = Math.max(near, 0.6 * ailing.getOrDefault(caller, 0.0));
    return near;
  }
}
