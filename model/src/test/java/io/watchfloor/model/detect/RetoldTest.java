package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetoldTest {
  private static final int STEP = 15_000;
  private static final Instant START = Instant.parse("2026-06-01T00:00:00Z");
  private static final SeriesId QUEUE =
      new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, "queue"));

  private static Series series() {
    int n = 3_000;
    var random = new SplittableRandom(4);
    var at = new long[n];
    var values = new double[n];
    for (int i = 0; i < n; i++) {
      at[i] = START.toEpochMilli() + (long) i * STEP;
      values[i] = 50 + 2 * random.nextGaussian() + (i % 700 > 660 ? 8 * (i / 700) : 0);
    }
    return new Series(QUEUE, MetricInfo.UNKNOWN, at, values);
  }

  /// What the engine would have told live, point by point.
  private static Map<String, Anomaly> live(Series series, double sensitivity) {
    var detectors = new Detectors();
    detectors.sensitivity(sensitivity);
    var told = new LinkedHashMap<String, Anomaly>();
    for (int i = 0; i < series.size(); i++) {
      var now = Instant.ofEpochMilli(series.epochMillis()[i]);
      var one =
          new Samples(
              QUEUE.source(),
              EntityId.NONE,
              QUEUE.labels(),
              series.info(),
              now,
              new long[] {series.epochMillis()[i]},
              new double[] {series.values()[i]});
      var signals =
          new Signals(
              List.of(one), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
      for (var anomaly : detectors.observe(signals, now).anomalies())
        told.put(anomaly.id(), anomaly);
    }
    return told;
  }

  @ParameterizedTest(name = "at a sensitivity of {0}")
  @ValueSource(doubles = {0.5, 1, 2})
  void whatIsRetoldIsWhatWasToldLive(double sensitivity) {
    var series = series();
    var retold =
        Retold.of(series, EntityId.NONE, Tier.DEEP, new double[] {0.3, sensitivity}, START);
    assertEquals(List.copyOf(live(series, sensitivity).values()), retold.getLast());
  }

  @Test
  void moreSensitiveNeverTellsLess() {
    var retold =
        Retold.of(series(), EntityId.NONE, Tier.DEEP, new double[] {0.25, 0.5, 1, 2, 4}, START);
    for (int s = 1; s < retold.size(); s++)
      assertTrue(
          retold.get(s).size() >= retold.get(s - 1).size(),
          () -> retold.stream().map(List::size).toList().toString());
    assertTrue(retold.getLast().size() > retold.getFirst().size());
  }

  @Test
  void whatBeganBeforeThePeriodIsLearntFromAndNotTold() {
    var series = series();
    var whole = Retold.of(series, EntityId.NONE, Tier.DEEP, new double[] {1}, START).getFirst();
    assertTrue(whole.size() >= 2, whole.toString());
    var from = whole.getFirst().from().plusSeconds(1);
    var later = Retold.of(series, EntityId.NONE, Tier.DEEP, new double[] {1}, from).getFirst();
    assertEquals(whole.subList(1, whole.size()), later);
  }
}
