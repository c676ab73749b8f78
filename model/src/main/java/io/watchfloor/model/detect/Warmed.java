package io.watchfloor.model.detect;

import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;

/// A detector of one tier that has learnt a stretch of a series' history, to take the place of the
/// series' detector of the other tier ([Detectors#take]). Made off the engine thread; whoever is
/// given it owns it.
public final class Warmed {
  private final SeriesId series;
  private final Tier tier;
  private final SurpriseDetector detector;
  private final Episode episode = new Episode();
  private final Verdicts verdicts = new Verdicts();
  private long lastAt = Long.MIN_VALUE;

  private Warmed(SeriesId series, Tier tier, SurpriseDetector detector) {
    this.series = series;
    this.tier = tier;
    this.detector = detector;
  }

  public static Warmed of(Series history, Tier tier) {
    var meaning = Meaning.of(history.id().metric(), history.info());
    var warmed =
        new Warmed(history.id(), tier, new SurpriseDetector(tier == Tier.DEEP, meaning, 0));
    warmed.learn(history, Long.MAX_VALUE);
    return warmed;
  }

  public SeriesId series() {
    return series;
  }

  Tier tier() {
    return tier;
  }

  SurpriseDetector detector() {
    return detector;
  }

  /// What it would have told, had it judged the series so far.
  Episode episode() {
    return episode;
  }

  /// Learns the points that are newer than what it knows, up to `until` (inclusive).
  void learn(Series newer, long until) {
    var at = newer.epochMillis();
    verdicts.reset(newer.size());
    for (int i = 0; i < newer.size() && at[i] <= until; i++) {
      if (at[i] <= lastAt) continue;
      detector.observe(at, newer.values(), i, i + 1, verdicts);
      double gap = detector.band().usualGap();
      episode.take(at[i], newer.values()[i], verdicts, i, 1, gap, false);
      lastAt = at[i];
    }
  }
}
