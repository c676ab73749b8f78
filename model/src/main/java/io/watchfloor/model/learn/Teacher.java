package io.watchfloor.model.learn;

import java.util.ArrayList;
import java.util.HashMap;

/// Turns one piece of feedback into the next version of the record. Pure: the old one is untouched,
/// so every lesson can be taken back by learning the others again.
public final class Teacher {
  private static final int TIMES_KEPT = 50;
  private static final double QUIETER = 0.7;
  private static final double LOUDER = 1.15;

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
            before.version() + 1, recipes, before.suspectsByTenth(), before.sensitivity());
      }
      case Feedback.Suspect verdict -> {
        var suspects = new HashMap<>(before.suspectsByTenth());
        suspects.merge(
            (int) Math.min(9, verdict.probability() * 10), tally(verdict.right(), 0), Teacher::sum);
        yield new Priors(before.version() + 1, before.recipes(), suspects, before.sensitivity());
      }
      case Feedback.Episode episode -> {
        var sensitivity = new HashMap<>(before.sensitivity());
        double factor =
            sensitivity.getOrDefault(episode.series(), 1.0) * (episode.right() ? LOUDER : QUIETER);
        sensitivity.put(episode.series(), Math.clamp(factor, 0.05, 2));
        yield new Priors(
            before.version() + 1, before.recipes(), before.suspectsByTenth(), sensitivity);
      }
    };
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
