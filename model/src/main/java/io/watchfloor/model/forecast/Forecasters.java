package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Forecasts any series on any step: several simple members ([Member]) are back-tested on the
/// series' own past and weighed by how they did there; the intervals are those errors. Never
/// negative where the data never were, never far outside what was seen. Pure and deterministic; any
/// thread may ask.
public final class Forecasters {
  /// Steps of past below which nothing is said.
  public static final int LEAST = 24;

  /// Steps that are forecast at most.
  public static final int MOST_AHEAD = 2_000;

  private static final int ORIGINS = 6;
  private static final double LEAST_FILLED = 0.5;
  private static final long DAY = 86_400_000L;
  private static final int SHARPNESS = 3;
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
    var members = members(known, step);
    var test = new BackTest(grid.values(), members, horizon, ORIGINS);
    return Optional.of(told(history, grid, horizon, members, test));
  }

  /// The ways to carry on that `known` steps allow.
  private static List<Member> members(int known, long step) {
    int day = period(DAY, step, known);
    int week = period(7 * DAY, step, known);
    var members = new ArrayList<Member>();
    members.add(new Member.Level(1));
    members.add(new Member.Level(0.1));
    members.add(new Member.DampedTrend(0.5, 0.1, 0.98));
    members.add(new Member.DampedTrend(0.2, 0.05, 0.998));
    members.add(new Member.Lags(0, 0));
    for (int period : new int[] {day, week}) {
      if (period == 0) continue;
      members.add(new Member.Season(period, 1, 0));
      members.add(new Member.Season(period, 5, 0.5));
      members.add(new Member.Season(period, 5, 1));
    }
    if (day > 0) members.add(new Member.Lags(day, 0));
    if (day > 0 && week > 0) members.add(new Member.Lags(day, week));
    members.removeIf(member -> known < member.needs() + LEAST / 2);
    return members;
  }

  private static int period(long length, long step, int known) {
    long period = length / step;
    return length % step == 0 && period >= 4 && 2 * period + LEAST / 2 <= known ? (int) period : 0;
  }

  private static Forecast told(
      Series history, Grid grid, int horizon, List<Member> members, BackTest test) {
    var mean = new double[horizon];
    var weights = test.weights(SHARPNESS);
    for (int m = 0; m < members.size(); m++) {
      if (weights[m] < 1e-3) continue;
      var ahead = members.get(m).forecast(grid.values(), grid.values().length, horizon);
      for (int h = 0; h < horizon; h++) mean[h] += weights[m] * ahead[h];
    }
    var bounds = Bounds.of(grid.values(), history.info(), horizon);
    var low80 = new double[horizon];
    var high80 = new double[horizon];
    var low95 = new double[horizon];
    var high95 = new double[horizon];
    for (int h = 0; h < horizon; h++) {
      mean[h] = bounds.clamp(mean[h]);
      double width80 = test.width(h, 0.8);
      double width95 = test.width(h, 0.95);
      low80[h] = bounds.clamp(mean[h] - width80);
      high80[h] = bounds.clamp(mean[h] + width80);
      low95[h] = bounds.clamp(mean[h] - width95);
      high95[h] = bounds.clamp(mean[h] + width95);
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
        test.scaledError(seasonOf(grid)));
  }

  private static int seasonOf(Grid grid) {
    int day = period(DAY, grid.stepMillis(), grid.values().length);
    return day > 0 ? day : 1;
  }

  /// What a forecast may say: not below zero where the data never were, nor far outside what was
  /// seen.
  private record Bounds(double lowest, double highest) {
    static Bounds of(double[] past, io.watchfloor.model.signal.MetricInfo info, int horizon) {
      double low = Arrays.stream(past).min().orElse(0);
      double high = Arrays.stream(past).max().orElse(0);
      double room = (high - low) * (1 + horizon / (double) past.length);
      boolean isShare = info.unit().equals("ratio") && low >= 0 && high <= 1;
      return new Bounds(low >= 0 ? Math.max(0, low - room) : low - room, isShare ? 1 : high + room);
    }

    double clamp(double value) {
      return Math.clamp(value, lowest, highest);
    }
  }
}
