package io.watchfloor.model.learn;

import io.watchfloor.model.signal.SeriesId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the record says: how often each recipe worked for each kind of fault, what was said of
/// suspects and how often they were right, and what people said of episodes (by the anomaly's id,
/// the newest word, oldest first). Immutable; `version` grows by one with each lesson.
public record Priors(
    long version,
    Map<String, Tally> recipes,
    Suspicions suspects,
    Map<String, Feedback.Episode> verdicts) {
  public static final Priors NONE = new Priors(0, Map.of(), Suspicions.NONE, Map.of());

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
    verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
  }

  /// This record with what was said elsewhere of episodes and suspects.
  public Priors and(Priors elsewhere) {
    var all = new LinkedHashMap<>(verdicts);
    all.putAll(elsewhere.verdicts);
    return new Priors(version + elsewhere.version, recipes, suspects.and(elsewhere.suspects), all);
  }

  /// What people said of an episode.
  public Optional<Feedback.Episode> verdict(String anomaly) {
    return Optional.ofNullable(verdicts.get(anomaly));
  }

  /// All that was said of a series' episodes, oldest first.
  public List<Feedback.Episode> verdictsOf(SeriesId series) {
    var text = series.toString();
    return verdicts.values().stream().filter(one -> one.series().equals(text)).toList();
  }

  /// By how much what people said moves one series' scores: 1 where nothing was said.
  public double sensitivity(SeriesId series) {
    return Teacher.sensitivity(verdictsOf(series));
  }

  /// The same for every series of which something was said, by its text.
  public Map<String, Double> sensitivities() {
    var said = new TreeMap<String, List<Feedback.Episode>>();
    for (var one : verdicts.values())
      said.computeIfAbsent(one.series(), text -> new ArrayList<>()).add(one);
    var factors = new TreeMap<String, Double>();
    said.forEach((series, all) -> factors.put(series, Teacher.sensitivity(all)));
    return factors;
  }

  public Tally recipe(String remediation) {
    return recipes.getOrDefault(remediation, Tally.NONE);
  }

  public Map<String, Tally> sortedRecipes() {
    return new TreeMap<>(recipes);
  }
}
