package io.watchfloor.model.learn;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/// Turns one piece of feedback into the next version of the record. Pure: the old one is untouched,
/// so every lesson can be taken back by learning the others again.
public final class Teacher {
  private static final int TIMES_KEPT = 50;
  private static final double QUIETER = 0.7;
  private static final double LOUDER = 1.15;
  private static final double QUIETEST = 0.05;
  private static final double LOUDEST = 2;

  private Teacher() {}

  public static Priors learn(Priors before, Feedback feedback) {
    return switch (feedback) {
      case Feedback.Outcome outcome -> {
        var recipes = new HashMap<>(before.recipes());
        recipes.merge(
            outcome.remediation(),
            tally(outcome.worked(), outcome.clearedAfterMillis()),
            Teacher::sum);
        yield new Priors(
            before.version() + 1,
            recipes,
            before.suspectsByTenth(),
            before.suspicions(),
            before.sensitivity());
      }
      case Feedback.Suspect verdict -> {
        var suspects = new HashMap<>(before.suspectsByTenth());
        suspects.merge(tenth(verdict.probability()), tally(verdict.right(), 0), Teacher::sum);
        var suspicions = new HashMap<>(before.suspicions());
        suspicions.merge(suspicion(verdict), tally(verdict.right(), 0), Teacher::sum);
        yield new Priors(
            before.version() + 1, before.recipes(), suspects, suspicions, before.sensitivity());
      }
      case Feedback.Episode episode -> {
        var sensitivity = new HashMap<>(before.sensitivity());
        double factor =
            sensitivity.getOrDefault(episode.series(), 1.0) * (episode.right() ? LOUDER : QUIETER);
        sensitivity.put(episode.series(), Math.clamp(factor, QUIETEST, LOUDEST));
        yield new Priors(
            before.version() + 1,
            before.recipes(),
            before.suspectsByTenth(),
            before.suspicions(),
            sensitivity);
      }
    };
  }

  /// The record without one lesson that it holds: what [#learn] did, taken back. Exact while no
  /// limit was met (the newest times to clear, the bounds of sensitivity); a lesson it never had
  /// changes nothing.
  public static Priors forget(Priors before, Feedback feedback) {
    var recipes = new HashMap<>(before.recipes());
    var suspects = new HashMap<>(before.suspectsByTenth());
    var suspicions = new HashMap<>(before.suspicions());
    var sensitivity = new HashMap<>(before.sensitivity());
    switch (feedback) {
      case Feedback.Outcome it ->
          takeBack(recipes, it.remediation(), it.worked(), it.clearedAfterMillis());
      case Feedback.Suspect it -> {
        takeBack(suspects, tenth(it.probability()), it.right(), 0);
        takeBack(suspicions, suspicion(it), it.right(), 0);
      }
      case Feedback.Episode it ->
          sensitivity.computeIfPresent(
              it.series(),
              (series, factor) -> {
                double back =
                    Math.clamp(factor / (it.right() ? LOUDER : QUIETER), QUIETEST, LOUDEST);
                return Math.abs(back - 1) < 1e-9 ? null : back;
              });
    }
    return new Priors(before.version() + 1, recipes, suspects, suspicions, sensitivity);
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

  private static Priors.Suspicion suspicion(Feedback.Suspect verdict) {
    return new Priors.Suspicion(verdict.entity(), verdict.kind());
  }

  private static int tenth(double probability) {
    return (int) Math.min(9, probability * 10);
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
