package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class SeasonalDetectorTest {
  private static final long START = 1_700_000_000_000L;
  private static final MetricInfo GAUGE = new MetricInfo(MetricInfo.Type.GAUGE, "", "");

  private static Series series(
      String name, MetricInfo info, long step, int points, IntToDoubleFunction value) {
    var at = new long[points];
    var values = new double[points];
    for (int i = 0; i < points; i++) {
      at[i] = START + i * step;
      values[i] = value.applyAsDouble(i);
    }
    var id = new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, name));
    return new Series(id, info, at, values);
  }

  private static List<Anomaly> episodes(Series series) {
    return Retold.of(series, EntityId.NONE, Tier.DEEP, new double[] {1}, Instant.EPOCH).getFirst();
  }

  private static long point(Instant at, long step) {
    return (at.toEpochMilli() - START) / step;
  }

  @Test
  void constantZeroErrorRatioThatJumpsIsStrongAtOnce() {
    var ratio = series("x:errors:ratio", GAUGE, 2_000, 400, i -> i < 300 ? 0 : 0.3);
    var found = episodes(ratio);
    assertEquals(1, found.size());
    assertTrue(found.getFirst().grade() > 0.9);
    assertEquals(1, found.getFirst().direction());
    assertEquals(300, point(found.getFirst().from(), 2_000));
    assertEquals(Anomaly.Kind.LEVEL_SHIFT, found.getFirst().kind());
  }

  @Test
  void oneCountMoreOrLessIsNoise() {
    var random = new SplittableRandom(1);
    var noise = random.ints(3_000, 0, 12).map(i -> i == 0 ? 1 : 0).toArray();
    assertEquals(List.of(), episodes(series("in_flight", GAUGE, 2_000, 3_000, i -> noise[i])));
    assertEquals(
        List.of(),
        episodes(series("workers", GAUGE, 2_000, 600, i -> i >= 400 && i < 460 ? 13 : 12)));
  }

  @Test
  void stateThatFlipsIsStrangeAtOnce() {
    var state = new MetricInfo(MetricInfo.Type.STATE, "", "");
    var found = episodes(series("up", state, 2_000, 400, i -> i >= 300 && i < 360 ? 0 : 1));
    assertEquals(1, found.size());
    assertEquals(300, point(found.getFirst().from(), 2_000));
    assertEquals(360, point(found.getFirst().until().orElseThrow(), 2_000));
    assertEquals(-1, found.getFirst().direction());
  }

  @Test
  void certificateThatLosesItsYearIsStrange() {
    double now = START / 1000.0;
    var found =
        episodes(
            series(
                "tls_cert_expiry",
                GAUGE,
                2_000,
                400,
                i -> i < 350 ? now + 350 * 86_400.0 : now + 2 * 86_400.0));
    assertEquals(1, found.size());
    assertEquals(-1, found.getFirst().direction());
  }

  @Test
  void lastingShiftBecomesTheNewNormal() {
    var random = new SplittableRandom(2);
    var noise = random.doubles(4_000).toArray();
    var found =
        episodes(series("queue", GAUGE, 2_000, 4_000, i -> (i < 500 ? 100 : 300) + 5 * noise[i]));
    assertEquals(1, found.size());
    assertEquals(Anomaly.Kind.LEVEL_SHIFT, found.getFirst().kind());
    long ended = point(found.getFirst().until().orElseThrow(), 2_000);
    assertTrue(ended > 1_000 && ended < 2_000, "ended at point " + ended);
  }

  @Test
  void rhythmOfTheDayIsLearntAndItsBreakIsSeen() {
    var random = new SplittableRandom(3);
    long step = 300_000;
    int day = 288;
    var noise = random.doubles(day * 12).toArray();
    IntToDoubleFunction rhythm =
        i -> 1_000 + 600 * Math.sin(2 * Math.PI * i / day) + 20 * noise[Math.min(i, day * 12 - 1)];
    assertEquals(
        List.of(),
        episodes(series("requests", GAUGE, step, day * 12, rhythm)).stream()
            .filter(a -> point(a.from(), step) > 3 * day)
            .toList());
    int broken = day * 10 + day / 4;
    var found =
        episodes(
            series(
                "requests",
                GAUGE,
                step,
                day * 12,
                i -> i >= broken && i < broken + 24 ? 900 : rhythm.applyAsDouble(i)));
    assertTrue(
        found.stream()
            .anyMatch(a -> Math.abs(point(a.from(), step) - broken) <= 2 && a.direction() < 0),
        "an ordinary value at the wrong time of the day: " + found);
  }

  @Test
  void falseAlarmBudgetHoldsOnNoiseOfEveryShape() {
    var shapes = new LinkedHashMap<String, Integer>();
    for (var shape : List.of("gauss", "laplace", "walk back", "counts", "lognormal", "spikes")) {
      int told = 0;
      for (int seed = 0; seed < 10; seed++) {
        var noise = noise(shape, new SplittableRandom(seed), 10_000);
        told += episodes(series("x", GAUGE, 2_000, noise.length, i -> noise[i])).size();
      }
      shapes.put(shape, told);
    }
    for (Map.Entry<String, Integer> shape : shapes.entrySet())
      assertTrue(shape.getValue() <= 5, "episodes in 100,000 points: " + shapes);
  }

  private static double[] noise(String shape, SplittableRandom random, int points) {
    var values = new double[points];
    double walk = 0;
    for (int i = 0; i < points; i++) {
      walk = 0.95 * walk + random.nextGaussian();
      values[i] =
          switch (shape) {
            case "gauss" -> 50 + random.nextGaussian();
            case "laplace" -> 50 + random.nextExponential() - random.nextExponential();
            case "walk back" -> 50 + walk;
            case "counts" -> Math.floor(4 * random.nextExponential());
            case "lognormal" -> Math.exp(random.nextGaussian());
            default ->
                random.nextInt(100) == 0 ? 40 + random.nextDouble() * 20 : random.nextDouble();
          };
    }
    return values;
  }

  @Test
  void shiftAndScaleOfTheSeriesChangeNothingButTheUnit() {
    var random = new SplittableRandom(6);
    var noise = random.doubles(600).toArray();
    IntToDoubleFunction base = i -> 64 * (noise[i] - 0.5) + (i >= 500 ? 1_024 : 0);
    var one = Bands.replay(series("x", GAUGE, 2_000, 600, base));
    var scaled = Bands.replay(series("x", GAUGE, 2_000, 600, i -> 4 * base.applyAsDouble(i)));
    for (int i = 0; i < 600; i++) {
      assertEquals(one.score[i], scaled.score[i], 1e-6 * (1 + one.score[i]));
      if (!Double.isNaN(one.high[i])) assertEquals(4 * one.high[i], scaled.high[i], 1e-6);
    }
  }

  @Test
  void neverTellsNaNOfAnyInput() {
    var odd = new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e308, 1e308, 0, -0.0, 1e-310};
    var random = new SplittableRandom(7);
    var values = new double[5_000];
    for (int i = 0; i < values.length; i++)
      values[i] = random.nextInt(10) == 0 ? odd[random.nextInt(odd.length)] : random.nextDouble();
    var verdicts = Bands.replay(series("x", GAUGE, 2_000, values.length, i -> values[i]));
    for (int i = 0; i < values.length; i++) {
      assertTrue(Double.isFinite(verdicts.score[i]) && verdicts.score[i] >= 0);
      assertTrue(verdicts.grade[i] >= 0 && verdicts.grade[i] <= 1);
      assertEquals(Double.isNaN(verdicts.expected[i]), Double.isNaN(verdicts.low[i]));
      assertTrue(i < 200 || Double.isFinite(verdicts.high[i]));
    }
  }

  @Test
  void tooLittleHistoryIsSaidAndTenMinutesAreEnough() {
    var verdicts = Bands.replay(series("x", GAUGE, 2_000, 300, i -> i % 5));
    assertTrue(Double.isNaN(verdicts.expected[20]));
    assertEquals(0, verdicts.grade[20]);
    assertTrue(Double.isFinite(verdicts.expected[299]));
  }

  @Test
  void theFutureChangesNothingAndSavingChangesNothing() {
    var random = new SplittableRandom(8);
    var walk = random.doubles(2_000).map(u -> u + (random.nextInt(50) == 0 ? 5 : 0)).toArray();
    var whole = series("x", GAUGE, 60_000, walk.length, i -> walk[i]);
    var part = series("x", GAUGE, 60_000, 1_234, i -> walk[i]);
    var all = Bands.replay(whole);
    var some = Bands.replay(part);
    assertArrayEquals(Arrays.copyOf(some.score, 1_234), Arrays.copyOf(all.score, 1_234));

    var saved = new Verdicts();
    saved.reset(walk.length);
    var detector = SeasonalDetector.FAMILY.fresh(0);
    for (int i = 0; i < walk.length; i++) {
      detector.observe(whole.epochMillis(), whole.values(), i, i + 1, saved);
      if (i % 321 == 0) detector = SeasonalDetector.FAMILY.restore(detector.state());
    }
    assertArrayEquals(Arrays.copyOf(all.high, walk.length), Arrays.copyOf(saved.high, walk.length));
  }

  @Test
  void damagedStateIsRefused() {
    var state = SeasonalDetector.FAMILY.fresh(0).state();
    assertThrows(
        IllegalArgumentException.class,
        () -> SeasonalDetector.FAMILY.restore(Arrays.copyOf(state, 40)));
    assertThrows(
        IllegalArgumentException.class,
        () -> SeasonalDetector.FAMILY.restore(Arrays.copyOf(state, state.length + 1)));
    var other = state.clone();
    other[0] = 99;
    assertThrows(IllegalArgumentException.class, () -> SeasonalDetector.FAMILY.restore(other));
    assertThrows(IllegalArgumentException.class, () -> Detectors.restore(new byte[] {1, 2, 3}));
    var bank = new Detectors().state();
    assertThrows(
        IllegalArgumentException.class,
        () -> Detectors.restore(Arrays.copyOf(bank, bank.length - 1)));
    assertTrue(state.length < 400, state.length + " bytes a series");
  }
}
