package io.watchfloor.app.ui.kit;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Bands;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What every chart of a series shows beside its line: the expected band and the episodes outside
/// it. Slow; off the FX thread.
public final class Usual {
  /// Points before which the detector says nothing.
  public static final int LEAST = 30;

  /// The newest points that a band is worked out from.
  private static final int MOST = 100_000;

  private Usual() {}

  /// The band that the detectors expected over the series' points; empty where too little is known.
  public static Optional<ChartData.Expected> band(Series series, Pyramid points) {
    if (series.size() < LEAST) return Optional.empty();
    var part = newest(series);
    int n = part.size();
    var verdicts = Bands.replay(part);
    if (Arrays.stream(verdicts.low, 0, n).allMatch(Double::isNaN)) return Optional.empty();
    var low = Arrays.copyOf(verdicts.low, n);
    raise(low, series, points);
    var at = part.epochMillis();
    return Optional.of(
        new ChartData.Expected(
            new Pyramid(at, low), new Pyramid(at, Arrays.copyOf(verdicts.high, n))));
  }

  private static Series newest(Series series) {
    int n = series.size();
    if (n <= MOST) return series;
    return new Series(
        series.id(),
        series.info(),
        Arrays.copyOfRange(series.epochMillis(), n - MOST, n),
        Arrays.copyOfRange(series.values(), n - MOST, n));
  }

  /// Neither an expected range nor a forecast goes where the metric cannot.
  public static void raise(double[] low, Series series, Pyramid points) {
    double least = points.low(0, points.size());
    for (int i = 0; i < low.length; i++) low[i] = series.info().notBelowZero(low[i], least);
  }

  /// The episodes of a series in a window, oldest first.
  public static List<Anomaly> episodes(
      SeriesId id, Window window, Snapshot snapshot, History history) {
    var found = new LinkedHashMap<String, Anomaly>();
    for (var one : history.anomalies(id, window)) found.put(one.id(), one);
    for (var one : snapshot.anomalies()) if (one.series().equals(id)) found.put(one.id(), one);
    return found.values().stream().sorted(Comparator.comparing(Anomaly::from)).toList();
  }

  public static String kind(Anomaly one) {
    return Text.of("anomaly." + one.kind().name().toLowerCase(Locale.ROOT));
  }

  /// An episode as a chart draws it.
  public static ChartData.Episode drawn(Anomaly one, Instant now) {
    var end = one.until().orElse(now);
    var to = end.isAfter(one.from()) ? end : one.from().plusMillis(1);
    var severity = one.kind() == Anomaly.Kind.MISSING_DATA ? Severity.UNKNOWN : Severity.WARNING;
    var words = kind(one) + ", " + Ages.between(one.from(), to);
    return new ChartData.Episode(one.id(), new Window(one.from(), to), severity, words);
  }
}
