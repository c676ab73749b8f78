package io.watchfloor.connectors.influx;

import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// An InfluxDB. Each pull asks for the mean of every numeric field in whole steps since the last
/// one and a minute more, because points come late; the step that is not over yet is left for the
/// next.
final class InfluxSource implements Source {
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration CATALOGUE_LASTS = Duration.ofMinutes(5);
  private static final int AT_ONCE = 20;
  private static final int MOST_MEASUREMENTS = 400;
  private static final int MOST_SERIES = 20_000;
  private static final int MOST_POINTS = 10_000;

  private final SourceId id;
  private final InfluxApi api;
  private final List<String> globs;
  private final long step;
  private final EntityRules rules;
  private List<Measurement> catalogue = List.of();
  private Instant catalogueAt = Instant.MIN;

  /// `globs` say which measurements are taken; `step` is in milliseconds.
  InfluxSource(SourceId id, InfluxApi api, List<String> globs, Duration step, EntityRules rules) {
    this.id = id;
    this.api = api;
    this.globs = List.copyOf(globs);
    this.step = step.toMillis();
    this.rules = rules;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    api.takeRequests();
    var notices = new ArrayList<String>();
    refresh(now);
    if (catalogue.isEmpty())
      notices.add("No measurement with numbers is there that the patterns take.");
    if (catalogue.size() > MOST_MEASUREMENTS)
      notices.add("Only the first " + MOST_MEASUREMENTS + " measurements are asked for.");
    long to = now.plus(api.skew()).toEpochMilli() / step * step;
    long since = since(from, now, notices).plus(api.skew()).toEpochMilli() / step * step;
    var signals = new ArrayList<Signal>();
    var asked = catalogue.subList(0, Math.min(MOST_MEASUREMENTS, catalogue.size()));
    for (int i = 0; i < asked.size() && since < to; i += AT_ONCE) {
      var some = asked.subList(i, Math.min(asked.size(), i + AT_ONCE));
      var questions = some.stream().map(it -> it.question(since, to, step, MOST_POINTS)).toList();
      api.ask(questions, series -> take(some, series, now, signals, notices));
    }
    notices.addAll(ClockSkew.notice(api.skew()));
    return new Pull(
        signals,
        new Cursor(now, ""),
        notices.stream().distinct().toList(),
        api.takeRequests(),
        api.skew());
  }

  private void refresh(Instant now) throws SourceException, InterruptedException {
    boolean lasts = now.isBefore(catalogueAt.plus(CATALOGUE_LASTS)) && !now.isBefore(catalogueAt);
    if (lasts && !catalogue.isEmpty()) return;
    catalogue =
        api.measurements().stream()
            .filter(
                it ->
                    globs.isEmpty()
                        || globs.stream().anyMatch(glob -> Glob.matches(glob, it.name())))
            .toList();
    catalogueAt = now;
  }

  private static Instant since(Cursor from, Instant now, List<String> notices) {
    if (from.isStart()) return now.minus(FIRST);
    var since = from.upTo().minus(OVERLAP);
    if (Duration.between(since, now).compareTo(LONGEST) <= 0) return since;
    notices.add("The gap was longer than is filled: only its newest 6 hours are taken.");
    return now.minus(LONGEST);
  }

  private void take(
      List<Measurement> asked,
      Node series,
      Instant now,
      List<Signal> signals,
      List<String> notices) {
    var measurement =
        asked.stream()
            .filter(it -> it.name().equals(series.label("name")))
            .findFirst()
            .orElseGet(() -> new Measurement(series.label("name"), List.of()));
    if (series.flag("partial") || series.at("values").list().size() >= MOST_POINTS)
      notices.add("A series had more points than are taken at once; the newest come later.");
    var columns = series.at("columns").list();
    for (int column = 1; column < columns.size(); column++) {
      if (signals.size() >= MOST_SERIES) {
        notices.add("There are more than " + MOST_SERIES + " series; the others are left out.");
        return;
      }
      add(
          series,
          column,
          labels(series, measurement.metric(columns.get(column).text())),
          now,
          signals);
    }
  }

  private static Labels labels(Node series, String metric) {
    var labels = new TreeMap<String, String>();
    series
        .at("tags")
        .members()
        .forEach(
            (name, value) -> {
              if (!value.text().isEmpty() && labels.size() < 40)
                labels.put(SafeText.cut(name, 200), SafeText.cut(value.text(), SafeText.LABEL));
            });
    labels.put(Labels.NAME, metric);
    return Labels.of(labels);
  }

  private void add(Node series, int column, Labels labels, Instant now, List<Signal> signals) {
    var rows = series.at("values").list();
    var times = new long[rows.size()];
    var values = new double[rows.size()];
    int n = 0;
    for (var row : rows) {
      double at = row.at(0).number();
      double value = row.at(column).number();
      if (Double.isNaN(value) || !(at > 0) || at > 4e12 || (n > 0 && at <= times[n - 1])) continue;
      times[n] = (long) at;
      values[n++] = value;
    }
    if (n > 0)
      signals.add(
          new Samples(
              id,
              rules.entity(labels),
              labels,
              MetricInfo.UNKNOWN,
              now,
              Arrays.copyOf(times, n),
              Arrays.copyOf(values, n)));
  }

  @Override
  public void close() {
    api.close();
  }
}
