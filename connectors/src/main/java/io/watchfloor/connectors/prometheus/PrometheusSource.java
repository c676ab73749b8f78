package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.model.signal.Labels;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Prometheus, or what speaks its API. Each pull hands on every sample since the last one, with
/// its own time, and after a gap as much as fits into one pull, oldest first: the next pull goes on
/// from there. A failed pull hands on nothing and forgets nothing.
public final class PrometheusSource implements Source {
  private static final Duration CATALOGUE_LASTS = Duration.ofSeconds(30);
  private static final Duration SURROUNDINGS_LAST = Duration.ofMinutes(5);
  private static final long MOST_SAMPLES = 3_000_000;
  private static final long LEAST_STRETCH = 600_000;
  private static final long LONGEST_OVERLAP = 300_000;
  private static final int MANY_TARGETS = 1_000;

  private final SourceId id;
  private final PrometheusSettings settings;
  private final Http http;
  private final Opening opening;
  private final SeriesMemory memory = new SeriesMemory();
  private final Surroundings surroundings = new Surroundings();
  private final Targets targets = new Targets();
  private Catalogue catalogue = Catalogue.EMPTY;
  private List<String> catalogueNotices = List.of();
  private Instant catalogueAt = Instant.MIN;
  private Instant surroundingsAt = Instant.MIN;
  private Instant targetsAt = Instant.MIN;
  private Duration skew = Duration.ZERO;
  private String handedOn = "";

  PrometheusSource(SourceId id, PrometheusSettings settings, Http http, Opening opening) {
    this.id = id;
    this.settings = settings;
    this.http = http;
    this.opening = opening;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    if (!from.state().equals(handedOn)) memory.clear();
    var now = window.to();
    var api = new Api(http, settings.tenant(), settings.atOnce(), skew);
    refresh(api, now);
    skew = api.skew();

    var position = Position.read(from.state(), id, opening.entities());
    long theirNow = now.plus(skew).toEpochMilli();
    long start = start(position.to, theirNow, api);
    long end = Math.min(theirNow, start + stretch());
    var signals = new ArrayList<Signal>(samples(api, now, start, end));
    if (end == theirNow) {
      signals.addAll(alerts(api, position, now));
      signals.addAll(targets(api, position, now));
    }
    ClockSkew.notice(api.skew()).forEach(api::notice);
    position.to = end;
    handedOn = position.toString();
    var upTo = end == theirNow ? now : Instant.ofEpochMilli(end).minus(skew);
    return new Pull(signals, new Cursor(upTo, handedOn), api.notices(), api.requests(), api.skew());
  }

  private void refresh(Api api, Instant now) throws SourceException, InterruptedException {
    if (now.isBefore(catalogueAt.plus(CATALOGUE_LASTS)) && !now.isBefore(catalogueAt)) {
      catalogueNotices.forEach(api::notice);
      return;
    }
    var found = new LinkedHashMap<Selector, Map<String, Integer>>();
    for (var selector : settings.selectors()) found.put(selector, Catalogue.count(api, selector));
    if (now.isAfter(surroundingsAt.plus(SURROUNDINGS_LAST)) || now.isBefore(surroundingsAt)) {
      surroundings.refresh(api);
      surroundingsAt = now;
    }
    catalogue = Catalogue.choose(found, surroundings.metadata(), settings, catalogue, api);
    if (catalogue.series() == 0)
      api.notice("No series at all match the selectors. Are they right, does it scrape anything?");
    catalogueNotices = api.notices();
    catalogueAt = now;
  }

  /// From where samples are to be handed on, in the source's milliseconds.
  private long start(long reached, long theirNow, Api api) {
    if (reached == 0) return theirNow - Math.max(settings.firstFill().toMillis(), step());
    if (reached >= theirNow) return theirNow - 1;
    long longest = Math.max(settings.longestFill().toMillis(), step());
    if (theirNow - reached <= longest) return reached;
    api.notice(
        "The gap of "
            + Duration.ofMillis(theirNow - reached).toMinutes()
            + " min was longer than is filled: only its newest "
            + Duration.ofMillis(longest).toMinutes()
            + " min are taken.");
    return theirNow - longest;
  }

  /// How much time one pull covers at most, so that it fits into memory.
  private long stretch() {
    return Math.max(LEAST_STRETCH, MOST_SAMPLES / Math.max(1, catalogue.series()) * step());
  }

  private List<Signal> samples(Api api, Instant now, long start, long end)
      throws SourceException, InterruptedException {
    var raw = new RangeVector(settings.mostSeries() + settings.mostSeries() / 4);
    var asks = RangeVector.asks(catalogue.questions(), start - overlap(), end, step());
    api.all(asks, raw::read);
    raw.tell(api);
    var harvest =
        new Harvest(
            id,
            opening.entities(),
            now,
            memory,
            this::stepOf,
            settings.lateness().toMillis(),
            start,
            end);
    var signals = harvest.reap(raw.series(), catalogue.meanings());
    if (harvest.infinite() > 0)
      api.notice(harvest.infinite() + " infinite values were taken as missing.");
    return signals;
  }

  /// What is asked again each time: rates need samples before the first, and some come late.
  private long overlap() {
    long slowest = Math.max(targets.slowest(step()), surroundings.slowestRule());
    long wanted = Math.max(step() * 5, slowest * 11 / 5);
    return Math.min(LONGEST_OVERLAP, Math.max(wanted, settings.lateness().toMillis()));
  }

  private long step() {
    return settings.step().map(Duration::toMillis).orElse(surroundings.step());
  }

  private long stepOf(Labels labels) {
    if (settings.step().isPresent()) return step();
    return surroundings.step(labels.metric(), targets.step(labels, surroundings.step()));
  }

  private List<? extends Signal> alerts(Api api, Position position, Instant now)
      throws SourceException, InterruptedException {
    if (!settings.alerts()) return List.of();
    try {
      var listed = new RuleAlerts(id, opening.entities(), surroundings.external(), now).ask(api);
      return position.alerts.listed(listed, now, 1, Duration.ZERO);
    } catch (SourceException e) {
      if (e.retryable()) throw e;
      api.notice("No alerts from here: " + e.why());
      return List.of();
    }
  }

  private List<? extends Signal> targets(Api api, Position position, Instant now)
      throws InterruptedException {
    var pause = targets.count() < MANY_TARGETS ? Duration.ofSeconds(4) : Duration.ofMinutes(1);
    if (now.isBefore(targetsAt.plus(pause)) && !now.isBefore(targetsAt)) return List.of();
    targetsAt = now;
    try {
      return targets.watch(api, id, opening.entities(), position.down, surroundings.step(), now);
    } catch (SourceException e) {
      return List.of(); // VictoriaMetrics, Thanos and Mimir scrape nothing themselves
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
