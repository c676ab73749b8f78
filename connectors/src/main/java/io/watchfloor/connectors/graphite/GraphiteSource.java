package io.watchfloor.connectors.graphite;

import io.watchfloor.connectors.http.Answer;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A Graphite. Each pull asks for all targets since the last one and a minute more, because values
/// come late; the youngest interval is left for the next pull, because it is not complete yet.
final class GraphiteSource implements Source {
  private static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final Duration FIRST = Duration.ofMinutes(10);
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int MOST_SERIES = 20_000;

  private final SourceId id;
  private final Http http;
  private final List<String> targets;
  private final boolean changes;
  private final GraphiteMapper mapper;
  private Duration skew = Duration.ZERO;
  private int requests;

  GraphiteSource(
      SourceId id, Http http, List<String> targets, boolean changes, GraphiteMapper mapper) {
    this.id = id;
    this.http = http;
    this.targets = List.copyOf(targets);
    this.changes = changes;
    this.mapper = mapper;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    requests = 0;
    var notices = new ArrayList<String>();
    var theirs = now.plus(skew);
    var since = since(from, now, notices).plus(skew);
    var signals = new ArrayList<Signal>();
    ask(render(since, theirs))
        .json(
            parser -> {
              Json.array(parser, () -> take(Node.read(parser), theirs, now, signals, notices));
              return true;
            });
    if (signals.isEmpty()) notices.add("The targets have no values since " + since + ".");
    if (changes) signals.addAll(changes(since, theirs, now, notices));
    notices.addAll(ClockSkew.notice(skew));
    return new Pull(
        signals, new Cursor(now, ""), notices.stream().distinct().toList(), requests, skew);
  }

  private Instant since(Cursor from, Instant now, List<String> notices) {
    if (from.isStart()) return now.minus(FIRST);
    var since = from.upTo().minus(OVERLAP);
    if (Duration.between(since, now).compareTo(LONGEST) <= 0) return since;
    notices.add("The gap was longer than is filled: only its newest 6 hours are taken.");
    return now.minus(LONGEST);
  }

  private Ask render(Instant from, Instant until) {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var target : targets) parameters.add(Map.entry("target", target));
    parameters.add(Map.entry("from", String.valueOf(from.getEpochSecond())));
    parameters.add(Map.entry("until", String.valueOf(until.getEpochSecond())));
    parameters.add(Map.entry("format", "json"));
    return Ask.form("/render", parameters);
  }

  private void take(
      Node series, Instant theirs, Instant now, List<Signal> signals, List<String> notices) {
    if (signals.size() >= MOST_SERIES) {
      notices.add("There are more than " + MOST_SERIES + " series; the others are left out.");
      return;
    }
    mapper.samples(series, theirs.getEpochSecond() - step(series), now).ifPresent(signals::add);
  }

  /// How far apart its points are, in seconds.
  private static long step(Node series) {
    var points = series.at("datapoints").list();
    if (points.size() < 2) return 0;
    double step = points.get(1).at(1).number() - points.get(0).at(1).number();
    return step > 0 && step < 86_400 ? (long) step : 0;
  }

  private List<Signal> changes(Instant from, Instant until, Instant now, List<String> notices)
      throws SourceException, InterruptedException {
    var found = new ArrayList<Signal>();
    try {
      var parameters =
          List.of(
              Map.entry("from", String.valueOf(from.getEpochSecond())),
              Map.entry("until", String.valueOf(until.getEpochSecond())));
      ask(Ask.get("/events/get_data", parameters))
          .json(
              parser -> {
                Json.array(
                    parser, () -> mapper.change(Node.read(parser), now).ifPresent(found::add));
                return true;
              });
    } catch (SourceException e) {
      if (e.retryable() || !e.why().contains("(404)")) throw e;
      notices.add("It has no events: " + e.why());
    }
    return found;
  }

  private Answer ask(Ask ask) throws SourceException, InterruptedException {
    requests++;
    var answer = http.ask(ask);
    skew = answer.skew();
    return answer;
  }

  @Override
  public void close() {
    http.close();
  }
}
