package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Player.Stretch;
import io.watchfloor.connectors.replay.Recording.RecordedLog;
import io.watchfloor.connectors.replay.Recording.RecordedSeries;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One kind of signal of a recording, told as its real source would tell it. What it tells depends
/// on the window alone.
final class ReplaySource implements Source {
  enum Kind {
    METRICS("prometheus"),
    ALERTS("alertmanager"),
    LOGS("logs"),
    CHANGES("changes");

    private final String source;

    Kind(String source) {
      this.source = source;
    }
  }

  private final Kind kind;
  private final SourceId id;
  private final Player player;
  private final EntityRules rules;

  ReplaySource(Kind kind, Player player, EntityRules rules) {
    this.kind = kind;
    this.id = SourceId.sandbox(kind.source);
    this.player = player;
    this.rules = rules;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) {
    var signals = new ArrayList<Signal>();
    switch (kind) {
      case METRICS -> tellMetrics(window, from.isStart(), signals);
      case ALERTS -> signals.addAll(new ReplayedAlerts(player, rules, id).in(window));
      case LOGS -> tellLogs(window, signals);
      case CHANGES -> tellChanges(window, signals);
    }
    var notices =
        player.ended()
            ? List.of("The recording has ended. Start it again to see it once more.")
            : List.<String>of();
    return new Pull(signals, new Cursor(window.to(), ""), notices, 0);
  }

  private void tellMetrics(Window window, boolean first, List<Signal> into) {
    if (first) tellEdges(window, into);
    for (var stretch : player.stretches(window))
      for (var series : player.recording().series()) tellSeries(series, stretch, window.to(), into);
  }

  private void tellEdges(Window window, List<Signal> into) {
    for (var edge : player.recording().edges()) {
      var caller = rules.named(edge.caller().name());
      var callee = rules.named(edge.callee().name());
      into.add(new Dependency(id, caller, callee, Labels.EMPTY, window.to(), window.to()));
    }
  }

  /// Values as they were; where a series ended, one NaN says so.
  private void tellSeries(
      RecordedSeries series, Stretch stretch, Instant received, List<Signal> into) {
    int from = series.indexAt(stretch.from().toEpochMilli());
    int to = series.indexAt(stretch.to().toEpochMilli());
    if (from >= to) return;
    var times = new long[to - from];
    var values = new double[to - from];
    boolean isTime = RecordedMetric.isTime(series.labels().metric());
    int size = 0;
    for (int i = from; i < to; i++) {
      double value = series.values()[i];
      if (Double.isNaN(value) && (i == 0 || Double.isNaN(series.values()[i - 1]))) continue;
      times[size] = series.millis(i) + stretch.shift().toMillis();
      values[size++] = isTime ? value + stretch.shift().toMillis() / 1000.0 : value;
    }
    if (size == 0) return;
    into.add(
        new Samples(
            id,
            rules.entity(series.labels()),
            series.labels(),
            series.info(),
            received,
            Arrays.copyOf(times, size),
            Arrays.copyOf(values, size)));
  }

  private void tellLogs(Window window, List<Signal> into) {
    for (var stretch : player.stretches(window)) {
      for (var log : player.recording().logs(stretch.from(), stretch.to())) {
        into.add(
            new LogLine(
                id,
                rules.entity(log.labels()),
                log.labels(),
                severity(log),
                log.text(),
                log.time().plus(stretch.shift()),
                window.to()));
      }
    }
  }

  private static Severity severity(RecordedLog log) {
    return Severity.ofWord(log.level());
  }

  private void tellChanges(Window window, List<Signal> into) {
    for (var stretch : player.stretches(window)) {
      for (var change : player.recording().changes()) {
        if (change.time().isBefore(stretch.from()) || !change.time().isBefore(stretch.to()))
          continue;
        var at = change.time().plus(stretch.shift());
        into.add(
            new Change(
                id,
                change.id() + "-" + at.toEpochMilli(),
                rules.named(change.service()),
                Labels.of(
                    "kind",
                    change.kind(),
                    "service",
                    change.service(),
                    "version",
                    change.version()),
                change.kind(),
                change.version(),
                change.text(),
                at,
                window.to()));
      }
    }
  }
}
