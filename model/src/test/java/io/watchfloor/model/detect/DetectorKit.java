package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

/// What every family of detectors promises, whatever it is made of.
abstract class DetectorKit {
  private static final long START = 1_700_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final int DAY = 288;

  abstract DetectorFamily family();

  /// The verdicts on a series and the alerts held on it.
  record Judged(Verdicts verdicts, boolean[] alert) {
    int episodes(int from, int to) {
      int episodes = 0;
      for (int i = from; i < to; i++) if (alert[i] && (i == 0 || !alert[i - 1])) episodes++;
      return episodes;
    }
  }

  private Judged judge(long[] at, double[] value) {
    var verdicts = new Verdicts();
    verdicts.reset(value.length);
    var alert = new boolean[value.length];
    new SeriesReplay(family()).observe(at, value, 0, value.length, verdicts, alert);
    return new Judged(verdicts, alert);
  }

  private Judged judge(double[] value) {
    return judge(steps(value.length, 5 * MINUTE), value);
  }

  private static long[] steps(int points, long step) {
    var at = new long[points];
    for (int i = 0; i < points; i++) at[i] = START + i * step;
    return at;
  }

  private static double[] daily(int points, long seed) {
    var random = new SplittableRandom(seed);
    var value = new double[points];
    for (int i = 0; i < points; i++)
      value[i] = 500 + 300 * Math.sin(2 * Math.PI * i / DAY) + 10 * random.nextGaussian();
    return value;
  }

  @Test
  void seriesCutShortHasTheSameRows() {
    var value = daily(2_000, 1);
    value[1_500] = 4_000;
    var whole = judge(value);
    var cut = judge(Arrays.copyOf(value, 1_501));
    for (int i = 0; i <= 1_500; i++) {
      assertEquals(cut.verdicts.score[i], whole.verdicts.score[i]);
      assertEquals(cut.alert[i], whole.alert[i]);
    }
  }

  @Test
  void savedAndRestoredAnywhereGoesOnIdentically() {
    var value = daily(1_500, 2);
    value[700] = Double.NaN;
    var at = steps(value.length, 5 * MINUTE);
    var one = family().fresh(0);
    var other = family().fresh(0);
    var whole = new Verdicts();
    var parts = new Verdicts();
    whole.reset(value.length);
    parts.reset(value.length);
    for (int i = 0; i < value.length; i++) {
      one.observe(at, value, i, i + 1, whole);
      other.observe(at, value, i, i + 1, parts);
      if (i % 83 == 0) other = family().restore(other.state());
    }
    assertArrayEquals(whole.score, parts.score);
    assertArrayEquals(whole.alarm, parts.alarm);
    assertArrayEquals(whole.expected, parts.expected);
    assertArrayEquals(one.state(), other.state());
  }

  @Test
  void damagedStateIsRefused() {
    var state = family().fresh(0).state();
    assertThrows(IllegalArgumentException.class, () -> family().restore(new byte[] {1, 2, 3}));
    assertThrows(
        IllegalArgumentException.class,
        () -> family().restore(Arrays.copyOf(state, state.length - 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> family().restore(Arrays.copyOf(state, state.length + 1)));
  }

  @Test
  void unitOfTheSeriesChangesNothing() {
    var value = daily(2_000, 3);
    value[1_700] = 2_500;
    var scaled = Arrays.stream(value).map(x -> x * 1_024).toArray();
    var flipped = Arrays.stream(value).map(x -> -x).toArray();
    assertArrayEquals(judge(value).alert, judge(scaled).alert);
    assertArrayEquals(judge(value).alert, judge(flipped).alert);
    assertArrayEquals(judge(value).verdicts.score, judge(scaled).verdicts.score, 1e-9);
  }

  @Test
  void zeroPointOfTheSeriesChangesLittle() {
    var value = daily(2_000, 4);
    value[1_700] = 2_500;
    var shifted = Arrays.stream(value).map(x -> x + 1_000).toArray();
    var plain = judge(value).verdicts;
    var moved = judge(shifted).verdicts;
    for (int i = 200; i < value.length; i++)
      assertEquals(plain.score[i], moved.score[i], 0.02 * (1 + plain.score[i]), "point " + i);
  }

  @Test
  void nothingButNumbersComesOutWhateverGoesIn() {
    var random = new SplittableRandom(5);
    double[] odd = {
      1e308,
      -1e308,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      0,
      -0.0,
      1e-300,
      1e30,
      -1e30,
      Math.PI
    };
    for (int start = 0; start < odd.length; start++) {
      var value = new double[1_200];
      for (int i = 0; i < value.length; i++)
        value[i] =
            i < 200 ? odd[start] : random.nextInt(3) == 0 ? odd[random.nextInt(odd.length)] : 7;
      var verdicts = judge(value).verdicts;
      for (int i = 0; i < value.length; i++) {
        assertTrue(Double.isFinite(verdicts.score[i]) && verdicts.score[i] >= 0, "score " + i);
        assertTrue(verdicts.grade[i] >= 0 && verdicts.grade[i] <= 1, "grade " + i);
        assertTrue(!Double.isInfinite(verdicts.alarm[i]), "alarm " + i);
        assertTrue(!Double.isInfinite(verdicts.expected[i]), "expected " + i);
        assertTrue(!(verdicts.low[i] > verdicts.high[i]), "band " + i);
      }
    }
  }

  @Test
  void constantSeriesIsCalmAndItsFirstMoveIsNot() {
    for (double constant : new double[] {0, 42, -1e9, 1e-12}) {
      var value = new double[1_000];
      Arrays.fill(value, constant);
      for (int i = 800; i < 1_000; i++) value[i] = constant + Math.max(1, Math.abs(constant));
      var judged = judge(value);
      assertEquals(0, judged.episodes(0, 800), "calm at " + constant);
      assertTrue(judged.episodes(800, 803) == 1, "told at once, from " + constant);
    }
  }

  @Test
  void gapsIrregularStepsAndRestartsAreNoAnomaly() {
    var random = new SplittableRandom(6);
    int points = 3_000;
    var at = new long[points];
    var value = new double[points];
    long now = START;
    for (int i = 0; i < points; i++) {
      now += MINUTE * 5 + random.nextLong(-MINUTE, MINUTE) + (i % 700 == 699 ? 6 * 60 * MINUTE : 0);
      at[i] = now;
      double phase = 2 * Math.PI * (now - START) / (DAY * 5 * MINUTE);
      value[i] =
          random.nextInt(20) == 0
              ? Double.NaN
              : 500 + 300 * Math.sin(phase) + 10 * random.nextGaussian();
    }
    assertTrue(judge(at, value).episodes(600, points) <= 5);
  }

  @Test
  void levelThatStaysIsTheNewNormal() {
    var value = daily(4_000, 7);
    for (int i = 2_000; i < 4_000; i++) value[i] += 3_000;
    var judged = judge(value);
    assertTrue(judged.episodes(2_000, 2_003) == 1, "told when it moved");
    int late = 0;
    for (int i = 3_000; i < 4_000; i++) if (judged.alert[i]) late++;
    assertTrue(late < 50, late + " of the last thousand points still alert");
  }

  @Test
  void counterThatRestartsIsOneEpisodeAtMost() {
    var random = new SplittableRandom(8);
    var value = new double[2_000];
    double total = 0;
    for (int i = 0; i < value.length; i++) {
      total = i == 1_200 ? 0 : total + 50 + 5 * random.nextGaussian();
      value[i] = total;
    }
    assertTrue(judge(value).episodes(400, 2_000) <= 2);
  }

  @Test
  void dayThatMovesByAnHourIsNoAlarm() {
    var berlin = ZoneId.of("Europe/Berlin");
    int points = 24 * 4 * 40;
    var at = new long[points];
    var value = new double[points];
    var random = new SplittableRandom(9);
    long begin = LocalDateTime.of(2025, 10, 1, 0, 0).atZone(berlin).toInstant().toEpochMilli();
    for (int i = 0; i < points; i++) {
      at[i] = begin + i * 15 * MINUTE;
      var local = java.time.Instant.ofEpochMilli(at[i]).atZone(berlin);
      double hours = local.getHour() + local.getMinute() / 60.0;
      value[i] = 500 + 300 * Math.sin(2 * Math.PI * hours / 24) + 10 * random.nextGaussian();
    }
    assertTrue(judge(at, value).episodes(24 * 4 * 20, points) <= 3);
  }

  /// Weekdays are busy, weekends are not: five weeks to learn it, then three more.
  private static double[] weekly(SplittableRandom random) {
    var value = new double[8 * 7 * DAY];
    for (int i = 0; i < value.length; i++) {
      double busy = i / DAY % 7 >= 5 ? 40 : 300;
      double day = 1 - Math.cos(2 * Math.PI * i / DAY);
      value[i] = 200 + busy * day + 10 * random.nextGaussian();
    }
    return value;
  }

  @Test
  void weekendIsNoAlarmOnceItIsKnownButNightThatIsBusyIs() {
    int from = 5 * 7 * DAY;
    var calm = judge(weekly(new SplittableRandom(13)));
    assertTrue(calm.episodes(from, calm.alert.length) <= 1, "weekends are known");
    var value = weekly(new SplittableRandom(13));
    int monday = 6 * 7 * DAY;
    for (int i = monday; i < monday + DAY / 4; i++) value[i] = value[i + DAY / 2];
    assertTrue(judge(value).episodes(monday - 2, monday + DAY / 4) >= 1, "a night like a day");
  }

  /// The same moments and values are judged alike wherever the machine thinks it is.
  @Test
  void timeZoneOfTheMachineChangesNothing() {
    var value = daily(2_500, 14);
    value[2_100] = 4_000;
    var before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      var far = judge(value);
      TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
      var near = judge(value);
      assertArrayEquals(far.verdicts.score, near.verdicts.score);
      assertArrayEquals(far.alert, near.alert);
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void seriesThatWasFlatForDaysIsJudgedByWhatItIsNow() {
    var random = new SplittableRandom(15);
    var value = new double[5_000];
    for (int i = 0; i < value.length; i++)
      value[i] = i < 1_500 ? 3 : 100 + 10 * random.nextGaussian();
    for (int i = 4_500; i < 4_503; i++) value[i] = 300;
    var judged = judge(value);
    assertTrue(judged.episodes(4_499, 4_504) >= 1, "an outburst of the living series");
    assertTrue(judged.episodes(2_500, 4_499) <= 1, "what it does now is ordinary");
  }

  @Test
  void outageSpikeAndQuietAreSeen() {
    var outage = daily(3_000, 10);
    for (int i = 2_000; i < 2_030; i++) outage[i] = 0;
    assertTrue(judge(outage).episodes(1_998, 2_032) >= 1, "an outage");
    var spike = daily(3_000, 11);
    spike[2_100] += 2_000;
    assertTrue(judge(spike).episodes(2_099, 2_103) >= 1, "a spike");
  }

  /// The budget: one false alarm a week of a series, on series the constants were never chosen on,
  /// five minutes apart.
  @Test
  void falseAlarmBudgetHoldsOnNoiseOfEveryShape() {
    var told = new LinkedHashMap<String, Double>();
    for (var shape : List.of("gauss", "laplace", "walk back", "counts", "uniform", "daily")) {
      int episodes = 0;
      for (int seed = 0; seed < 6; seed++)
        episodes += judge(noise(shape, new SplittableRandom(seed), 9_000)).episodes(360, 9_000);
      told.put(shape, episodes / (6 * (9_000 - 360) / (double) DAY));
    }
    for (var shape : told.entrySet())
      assertTrue(shape.getValue() <= 1 / 7.0, "false alarms a day: " + told);
  }

  private static double[] noise(String shape, SplittableRandom random, int points) {
    var value = new double[points];
    double walk = 0;
    for (int i = 0; i < points; i++) {
      walk = 0.95 * walk + random.nextGaussian();
      value[i] =
          switch (shape) {
            case "gauss" -> 50 + random.nextGaussian();
            case "laplace" -> 50 + random.nextExponential() - random.nextExponential();
            case "walk back" -> 50 + walk;
            case "counts" -> Math.floor(4 * random.nextExponential());
            case "uniform" -> random.nextDouble();
            default -> 500 + 300 * Math.sin(2 * Math.PI * i / DAY) + 10 * random.nextGaussian();
          };
    }
    return value;
  }

  @Test
  void nothingIsAllocatedPerPoint() {
    var value = daily(20_000, 12);
    var at = steps(value.length, 5 * MINUTE);
    var out = new Verdicts();
    out.reset(value.length);
    var detector = family().fresh(0);
    detector.observe(at, value, 0, 10_000, out);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    detector.observe(at, value, 10_000, 20_000, out);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(bytes < 10_000, bytes + " bytes for 10,000 points");
  }
}
