package io.watchfloor.app.backtest;

import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;

/// A task's values as a series without a name: what is said must not depend on one.
final class Past {
  private static final SeriesId NAMELESS =
      new SeriesId(new SourceId("task"), Labels.of(Labels.NAME, "values"));

  private Past() {}

  static Series of(Task task) {
    var at = new long[task.values().length];
    for (int i = 0; i < at.length; i++) at[i] = i * task.stepMillis();
    return new Series(NAMELESS, MetricInfo.UNKNOWN, at, task.values());
  }
}
