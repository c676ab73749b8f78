package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What would have been told of a stretch of history, at several sensitivities at once: the series
/// is judged once by the detector that runs live, and each sensitivity has its own episodes. Series
/// that fell silent are not told here; silence does not depend on sensitivity. Pure, so any thread
/// may ask.
public final class Retold {
  private Retold() {}

  /// For each of `sensitivities` (1 as shipped, more tells more) the episodes that began at `from`
  /// or later, each as it was at its end, oldest first. What is before `from` is only learnt from.
  public static List<List<Anomaly>> of(
      Series series, EntityId entity, Tier tier, double[] sensitivities, Instant from) {
    var told = new ArrayList<Map<String, Anomaly>>();
    var episodes = new ArrayList<Episode>();
    for (int s = 0; s < sensitivities.length; s++) {
      told.add(new LinkedHashMap<>());
      episodes.add(new Episode());
    }
    var at = series.epochMillis();
    var values = series.values();
    var verdicts = new Verdicts();
    verdicts.reset(series.size());
    var detector =
        new SurpriseDetector(tier == Tier.DEEP, Meaning.of(series.id().metric(), series.info()), 0);
    for (int i = 0; i < values.length; i++) {
      detector.observe(at, values, i, i + 1, verdicts);
      double gap = detector.band().usualGap();
      boolean isOrdinary = verdicts.grade[i] > 0 && detector.band().isOrdinaryWithoutDay(values[i]);
      for (int s = 0; s < sensitivities.length; s++) {
        var episode = episodes.get(s);
        boolean isSeasonBreak = isOrdinary && !episode.isOpen();
        var step =
            episode.take(at[i], values[i], verdicts, i, sensitivities[s], gap, isSeasonBreak);
        if (step == Episode.Step.NOTHING || episode.from() < from.toEpochMilli()) continue;
        var anomaly = Watched.told(series.id(), entity, series.info(), episode);
        told.get(s).put(anomaly.id(), anomaly);
      }
    }
    return told.stream().map(all -> List.copyOf(all.values())).toList();
  }
}
