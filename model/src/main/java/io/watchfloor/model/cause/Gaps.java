package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The network's share: what a caller waits for an answer beyond what the callee took. Where that
/// grows, neither is slow and the way between them is. Each entity's strongest, 0 to
/// [Deviation#MOST].
final class Gaps {
  /// Below this a gap is noise, microseconds.
  private static final double NOISE_MICROS = 200;

  private static final double CLEAR_TIMES = 3;
  private static final double TRACES_ARE_EXACT = 1.3;

  /// The way is the callee's more often than the caller's.
  private static final double OF_THE_CALLER = 0.45;

  private static final int ENOUGH_CALLS = 5;

  private Gaps() {}

  static Map<EntityId, Double> of(Scene scene, Measures measures) {
    var gaps = new TreeMap<EntityId, Double>();
    bySeries(scene, measures, gaps);
    byTraces(scene, gaps);
    return gaps;
  }

  private static void bySeries(Scene scene, Measures measures, Map<EntityId, Double> gaps) {
    var seenByCaller = new TreeMap<Track.Edge, Track>();
    var seenByCallee = new TreeMap<Track.Edge, Track>();
    for (var track : scene.tracks()) {
      if (track.edge().isEmpty() || measures.of(track.metric()).quantity() != Quantity.LATENCY)
        continue;
      var edge = track.edge().get();
      (track.entity().equals(edge.caller()) ? seenByCaller : seenByCallee).put(edge, track);
    }
    seenByCaller.forEach(
        (edge, outer) -> {
          var inner = seenByCallee.get(edge);
          if (inner == null) return;
          var gap =
              new Track(
                  edge.callee(),
                  outer.metric(),
                  outer.name(),
                  Optional.of(edge),
                  minus(outer.usual(), inner.usual()),
                  minus(outer.before(), inner.before()),
                  minus(outer.during(), inner.during()));
          gaps.merge(
              edge.callee(), Deviation.of(gap, measures.of(gap.metric())).strength(), Math::max);
        });
  }

  private static double[] minus(double[] a, double[] b) {
    var difference = new double[Math.min(a.length, b.length)];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return difference;
  }

  private static void byTraces(Scene scene, Map<EntityId, Double> gaps) {
    var usual = means(scene.callsUsual());
    if (scene.callsUsual().isEmpty() && scene.callsBefore().isEmpty()) return;
    var all = usual.values().stream().mapToDouble(Mean::value).sorted().toArray();
    double ordinary = Math.max(NOISE_MICROS, all.length == 0 ? 0 : Deviation.quantile(all, 0.5));
    means(scene.callsDuring())
        .forEach(
            (edge, mean) -> {
              double base = ordinary;
              if (usual.containsKey(edge)) base = Math.max(base, usual.get(edge).value());
              double strength =
                  Deviation.logarithmic(Math.max(mean.value(), 1) / base / CLEAR_TIMES)
                      * TRACES_ARE_EXACT
                      * Math.min(1, mean.count / (double) ENOUGH_CALLS);
              gaps.merge(edge.callee(), strength, Math::max);
              gaps.merge(edge.caller(), OF_THE_CALLER * strength, Math::max);
            });
  }

  private record Mean(double sum, long count) {
    double value() {
      return sum / count;
    }

    Mean plus(Mean other) {
      return new Mean(sum + other.sum, count + other.count);
    }
  }

  private static Map<Track.Edge, Mean> means(List<CallSummary> calls) {
    var means = new TreeMap<Track.Edge, Mean>();
    for (var call : calls) {
      if (!Double.isFinite(call.gap50()) || call.caller().equals(call.callee())) continue;
      if (call.count() <= 0) continue;
      means.merge(
          new Track.Edge(call.caller(), call.callee()),
          new Mean(call.count() * call.gap50(), call.count()),
          Mean::plus);
    }
    return means;
  }
}
