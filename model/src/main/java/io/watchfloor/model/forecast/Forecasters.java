package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.Series;
import java.util.Optional;

/// Forecasts any series on any step: several simple members ([Member]) are back-tested on the
/// series' own past and weighed by how they did there; the intervals are those errors. Never
/// negative where the data never were, never far outside what was seen. Pure and deterministic; any
/// thread may ask.
public final class Forecasters {
  /// Steps of past below which nothing is said.
  public static final int LEAST = 24;

  /// Steps that are forecast at most.
  public static final int MOST_AHEAD = 2_100;

  private static final double LEAST_FILLED = 0.5;
  private static final double MOST_PERIODS_AHEAD = 2;

  private Forecasters() {}

  /// What `history` is expected to do from its last point on, `horizonMillis` ahead in steps of
  /// `stepMillis` (0: its own usual step). Empty where there is not enough history: less than
  /// [#LEAST] steps, mostly gaps, or a horizon of more than twice what is known.
  public static Optional<Forecast> forecast(Series history, long horizonMillis, long stepMillis) {
    long step = stepMillis > 0 ? stepMillis : Grid.usualStep(history.epochMillis());
    if (step <= 0 || horizonMillis <= 0) return Optional.empty();
    var grid = Grid.of(history.epochMillis(), history.values(), step);
    int known = grid.values().length;
    int horizon = (int) Math.min(MOST_AHEAD, (horizonMillis + step - 1) / step);
    if (known < LEAST || grid.filled() < LEAST_FILLED) return Optional.empty();
    if (horizon > MOST_PERIODS_AHEAD * known) return Optional.empty();
    var seasons = Seasons.of(known, step);
    return Optional.of(
        told(history, grid, seasons, new BackTest(grid.values(), seasons, horizon), horizon));
  }

  private static Forecast told(
      Series history, Grid grid, Seasons seasons, BackTest test, int horizon) {
    var bounds = Bounds.of(grid.values(), history, horizon);
    var mean = test.mean();
    var low80 = new double[horizon];
    var high80 = new double[horizon];
    var low95 = new double[horizon];
    var high95 = new double[horizon];
    for (int h = 0; h < horizon; h++) mean[h] = bounds.clamp(mean[h]);
    var intervals = new Intervals(test);
    intervals.bounds(mean, 0.8, low80, high80);
    intervals.bounds(mean, 0.95, low95, high95);
    for (int h = 0; h < horizon; h++) {
      low80[h] = bounds.clamp(low80[h]);
      high80[h] = bounds.clamp(high80[h]);
      low95[h] = bounds.clamp(Math.min(low80[h], low95[h]));
      high95[h] = bounds.clamp(Math.max(high80[h], high95[h]));
    }
    return new Forecast(
        history.id(),
        grid.endMillis(),
        grid.stepMillis(),
        mean,
        low80,
        high80,
        low95,
        high95,
        test.scaledError(Math.max(1, seasons.main())),
        test.meanError());
  }
}
