package io.watchfloor.app.ui.metrics;

import io.watchfloor.app.ui.kit.ChartData;
import io.watchfloor.app.ui.kit.Pyramid;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.Unusual;
import io.watchfloor.app.ui.kit.Usual;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Forecasters;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.pipeline.Gaps;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is known about a few series in a window: the chart, the episodes, how much of it was seen.
/// Read and worked out off the FX thread.
///
/// @param coverage the share of the window in which the first series was seen, 0–1; NaN when it was
///   never seen
record Explored(
    List<SeriesId> series,
    ChartData data,
    Span span,
    List<Unusual> unusual,
    Optional<Outlook> outlook,
    double coverage,
    Optional<Instant> newest,
    int points,
    boolean hasBand) {
  /// Episodes that are told in words; all are drawn.
  private static final int MOST_SAID = 50;

  private static final double LOOK_AHEAD = 0.3;
  private static final long MOST_STEPS = 400;

  static Explored read(
      List<SeriesId> ids, Duration range, Snapshot snapshot, History history, Instant now) {
    var window = Window.before(now.plusMillis(1), range);
    var lines = new ArrayList<ChartData.Line>();
    var all = new ArrayList<Series>();
    for (var id : ids) {
      var series = history.series(id, window);
      all.add(series);
      lines.add(
          new ChartData.Line(name(id, ids), new Pyramid(series.epochMillis(), series.values())));
    }
    var first = all.getFirst();
    var points = lines.getFirst().points();
    var blind = blind(first, points, window, snapshot, history, now);
    var expected = Usual.band(first, points);
    var episodes = Usual.episodes(ids.getFirst(), window, snapshot, history);
    var outlook = outlook(ids.getFirst(), first, snapshot, now);
    var forecast = forecast(first, points, range);
    boolean looksAhead = forecast.isPresent() || outlook.isPresent();
    long ahead = looksAhead ? Math.round(range.toMillis() * LOOK_AHEAD) : range.toMillis() / 50;
    var span = new Span(window.from().toEpochMilli(), now.toEpochMilli() + ahead);
    var data =
        new ChartData(
            lines,
            expected,
            episodes.stream().map(one -> Usual.drawn(one, now)).toList(),
            forecast,
            outlook.map(one -> new ChartData.Limit(one.limit(), one.why(), Optional.of(one))),
            blind,
            info(first, snapshot),
            now);
    return new Explored(
        List.copyOf(ids),
        data,
        span,
        Unusual.of(ids.getFirst(), newest(episodes), snapshot, history),
        outlook,
        coverage(first, points, window, blind),
        newest(first),
        all.stream().mapToInt(Series::size).sum(),
        expected.isPresent());
  }

  private static MetricInfo info(Series series, Snapshot snapshot) {
    if (!series.info().equals(MetricInfo.UNKNOWN)) return series.info();
    return snapshot.services().stream()
        .filter(tile -> tile.series().equals(Optional.of(series.id())))
        .map(tile -> tile.info())
        .findFirst()
        .orElse(series.info());
  }

  /// The labels in which the compared series differ; the metric where they do not.
  private static String name(SeriesId id, List<SeriesId> all) {
    if (all.size() == 1) return id.toString();
    var different =
        id.labels()
            .only(
                label ->
                    all.stream().map(other -> other.labels().value(label)).distinct().count() > 1);
    return different.isEmpty() ? id.toString() : different.toString();
  }

  /// Stretches that its source did not see, and those in which the series itself said nothing.
  private static List<Window> blind(
      Series series,
      Pyramid points,
      Window window,
      Snapshot snapshot,
      History history,
      Instant now) {
    var blind = new ArrayList<Window>();
    blind.addAll(Gaps.in(window, snapshot, history).getOrDefault(series.id().source(), List.of()));
    long from = -1;
    for (int i = 1; i < points.size(); i++) {
      if (!points.isGapBefore(i)) continue;
      if (from < 0) from = points.at(i - 1);
      if (Double.isNaN(points.value(i))) continue;
      add(blind, from, points.at(i));
      from = -1;
    }
    if (from >= 0) add(blind, from, now.toEpochMilli());
    else if (points.size() > 0 && points.step() > 0) {
      long last = points.at(points.size() - 1);
      if (now.toEpochMilli() - last > 5 * points.step()) add(blind, last, now.toEpochMilli());
    }
    return Gaps.joined(blind);
  }

  private static void add(List<Window> to, long from, long until) {
    if (until > from) to.add(new Window(Instant.ofEpochMilli(from), Instant.ofEpochMilli(until)));
  }

  private static List<Anomaly> newest(List<Anomaly> episodes) {
    return episodes.subList(Math.max(0, episodes.size() - MOST_SAID), episodes.size());
  }

  /// The newest episodes, oldest first.
  List<Anomaly> episodes() {
    return unusual.stream().map(Unusual::anomaly).toList();
  }

  private static Optional<Outlook> outlook(
      SeriesId id, Series series, Snapshot snapshot, Instant now) {
    return snapshot.outlooks().stream()
        .filter(one -> one.series().equals(id))
        .findFirst()
        .or(() -> Outlooks.outlook(series, EntityId.NONE, series.info(), now));
  }

  /// As far ahead as the chart looks, at no finer step than can be seen; empty where the past is
  /// too short.
  private static Optional<Forecast> forecast(Series series, Pyramid points, Duration range) {
    if (points.size() < Usual.LEAST || points.step() <= 0) return Optional.empty();
    long ahead = Math.round(range.toMillis() * LOOK_AHEAD);
    long step = Math.max(points.step(), range.toMillis() / MOST_STEPS);
    if (ahead < step) return Optional.empty();
    var found = Forecasters.forecast(series, ahead, step);
    found.ifPresent(
        one -> {
          Usual.raise(one.mean(), series, points);
          for (var low : List.of(one.low80(), one.low95())) Usual.raise(low, series, points);
        });
    return found;
  }

  private static double coverage(Series series, Pyramid points, Window window, List<Window> blind) {
    if (points.size() == 0) return Double.NaN;
    var from = Instant.ofEpochMilli(series.epochMillis()[0]);
    var start = from.isAfter(window.from()) ? from : window.from();
    double seen = Duration.between(start, window.to()).toMillis();
    double lost = 0;
    for (var gap : blind) lost += gap.length().toMillis();
    return seen <= 0 ? Double.NaN : Math.clamp(1 - lost / seen, 0, 1);
  }

  private static Optional<Instant> newest(Series series) {
    for (int i = series.size() - 1; i >= 0; i--)
      if (!Double.isNaN(series.values()[i]))
        return Optional.of(Instant.ofEpochMilli(series.epochMillis()[i]));
    return Optional.empty();
  }

  /// The sentence that says the most: an episode, the outlook, or calm; honest when too little is
  /// known.
  String sentence(Optional<Anomaly> chosen, Times times) {
    if (points == 0) return Text.of("metrics.never");
    if (chosen.isPresent())
      for (var one : unusual)
        if (one.anomaly().id().equals(chosen.get().id())) return one.sentence(times, data.now());
    if (!hasBand) return Text.of("metrics.tooShort");
    return Text.of("metrics.usual");
  }
}
