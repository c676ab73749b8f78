package io.watchfloor.model.learn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Turns one piece of feedback into the next version of the record. Pure: the old one is untouched,
/// so every lesson can be taken back by learning the others again.
public final class Teacher {
  private static final int TIMES_KEPT = 50;
  private static final double QUIETER = 0.7;
  private static final double LOUDER = 1.15;
  private static final double QUIETEST = 0.05;
  private static final double LOUDEST = 2;
  private static final int MOST_VERDICTS = 2_000;

  private Teacher() {}

  public static Priors learn(Priors before, Feedback feedback) {
    return switch (feedback) {
      case Feedback.Outcome outcome -> {
        var recipes = new HashMap<>(before.recipes());
        recipes.merge(
            outcome.remediation(),
            tally(outcome.worked(), outcome.clearedAfterMillis()),
            Teacher::sum);
        yield new Priors(before.version() + 1, recipes, before.suspects(), before.verdicts());
      }
      case Feedback.Suspect verdict -> with(before, before.suspects().with(verdict));
      case Feedback.SuspectTakenBack it ->
          with(before, before.suspects().without(it.incident(), it.entity()));
      case Feedback.Episode episode -> {
        var verdicts = new LinkedHashMap<>(before.verdicts());
        verdicts.remove(episode.anomaly());
        verdicts.put(episode.anomaly(), episode);
        while (verdicts.size() > MOST_VERDICTS) verdicts.pollFirstEntry();
        yield with(before, verdicts);
      }
      case Feedback.TakenBack it -> {
        var verdicts = new LinkedHashMap<>(before.verdicts());
        verdicts.remove(it.anomaly());
        yield with(before, verdicts);
      }
    };
  }

  private static Priors with(Priors before, Map<String, Feedback.Episode> verdicts) {
    return new Priors(before.version() + 1, before.recipes(), before.suspects(), verdicts);
  }

  private static Priors with(Priors before, Suspicions suspects) {
    return new Priors(before.version() + 1, before.recipes(), suspects, before.verdicts());
  }

  /// By how much what was said of one series moves its scores; never to silence, never to noise.
  static double sensitivity(Collection<Feedback.Episode> said) {
    double factor = 1;
    for (var one : said) factor *= one.right() ? LOUDER : QUIETER;
    return Math.clamp(factor, QUIETEST, LOUDEST);
  }

  /// The record without one lesson that it holds: what [#learn] did, taken back. Exact while no
  /// limit was met (the newest times to clear, the most verdicts kept); a lesson it never had
  /// changes nothing, nor does the taking back of one.
  public static Priors forget(Priors before, Feedback feedback) {
    var recipes = new HashMap<>(before.recipes());
    var suspects = before.suspects();
    var verdicts = new LinkedHashMap<>(before.verdicts());
    switch (feedback) {
      case Feedback.Outcome it ->
          takeBack(recipes, it.remediation(), it.worked(), it.clearedAfterMillis());
      case Feedback.Suspect it -> suspects = suspects.without(it);
      case Feedback.Episode it -> verdicts.remove(it.anomaly(), it);
      case Feedback.TakenBack _, Feedback.SuspectTakenBack _ -> {}
    }
    return new Priors(before.version() + 1, recipes, suspects, verdicts);
  }

  private static <K> void takeBack(
      Map<K, Priors.Tally> tallies, K key, boolean worked, long clearedAfterMillis) {
    var tally = tallies.get(key);
    if (tally == null
        || (worked && tally.worked() == 0)
        || (!worked && tally.worked() == tally.tries())) return;
    if (tally.tries() == 1) {
      tallies.remove(key);
      return;
    }
    var times = new ArrayList<>(tally.clearedAfterMillis());
    if (worked) times.remove(Long.valueOf(clearedAfterMillis));
    tallies.put(key, new Priors.Tally(tally.tries() - 1, tally.worked() - (worked ? 1 : 0), times));
  }

  private static Priors.Tally tally(boolean worked, long clearedAfterMillis) {
    var times = new ArrayList<Long>();
    if (worked && clearedAfterMillis > 0) times.add(clearedAfterMillis);
    return new Priors.Tally(1, worked ? 1 : 0, times);
  }

  private static Priors.Tally sum(Priors.Tally a, Priors.Tally b) {
    var times = new ArrayList<>(a.clearedAfterMillis());
    times.addAll(b.clearedAfterMillis());
    while (times.size() > TIMES_KEPT) times.removeFirst();
    return new Priors.Tally(a.tries() + b.tries(), a.worked() + b.worked(), times);
  }
}
