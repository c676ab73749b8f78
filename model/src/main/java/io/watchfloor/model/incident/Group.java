package io.watchfloor.model.incident;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sightings that one fault explains, oldest first.
final class Group {
  private List<Sighting> sightings = new ArrayList<>();
  private double likelihood = Double.NaN;
  private @Nullable Kinship by;

  /// The incident that tells of it.
  @Nullable Draft draft;

  /// Groups that a person keeps apart from this one.
  final Set<Group> apart = new HashSet<>();

  List<Sighting> sightings() {
    return sightings;
  }

  void set(List<Sighting> now) {
    sightings = now;
    likelihood = Double.NaN;
  }

  /// The log-likelihood of all of it.
  double likelihood(Kinship kinship) {
    if (Double.isNaN(likelihood) || by != kinship) {
      likelihood = Likelihood.of(sightings, kinship);
      by = kinship;
    }
    return likelihood;
  }

  double first() {
    return sightings.isEmpty() ? Double.MAX_VALUE : sightings.getFirst().at;
  }

  boolean has(String key) {
    for (var sighting : sightings) if (sighting.ref.key().equals(key)) return true;
    return false;
  }
}
