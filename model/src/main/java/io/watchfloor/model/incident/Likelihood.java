package io.watchfloor.model.incident;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How likely a set of sightings is as the work of one fault: a root nobody names is summed over
/// ([Kinship] says how its trouble shows elsewhere), first sightings of a series come soon after
/// the onset with a long tail, and repeats come at the beat of whoever notifies. Against it stands
/// [#LONE] a sighting: that each was seen for no reason.
///
/// A mixture of marked point processes, decided online; logarithms, per second and entity. The
/// constants were set by hand on 30 derived streams of alerts on 2026-11-25 (the same on each half
/// of them within 0.02 of the figures); none is about a system.
final class Likelihood {
  /// Log of how often a fault begins, per second and part of the estate.
  private static final double BEGINS = -9.4;

  /// Log of how often a series fires for no reason, per second and entity.
  static final double LONE = -10.7;

  private static final double SOON_SECONDS = 45;
  private static final double LATE_SECONDS = 300;
  private static final double SOON = 0.6;
  private static final double LONGEST = 1_800;
  private static final double BEAT_SECONDS = 300;
  private static final double BEAT_WIDTH = 2;
  private static final double ON_BEAT = 0.93;
  private static final double REPEATS_WITHIN = 330;
  private static final double REPEATS_LATER = 1e-5;
  private static final double PRIOR = -Math.log(Kinship.PART);

  private Likelihood() {}

  static double of(List<Sighting> sightings, Kinship kinship) {
    if (sightings.isEmpty()) return 0;
    double onset = sightings.getFirst().at;
    double time = BEGINS;
    var roots = new Roots(kinship);
    for (var sighting : sightings) {
      var previous = before(sighting, sightings);
      if (previous != null) {
        time += repeats(sighting.at - previous.at);
        continue;
      }
      if (roots.series > 0) time += follows(sighting.at - onset);
      roots.add(sighting.explained(kinship));
    }
    return time + PRIOR + roots.logSum();
  }

  /// The newest earlier sighting of the same series that is among these.
  private static @Nullable Sighting before(Sighting sighting, List<Sighting> among) {
    var previous = sighting.before;
    while (previous != null && !contains(among, previous)) previous = previous.before;
    return previous;
  }

  private static boolean contains(List<Sighting> among, Sighting one) {
    return Collections.binarySearch(among, one, Comparator.comparingLong(it -> it.order)) >= 0;
  }

  /// The log-density of a series' first sighting this many seconds after the onset.
  private static double follows(double seconds) {
    double lag = Math.min(Math.abs(seconds), LONGEST);
    return Math.log(
        SOON * Math.exp(-lag / SOON_SECONDS) / SOON_SECONDS
            + (1 - SOON) * Math.exp(-lag / LATE_SECONDS) / LATE_SECONDS);
  }

  /// The log-density of a series' next sighting this many seconds after one.
  private static double repeats(double seconds) {
    double on = Math.abs(seconds - BEAT_SECONDS) < BEAT_WIDTH ? ON_BEAT / (2 * BEAT_WIDTH) : 0;
    double off = seconds < REPEATS_WITHIN ? (1 - ON_BEAT) / REPEATS_WITHIN : REPEATS_LATER;
    return Math.log(on + off);
  }
}
