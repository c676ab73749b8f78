package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a fresh detector makes of a stretch of history, for drawing: the expected band and the
/// episodes that would have been told. Pure, so any thread may ask.
public final class Bands {
  private Bands() {}

  /// A verdict for each point of `series`, at the same index.
  public static Verdicts replay(Series series) {
    var verdicts = new Verdicts();
    verdicts.reset(series.size());
    new SurpriseDetector(true, Meaning.of(series.id().metric(), series.info()), 0)
        .observe(series.epochMillis(), series.values(), 0, series.size(), verdicts);
    return verdicts;
  }

  /// The episodes that would have been told, each as it was at its end; oldest first. `sensitivity`
  /// is 1 as shipped, more tells more.
  public static List<Anomaly> episodes(Series series, EntityId entity, double sensitivity) {
    if (series.isEmpty()) return List.of();
    var told = new ArrayList<Anomaly>();
    new Watched(series.id(), entity, series.info(), Tier.DEEP)
        .observe(
            new Samples(
                series.id().source(),
                entity,
                series.id().labels(),
                series.info(),
                Instant.ofEpochMilli(series.epochMillis()[series.size() - 1]),
                series.epochMillis(),
                series.values()),
            new Verdicts(),
            sensitivity,
            told);
    var latest = new LinkedHashMap<String, Anomaly>();
    for (var anomaly : told) latest.put(anomaly.id(), anomaly);
    return List.copyOf(latest.values());
  }
}
