package io.watchfloor.model.pipeline;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Chooses, for each entity, the one figure that says most about it now, and says how it does.
/// Pure: all it knows is passed in.
final class ServiceTiles {
  /// Tiles at most; a larger estate is for the lists.
  private static final int RECENT = 120;

  private static final int MOST = 120;

  private static final Duration SHOWN = Duration.ofMinutes(5);

  /// What a figure is worth by the words in its metric's name, best first; the first that matches
  /// counts.
  private static final List<Map.Entry<String, Integer>> WORTH =
      List.of(
          Map.entry("error", 90),
          Map.entry("fail", 85),
          Map.entry("latency", 80),
          Map.entry("duration", 75),
          Map.entry("requests", 70),
          Map.entry("commands", 66),
          Map.entry("used_ratio", 64),
          Map.entry("busy", 62),
          Map.entry("avail", 60),
          Map.entry("cpu", 58),
          Map.entry("memory", 54),
          Map.entry("load", 52),
          Map.entry("connections", 50),
          Map.entry("backends", 48),
          Map.entry("up", 20));

  private final RecentSamples recent;
  private final Map<EntityId, SeriesId> chosen = new HashMap<>();

  ServiceTiles(RecentSamples recent) {
    this.recent = recent;
  }

  List<ServiceHealth> tiles(
      Topology topology,
      Collection<Incident> incidents,
      Collection<Anomaly> anomalies,
      Set<SourceId> blind,
      BandLookup bands,
      boolean sandbox,
      Instant now) {
    var worst = worstOf(incidents);
    var strangest = strangestOf(anomalies);
    var tiles = new ArrayList<ServiceHealth>();
    for (var entity : inCallOrder(topology)) {
      if (tiles.size() == MOST) break;
      var series =
          Optional.ofNullable(strangest.get(entity)).map(Anomaly::series).or(() -> usual(entity));
      tiles.add(
          tile(
              entity,
              topology,
              series,
              worst.getOrDefault(entity, Severity.OK),
              blind,
              bands,
              sandbox,
              now));
    }
    return tiles;
  }

  private ServiceHealth tile(
      EntityId entity,
      Topology topology,
      Optional<SeriesId> series,
      Severity worst,
      Set<SourceId> blind,
      BandLookup bands,
      boolean sandbox,
      Instant now) {
    boolean unseen = series.isPresent() && blind.contains(series.get().source());
    var severity = unseen ? Severity.UNKNOWN.worst(worst) : worst;
    var shown =
        series.map(id -> recent.series(id, new Window(now.minus(SHOWN), now.plusSeconds(1))));
    var info = series.map(recent::info).orElse(MetricInfo.UNKNOWN);
    var band = series.map(bands::band).orElse(new double[] {Double.NaN, Double.NaN, Double.NaN});
    return new ServiceHealth(
        entity,
        topology.entity(entity).kind(),
        sandbox,
        severity,
        unseen ? "not seen" : series.map(SeriesId::metric).orElse(""),
        series,
        info,
        shown.map(Series::last).orElse(Double.NaN),
        info.notBelowZero(band[1], shown.map(ServiceTiles::least).orElse(Double.NaN)),
        band[2],
        shown
            .map(all -> Arrays.stream(all.evenly(RECENT, now.toEpochMilli())).boxed().toList())
            .orElse(List.of()));
  }

  private static double least(Series series) {
    return Arrays.stream(series.values()).filter(Double::isFinite).min().orElse(Double.NaN);
  }

  private Optional<SeriesId> usual(EntityId entity) {
    var known = chosen.get(entity);
    if (known != null && recent.seriesOf(entity).contains(known)) return Optional.of(known);
    var best =
        recent.seriesOf(entity).stream()
            .max(
                Comparator.<SeriesId>comparingInt(ServiceTiles::worth)
                    .thenComparing(Comparator.reverseOrder()));
    best.ifPresent(id -> chosen.put(entity, id));
    return best;
  }

  private static int worth(SeriesId id) {
    var name = id.metric().toLowerCase(Locale.ROOT);
    int base = 0;
    for (var word : WORTH) {
      if (name.contains(word.getKey())) {
        base = word.getValue();
        break;
      }
    }
    boolean isSummary = name.indexOf(':') > 0 || name.endsWith("_ratio");
    return base * 4 + (isSummary ? 40 : 0) - Math.min(id.labels().size(), 12);
  }

  private static Map<EntityId, Severity> worstOf(Collection<Incident> incidents) {
    var worst = new HashMap<EntityId, Severity>();
    for (var incident : incidents) {
      if (!incident.isOpen()) continue;
      for (var member : incident.members()) {
        if (member.isActive()) worst.merge(member.entity(), member.severity(), Severity::worst);
      }
    }
    return worst;
  }

  private static Map<EntityId, Anomaly> strangestOf(Collection<Anomaly> anomalies) {
    var strangest = new HashMap<EntityId, Anomaly>();
    for (var anomaly : anomalies) {
      if (!anomaly.isOpen()) continue;
      strangest.merge(anomaly.entity(), anomaly, (a, b) -> rank(b) > rank(a) ? b : a);
    }
    return strangest;
  }

  private static double rank(Anomaly anomaly) {
    return anomaly.grade() + worth(anomaly.series()) / 200.0;
  }

  /// Callers before what they call; then what no edge names.
  private List<EntityId> inCallOrder(Topology topology) {
    var order = new LinkedHashSet<EntityId>();
    for (var entity : topology.entities()) {
      if (topology.callers(entity.id()).isEmpty() && !topology.callees(entity.id()).isEmpty()) {
        order.add(entity.id());
        order.addAll(topology.downstream(entity.id()));
      }
    }
    for (var entity : topology.entities()) order.add(entity.id());
    order.addAll(recent.entities());
    return List.copyOf(order);
  }

  /// The expected value, low and high of a series now; NaN where there is not enough history.
  interface BandLookup {
    double[] band(SeriesId id);
  }
}
