package io.watchfloor.model.detect;

import io.watchfloor.model.signal.Series;

/// What a fresh detector makes of a stretch of history, for drawing: the expected band. Pure, so
/// any thread may ask.
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
}
