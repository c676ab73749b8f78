package io.watchfloor.model.learn;

import io.watchfloor.model.cause.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the record says: how often each recipe worked for each kind of fault, how often suspects at
/// a given probability were right, and how often each suspicion (entity and kind of fault) was.
/// Immutable; `version` grows by one with each lesson.
public record Priors(
    long version,
    Map<String, Tally> recipes,
    Map<Integer, Tally> suspectsByTenth,
    Map<Suspicion, Tally> suspicions,
    Map<String, Double> sensitivity) {
  public static final Priors NONE = new Priors(0, Map.of(), Map.of(), Map.of(), Map.of());

  /// "This entity, in this way."
  public record Suspicion(String entity, FaultKind kind) {}

  /// How often something worked. `clearedAfterMillis` are the times to clear of those that did,
  /// newest 50.
  public record Tally(int tries, int worked, List<Long> clearedAfterMillis) {
    public static final Tally NONE = new Tally(0, 0, List.of());

    public Tally {
      clearedAfterMillis = List.copyOf(clearedAfterMillis);
    }

    /// The 95 % Wilson score interval of the rate, as two numbers 0–1. Source: E. B. Wilson (1927),
    /// "Probable inference, the law of succession, and statistical inference".
    public double[] interval() {
      if (tries == 0) return new double[] {0, 1};
      double z = 1.959964, n = tries, p = worked / n, denominator = 1 + z * z / n;
      double centre = p + z * z / (2 * n),
          half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
      return new double[] {
        Math.max(0, (centre - half) / denominator), Math.min(1, (centre + half) / denominator)
      };
    }
  }

  public Priors {
    recipes = Map.copyOf(recipes);
    suspectsByTenth = Map.copyOf(suspectsByTenth);
    suspicions = Map.copyOf(suspicions);
    sensitivity = Map.copyOf(sensitivity);
  }

  /// What people said of a suspicion in earlier incidents.
  public Tally suspicion(String entity, FaultKind kind) {
    return suspicions.getOrDefault(new Suspicion(entity, kind), Tally.NONE);
  }

  public Tally recipe(String remediation) {
    return recipes.getOrDefault(remediation, Tally.NONE);
  }

  /// How often suspects given about this probability (0–1) were right.
  public Tally suspects(double probability) {
    return suspectsByTenth.getOrDefault((int) Math.min(9, probability * 10), Tally.NONE);
  }

  public Map<String, Tally> sortedRecipes() {
    return new TreeMap<>(recipes);
  }
}
