package io.watchfloor.model.incident;

import java.util.List;

/// What fits two faults about as well. It is put into neither: a guess would mix two incidents up,
/// and what comes next, or a person, can tell better. The rest of an incident is never torn: this
/// is asked for one sighting at a time.
final class Undecided {
  /// The least by which the best must be better than the next, as a logarithm.
  private static final double CLEARLY = 0.7;

  private Undecided() {}

  /// The two faults it is undecided between, better one first; empty where one is clearly better.
  static List<Group> between(Sighting one, List<Group> here, Groups groups, Kinship kinship) {
    Group first = null;
    Group second = null;
    double best = Double.NEGATIVE_INFINITY;
    double next = Double.NEGATIVE_INFINITY;
    for (var group : here) {
      if (groups.isBarred(one, group)) continue;
      double gain = gain(one, group, kinship);
      if (gain > best) {
        next = best;
        second = first;
        best = gain;
        first = group;
      } else if (gain > next) {
        next = gain;
        second = group;
      }
    }
    return first == null || second == null || best - next >= CLEARLY
        ? List.of()
        : List.of(first, second);
  }

  /// What a fault gains by it, as a logarithm.
  private static double gain(Sighting one, Group group, Kinship kinship) {
    if (group == one.group)
      return group.likelihood(kinship)
          - Likelihood.of(Groups.without(group, List.of(one)), kinship);
    return Likelihood.of(Groups.with(group, List.of(one)), kinship) - group.likelihood(kinship);
  }
}
