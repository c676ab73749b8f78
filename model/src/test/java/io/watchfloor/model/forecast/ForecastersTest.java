package io.watchfloor.model.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ForecastersTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long START = 1_700_006_400_000L;
  private static final MetricInfo GAUGE = new MetricInfo(MetricInfo.Type.GAUGE, "", "");

  private static Series series(String metric, int points, long step, IntToDoubleFunction value) {
    var at = new long[points];
    var values = new double[points];
    for (int i = 0; i < points; i++) {
      at[i] = START + i * step;
      values[i] = value.applyAsDouble(i);
    }
    var id = new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, metric));
    return new Series(id, GAUGE, at, values);
  }

  private static Instant end(Series series) {
    return Instant.ofEpochMilli(series.epochMillis()[series.size() - 1]);
  }

  private static double daily(int hour) {
    return 100 + 40 * Math.sin(2 * Math.PI * hour / 24);
  }

  @Test
  void dailyRhythmIsCarriedOn() {
    var random = new SplittableRandom(1);
    var past = series("load", 24 * 21, HOUR, i -> daily(i) + random.nextGaussian());
    var forecast = Forecasters.forecast(past, 24 * HOUR, HOUR).orElseThrow();
    assertEquals(24, forecast.mean().length);
    assertEquals(START + 24 * 21 * HOUR, forecast.startMillis());
    for (int h = 0; h < 24; h++) assertEquals(daily(h), forecast.mean()[h], 4, "hour " + h);
    assertTrue(forecast.error() < 1.1, "no worse than repeating the season: " + forecast.error());
  }

  @Test
  void intervalsHoldAboutTheirShare() {
    int in80 = 0, in95 = 0, all = 0;
    for (int seed = 0; seed < 20; seed++) {
      var random = new SplittableRandom(seed);
      var noise = random.doubles(24 * 15).map(u -> 20 * (u - 0.5)).toArray();
      var whole = series("load", 24 * 15, HOUR, i -> daily(i) + noise[i]);
      var past = series("load", 24 * 14, HOUR, i -> whole.values()[i]);
      var forecast = Forecasters.forecast(past, 24 * HOUR, HOUR).orElseThrow();
      for (int h = 0; h < 24; h++) {
        double actual = whole.values()[24 * 14 + h];
        if (actual >= forecast.low80()[h] && actual <= forecast.high80()[h]) in80++;
        if (actual >= forecast.low95()[h] && actual <= forecast.high95()[h]) in95++;
        all++;
      }
    }
    assertEquals(0.8, in80 / (double) all, 0.1);
    assertEquals(0.95, in95 / (double) all, 0.05);
  }

  @Test
  void whatWasNeverNegativeStaysSo() {
    var falling = series("queue", 100, HOUR, i -> 500 - 5.0 * i + i % 3);
    var forecast = Forecasters.forecast(falling, 100 * HOUR, HOUR).orElseThrow();
    for (int h = 0; h < forecast.mean().length; h++) {
      assertTrue(forecast.mean()[h] >= 0);
      assertTrue(forecast.low95()[h] >= 0 && forecast.low95()[h] <= forecast.low80()[h]);
      assertTrue(forecast.high95()[h] >= forecast.high80()[h]);
    }
  }

  @Test
  void tooShortGappyOrConstantIsHandled() {
    assertTrue(Forecasters.forecast(series("x", 10, HOUR, i -> i), HOUR, HOUR).isEmpty());
    var gappy = series("x", 200, HOUR, i -> i % 7 == 0 ? i : Double.NaN);
    assertTrue(Forecasters.forecast(gappy, HOUR, HOUR).isEmpty());
    assertTrue(Forecasters.forecast(series("x", 200, HOUR, i -> Double.NaN), HOUR, 0).isEmpty());
    var constant = Forecasters.forecast(series("x", 200, HOUR, i -> 7), 24 * HOUR, 0).orElseThrow();
    assertEquals(7, constant.mean()[23]);
    assertEquals(7, constant.high95()[23]);
  }

  @Test
  void explosionsAreBounded() {
    var growing = series("x", 60, HOUR, i -> Math.pow(1.5, i));
    var forecast = Forecasters.forecast(growing, 100 * HOUR, HOUR).orElseThrow();
    for (double value : forecast.high95()) assertTrue(value <= 4 * Math.pow(1.5, 59));
  }

  @Test
  void fillingDiskReachesItsLimitWhenItSays() {
    var random = new SplittableRandom(3);
    var disk =
        series(
            "node_filesystem_avail_bytes", 336, HOUR, i -> 1000 - 2.0 * i + random.nextGaussian());
    var outlook = Outlooks.outlook(disk, EntityId.NONE, GAUGE, end(disk)).orElseThrow();
    double hours = Duration.between(end(disk), outlook.likely().orElseThrow()).toMinutes() / 60.0;
    assertEquals(disk.last() / 2, hours, 12);
    assertTrue(outlook.chanceOfNever() < 0.05);
    assertTrue(!outlook.earliest().orElseThrow().isAfter(outlook.likely().orElseThrow()));
    assertTrue(!outlook.latest().orElseThrow().isBefore(outlook.likely().orElseThrow()));
    assertTrue(outlook.errorHours() < 12, "back-tested: " + outlook.errorHours());
  }

  @Test
  void suddenFillingIsSeenThoughThePastWasCalm() {
    var disk =
        series(
            "node_filesystem_avail_bytes",
            450,
            2_000,
            i -> i < 430 ? 6.7e7 : 6.7e7 - 3e6 * (i - 429));
    var outlook = Outlooks.outlook(disk, EntityId.NONE, GAUGE, end(disk)).orElseThrow();
    assertTrue(outlook.earliest().orElseThrow().isBefore(end(disk).plusSeconds(30)));
  }

  @Test
  void steadyAndRecoveringSpaceSaysNothing() {
    var random = new SplittableRandom(5);
    var steady =
        series("node_filesystem_avail_bytes", 300, HOUR, i -> 1000 + random.nextGaussian());
    assertTrue(Outlooks.outlook(steady, EntityId.NONE, GAUGE, end(steady)).isEmpty());
    var recovering = series("node_filesystem_avail_bytes", 300, HOUR, i -> 100 + i);
    assertTrue(Outlooks.outlook(recovering, EntityId.NONE, GAUGE, end(recovering)).isEmpty());
    var never = series("node_memory_SwapFree_bytes", 300, HOUR, i -> 0);
    assertTrue(Outlooks.outlook(never, EntityId.NONE, GAUGE, end(never)).isEmpty());
  }

  @Test
  void dailyCleanUpIsNotMistakenForAFall() {
    var sawtooth = series("node_filesystem_avail_bytes", 24 * 10, HOUR, i -> 500 - 10.0 * (i % 24));
    var outlook = Outlooks.outlook(sawtooth, EntityId.NONE, GAUGE, end(sawtooth));
    var lineEnds = end(sawtooth).plus(Duration.ofHours(27));
    outlook
        .flatMap(Outlook::likely)
        .ifPresent(at -> assertTrue(at.isAfter(lineEnds.plus(Duration.ofDays(1)))));
  }

  @Test
  void certificateEndsWhenItSaysAndWorstComesFirst() {
    var soon =
        series(
            "probe_ssl_earliest_cert_expiry",
            40,
            HOUR,
            i -> START / 1000.0 + 40 * 3600 + 2 * 86400);
    var now = end(soon);
    var certificate = Outlooks.outlook(soon, EntityId.NONE, GAUGE, now).orElseThrow();
    assertEquals(certificate.likely(), certificate.latest());
    var disk = series("node_filesystem_avail_bytes", 40, HOUR, i -> 100 - 2.0 * i);
    var full = Outlooks.outlook(disk, EntityId.NONE, GAUGE, now).orElseThrow();
    assertEquals(List.of(full, certificate), Outlooks.worstFirst(List.of(certificate, full), 5));
  }

  @Test
  void ownLimitIsFollowed() {
    var queue = series("queue_length", 100, HOUR, i -> 10.0 * i);
    var limit = new Limit(2_000, "the queue is full");
    var outlook = Outlooks.outlook(queue, EntityId.NONE, GAUGE, limit, end(queue)).orElseThrow();
    double hours = Duration.between(end(queue), outlook.likely().orElseThrow()).toMinutes() / 60.0;
    assertEquals(101, hours, 7);
    assertEquals("the queue is full", outlook.why());
  }
}
