package io.watchfloor.app.ui.forecasts;

import io.watchfloor.app.ui.kit.ChartData;
import io.watchfloor.app.ui.kit.Pyramid;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Unusual;
import io.watchfloor.app.ui.kit.Usual;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.forecast.Forecasters;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.pipeline.Foresight;
import io.watchfloor.model.pipeline.Gaps;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One series with its past, its band and episodes, its forecast and the limit it comes to, ready
/// to draw. Read and worked out off the FX thread.
///
/// @param unusual what is out of its band now
record LookAhead(
    SeriesId series, ChartData data, Span span, boolean isYoung, Optional<Unusual> unusual) {
  private static final long[] STEPS = {
    1_000,
    2_000,
    5_000,
    10_000,
    15_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    900_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000
  };
  private static final int MOST_STEPS = 700;
  private static final Duration LEAST_AHEAD = Duration.ofMinutes(5);

  /// Up to a limit.
  static LookAhead at(Outlook outlook, Snapshot snapshot, History history, Instant now) {
    var until = outlook.latest().or(outlook::likely).orElse(now);
    var ahead = Duration.between(now, until).multipliedBy(11).dividedBy(10);
    return of(
        outlook.series(),
        outlook.info(),
        Optional.of(outlook),
        Foresight.PAST,
        ahead,
        snapshot,
        history,
        now);
  }

  /// The next week or day of a series, whatever is known of it.
  static LookAhead at(Demand demand, Snapshot snapshot, History history, Instant now) {
    var ahead = Duration.ofDays(demand.week().isPresent() ? 7 : 1);
    return of(
        demand.series(),
        demand.info(),
        Optional.empty(),
        Demand.PAST,
        ahead,
        snapshot,
        history,
        now);
  }

  private static LookAhead of(
      SeriesId id,
      MetricInfo shown,
      Optional<Outlook> outlook,
      Duration past,
      Duration wanted,
      Snapshot snapshot,
      History history,
      Instant now) {
    var window = Window.before(now.plusMillis(1), past);
    var series = history.series(id, window);
    var points = new Pyramid(series.epochMillis(), series.values());
    long known = series.isEmpty() ? 0 : now.toEpochMilli() - series.epochMillis()[0];
    long most = Math.max(LEAST_AHEAD.toMillis(), known);
    long ahead = Math.clamp(wanted.toMillis(), LEAST_AHEAD.toMillis(), most);
    var forecast = Forecasters.forecast(series, ahead, step(points.step(), known));
    var info = series.info().equals(MetricInfo.UNKNOWN) ? shown : series.info();
    long back = Math.clamp(2 * ahead, LEAST_AHEAD.toMillis(), most);
    var shownFrom = now.minusMillis(back);
    var episodes = Usual.episodes(id, new Window(shownFrom, now.plusMillis(1)), snapshot, history);
    var open = episodes.stream().filter(Anomaly::isOpen).toList();
    var unusual = Unusual.of(id, open, snapshot, history).stream().findFirst();
    var data =
        new ChartData(
            List.of(new ChartData.Line(id.toString(), points)),
            Usual.band(series, points),
            episodes.stream().map(one -> Usual.drawn(one, now)).toList(),
            forecast,
            outlook.map(one -> new ChartData.Limit(one.limit(), one.why(), Optional.of(one))),
            Gaps.in(window, snapshot, history).getOrDefault(id.source(), List.of()),
            info,
            now);
    var span = new Span(shownFrom.toEpochMilli(), now.toEpochMilli() + ahead);
    return new LookAhead(id, data, span, forecast.isEmpty(), unusual);
  }

  /// The series' own step, or the finest round one of which there are not too many.
  private static long step(long usual, long known) {
    for (long step : STEPS) if (step >= usual && known / step <= MOST_STEPS) return step;
    return Math.max(usual, STEPS[STEPS.length - 1]);
  }
}
