package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The scene of a live incident: what was told, and the recent samples of all who can have to do
/// with it, those before it began as their ordinary times. Bounded: the nearest series first.
final class Surroundings {
  private static final int MOST_SERIES = 300;
  private static final Duration ORDINARY = Duration.ofMinutes(15);
  private static final Duration NOT_YET = Duration.ofSeconds(30);
  private static final Duration NOTICED_LATER = Duration.ofSeconds(10);
  private static final Duration LATELY = Duration.ofMinutes(2);

  /// Times, versions and shares of a histogram tell nothing by leaving their band.
  private static final List<String> NO_QUANTITY =
      List.of("timestamp", "created", "build", "expiry", "_bucket", "scrape_");

  private final Case it;
  private final Map<String, SeriesId> series = new HashMap<>();
  private final Scene scene;

  Surroundings(Case it, List<Told> told) {
    this.it = it;
    this.scene =
        new Scene(
            it.topology(),
            Optional.empty(),
            told,
            tracks(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            LogCounts.NONE);
  }

  Scene scene() {
    return scene;
  }

  /// Where a theory's metric can be looked at.
  Ref behind(EntityId entity, String metric) {
    var id = series.get(key(entity, metric));
    return id == null ? new Ref.ToEntity(entity.name()) : new Ref.ToSeries(id, it.around());
  }

  private List<Track> tracks() {
    var tracks = new ArrayList<Track>();
    for (var entity : it.scope) {
      if (it.unseen.contains(entity)) continue;
      for (var id : it.file.seriesOf(entity)) {
        if (tracks.size() >= MOST_SERIES) return tracks;
        if (measures(id.metric())) track(entity, id).ifPresent(tracks::add);
      }
    }
    return tracks;
  }

  private static boolean measures(String metric) {
    return !FaultKinds.isUpState(metric) && NO_QUANTITY.stream().noneMatch(metric::contains);
  }

  private Optional<Track> track(EntityId entity, SeriesId id) {
    var began = it.onset.minus(NOTICED_LATER);
    var recent = it.file.recent(id, new Window(it.onset.minus(ORDINARY), it.now.plusSeconds(1)));
    var lately = it.now.minus(LATELY).isAfter(began) ? it.now.minus(LATELY) : began;
    var usual = cut(recent.epochMillis(), recent.values(), Instant.MIN, it.onset.minus(NOT_YET));
    var during = cut(recent.epochMillis(), recent.values(), lately, Instant.MAX);
    if (usual.length == 0 || during.length == 0) return Optional.empty();
    var edge = it.targetOfSeries(id.labels()).map(callee -> new Track.Edge(entity, callee));
    series.putIfAbsent(key(edge.map(Track.Edge::callee).orElse(entity), id.metric()), id);
    return Optional.of(
        new Track(entity, words(id.labels()), id.metric(), edge, usual, new double[0], during));
  }

  /// A status code of the server's fault makes a count of requests one of failures.
  private static String words(Labels labels) {
    return FaultKinds.isErrors(labels) ? labels.metric() + " errors" : labels.metric();
  }

  private static double[] cut(long[] at, double[] values, Instant from, Instant until) {
    int low = 0;
    while (low < at.length && Instant.ofEpochMilli(at[low]).isBefore(from)) low++;
    int high = low;
    while (high < at.length && Instant.ofEpochMilli(at[high]).isBefore(until)) high++;
    return Arrays.copyOfRange(values, low, high);
  }

  private static String key(EntityId entity, String metric) {
    return entity.name() + "|" + metric;
  }
}
