package io.watchfloor.model.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Past incidents like this one, by what is in them: entities, alerts, and the words of their
/// texts. Likeness is the Jaccard index of the two sets of features (P. Jaccard, 1912), 0–1.
public final class SimilarIncidents {
  private static final double LEAST = 0.25;
  private static final int WORDS = 60;

  /// A past incident and how much it is like the one asked about.
  public record Match(Incident incident, double likeness) {}

  private SimilarIncidents() {}

  public static List<Match> of(Incident incident, Collection<Incident> past, int limit) {
    var mine = features(incident);
    return past.stream()
        .filter(other -> !other.id().equals(incident.id()) && !other.isOpen())
        .map(other -> new Match(other, likeness(mine, features(other))))
        .filter(match -> match.likeness() >= LEAST)
        .sorted(
            Comparator.comparingDouble((Match match) -> -match.likeness())
                .thenComparing(match -> match.incident().id()))
        .limit(limit)
        .toList();
  }

  private static Set<String> features(Incident incident) {
    var features = new TreeSet<String>();
    for (var member : incident.members()) {
      if (!(member.ref() instanceof Ref.ToAlert)) continue;
      features.add("entity " + member.entity());
      for (var word : member.text().toLowerCase(Locale.ROOT).split("[^a-z]+", WORDS))
        if (word.length() > 3) features.add(word);
    }
    return features;
  }

  private static double likeness(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) return 0;
    long shared = a.stream().filter(b::contains).count();
    return (double) shared / (a.size() + b.size() - shared);
  }
}
