package io.watchfloor.model.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What holds of every forecast, whatever the series.
class ForecastPropertiesTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long START = 1_700_006_400_000L;

  private static Series series(String name, long start, long step, double[] values) {
    var at = new long[values.length];
    for (int i = 0; i < at.length; i++) at[i] = start + i * step;
    return series(name, at, values);
  }

  private static Series series(String name, long[] at, double[] values) {
    var id = new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, name));
    return new Series(id, MetricInfo.UNKNOWN, at, values);
  }

  /// Series of every kind we could think of.
  private static List<double[]> zoo() {
    var zoo = new ArrayList<double[]>();
    for (int seed = 0; seed < 3; seed++) {
      var random = new SplittableRandom(seed);
      int n = 24 + 170 * (seed + 1);
      zoo.add(random.doubles(n).toArray());
      zoo.add(random.doubles(n).map(u -> u < 0.95 ? 0 : 1e9 * u).toArray());
      zoo.add(random.doubles(n).map(u -> Math.exp(20 * u)).toArray());
      zoo.add(random.doubles(n).map(u -> u < 0.3 ? Double.NaN : u - 0.5).toArray());
      var walk = new double[n];
      for (int i = 1; i < n; i++) walk[i] = walk[i - 1] + random.nextGaussian();
      zoo.add(walk);
      var growing = new double[n];
      for (int i = 0; i < n; i++) growing[i] = Math.pow(1.2, i);
      zoo.add(growing);
      var sawtooth = new double[n];
      for (int i = 0; i < n; i++) sawtooth[i] = (i % 24) * 1e-9;
      zoo.add(sawtooth);
      var step = new double[n];
      Arrays.fill(step, n / 2, n, 1e300);
      zoo.add(step);
    }
    return zoo;
  }

  @Test
  void nothingButNumbersInOrderWithinBounds() {
    for (var values : zoo()) {
      var found = Forecasters.forecast(series("x", START, HOUR, values), 48 * HOUR, HOUR);
      if (found.isEmpty()) continue;
      var forecast = found.get();
      double low = Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
      double high = Arrays.stream(values).filter(Double::isFinite).max().orElseThrow();
      for (int h = 0; h < 48; h++) {
        double[] rising = {
          forecast.low95()[h],
          forecast.low80()[h],
          forecast.mean()[h],
          forecast.high80()[h],
          forecast.high95()[h]
        };
        for (int i = 0; i < 5; i++) {
          assertTrue(Double.isFinite(rising[i]), "finite at " + h);
          assertTrue(i == 0 || rising[i - 1] <= rising[i], Arrays.toString(rising));
        }
        if (low >= 0) assertTrue(rising[0] >= 0, "never negative where the data never were");
        assertTrue(rising[4] <= high + 3 * (high - low), "no explosion");
      }
    }
  }

  @Test
  void theSameQuestionHasTheSameAnswerWhateverTheName() {
    for (var values : zoo()) {
      var one = Forecasters.forecast(series("cpu", START, HOUR, values), 24 * HOUR, HOUR);
      var two = Forecasters.forecast(series("disk", START, HOUR, values.clone()), 24 * HOUR, HOUR);
      assertEquals(one.isPresent(), two.isPresent());
      one.ifPresent(forecast -> assertArrayEquals(forecast.mean(), two.get().mean()));
    }
  }

  private static double[] daily(int n, double level) {
    var random = new SplittableRandom(7);
    var values = new double[n];
    for (int i = 0; i < n; i++)
      values[i] = level + 30 * Math.sin(2 * Math.PI * i / 24) + 3 * random.nextGaussian();
    return values;
  }

  @Test
  void otherUnitsGiveTheSameForecastInThoseUnits() {
    var values = daily(500, 100);
    var scaled = Arrays.stream(values).map(value -> 1024 * value).toArray();
    var one = Forecasters.forecast(series("x", START, HOUR, values), 48 * HOUR, HOUR);
    var two = Forecasters.forecast(series("x", START, HOUR, scaled), 48 * HOUR, HOUR);
    for (int h = 0; h < 48; h++) {
      double expected = 1024 * one.orElseThrow().mean()[h];
      assertEquals(expected, two.orElseThrow().mean()[h], 1e-6 * Math.abs(expected));
      assertEquals(1024 * one.get().high95()[h], two.get().high95()[h], 1e-3 * expected);
    }
    assertEquals(one.get().error(), two.get().error(), 1e-6);
  }

  @Test
  void aHigherLevelMovesTheForecastByAsMuch() {
    var one = Forecasters.forecast(series("x", START, HOUR, daily(500, 100)), 24 * HOUR, HOUR);
    var two = Forecasters.forecast(series("x", START, HOUR, daily(500, 10_100)), 24 * HOUR, HOUR);
    for (int h = 0; h < 24; h++)
      assertEquals(one.orElseThrow().mean()[h] + 10_000, two.orElseThrow().mean()[h], 3);
  }

  @Test
  void whatCameLaterIsNotKnownEarlier() {
    var whole = daily(600, 100);
    Arrays.fill(whole, 500, 600, 1e6);
    var until = Arrays.copyOf(whole, 500);
    var one = Forecasters.forecast(series("x", START, HOUR, until), 24 * HOUR, HOUR).orElseThrow();
    for (int h = 0; h < 24; h++) assertEquals(daily(600, 100)[500 + h], one.mean()[h], 12);
  }

  @Test
  void unevenAndMissingPointsDoNotMatter() {
    var values = daily(500, 100);
    var random = new SplittableRandom(3);
    var at = new ArrayList<Long>();
    var kept = new ArrayList<Double>();
    for (int i = 0; i < 500; i++) {
      if (random.nextDouble() < 0.1 || (i > 200 && i < 206)) continue;
      at.add(START + i * HOUR + random.nextInt((int) HOUR / 2));
      kept.add(values[i]);
    }
    var uneven =
        series(
            "x",
            at.stream().mapToLong(t -> t).toArray(),
            kept.stream().mapToDouble(v -> v).toArray());
    var forecast = Forecasters.forecast(uneven, 24 * HOUR, HOUR).orElseThrow();
    for (int h = 0; h < 24; h++)
      assertEquals(100 + 30 * Math.sin(2 * Math.PI * (500 + h) / 24), forecast.mean()[h], 12);
  }

  @Test
  void daylightSavingDoesNotShiftTheSeries() {
    var zone = ZoneId.of("Europe/Berlin");
    var first = ZonedDateTime.of(2026, 10, 10, 0, 0, 0, 0, zone).toInstant();
    var values = daily(24 * 20, 100);
    var forecast =
        Forecasters.forecast(series("x", first.toEpochMilli(), HOUR, values), 24 * HOUR, HOUR)
            .orElseThrow();
    assertEquals(first.plus(Duration.ofDays(20)).toEpochMilli(), forecast.startMillis());
    for (int h = 0; h < 24; h++)
      assertEquals(100 + 30 * Math.sin(2 * Math.PI * h / 24), forecast.mean()[h], 12);
  }

  @Test
  void anyStepWillDo() {
    for (long step : new long[] {1_000, 15_000, 60_000, 300_000, HOUR, 24 * HOUR, 7 * 24 * HOUR}) {
      var values = daily(400, 100);
      var forecast = Forecasters.forecast(series("x", START, step, values), 20 * step, 0);
      assertEquals(20, forecast.orElseThrow().mean().length, "step " + step);
    }
  }

  @Test
  void weeklyCleanUpsComeWhenTheyAreDue() {
    var values = new double[6 * 168];
    for (int i = 1; i < values.length; i++)
      values[i] = i % 168 == 160 ? values[i - 1] - 120 : values[i - 1] + 1;
    var disk = series("x", START, HOUR, values);
    var now = Instant.ofEpochMilli(START + (values.length - 1) * HOUR);
    double newest = values[values.length - 1];
    var limit = new Limit(newest + 200, "full");
    var outlook =
        Outlooks.outlook(disk, EntityId.NONE, MetricInfo.UNKNOWN, limit, now).orElseThrow();
    int actual = 0;
    for (double value = newest; value < limit.value(); actual++)
      value += (values.length + actual) % 168 == 160 ? -120 : 1;
    double hours = Duration.between(now, outlook.likely().orElseThrow()).toMinutes() / 60.0;
    assertEquals(actual, hours, 0.25 * actual);
  }

  @Test
  void aLimitThatIsNeverNearIsNeverReached() {
    var disk = series("x", START, HOUR, daily(500, 100));
    var now = Instant.ofEpochMilli(START + 499 * HOUR);
    var limit = new Limit(10_000, "full");
    var outlook =
        Outlooks.outlook(disk, EntityId.NONE, MetricInfo.UNKNOWN, limit, now).orElseThrow();
    assertTrue(outlook.likely().isEmpty());
    assertEquals(1, outlook.chanceOfNever());
  }
}
