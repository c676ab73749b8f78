package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupDetectorTest {
  private static final long STEP = 300_000;

  /// What a detector said of each row.
  private record Said(double[] score, double[] grade, boolean[] alert, long[] since) {
    int episodes(int from) {
      int count = 0;
      for (int i = Math.max(1, from); i < alert.length; i++) if (alert[i] && !alert[i - 1]) count++;
      return count;
    }
  }

  private static Said play(GroupDetector detector, double[][] rows) {
    int n = rows.length;
    var said = new Said(new double[n], new double[n], new boolean[n], new long[n]);
    var verdict = new GroupVerdict(detector.metrics());
    for (int i = 0; i < n; i++) {
      detector.observe(i * STEP, rows[i], verdict);
      said.score[i] = verdict.score;
      said.grade[i] = verdict.grade;
      said.alert[i] = verdict.isAlert;
      said.since[i] = verdict.since;
    }
    return said;
  }

  private static Said play(double[][] rows) {
    return play(Tier.DEEP.group(rows[0].length), rows);
  }

  /// Metrics of many shapes: a rhythm of the day, noise, counts, a constant, a walk; some gaps.
  private static double[][] mixed(int rows, int metrics, long seed) {
    var random = new SplittableRandom(seed);
    var all = new double[rows][metrics];
    var walk = new double[metrics];
    for (int i = 0; i < rows; i++)
      for (int m = 0; m < metrics; m++) {
        walk[m] = 0.95 * walk[m] + random.nextGaussian();
        all[i][m] =
            switch (m % 5) {
              case 0 -> 500 + 200 * Math.sin(2 * Math.PI * i / 288) + 10 * random.nextGaussian();
              case 1 -> 50 + random.nextGaussian();
              case 2 -> Math.floor(4 * random.nextExponential());
              case 3 -> 7;
              default -> 50 + walk[m];
            };
        if (random.nextInt(50) == 0) all[i][m] = Double.NaN;
      }
    return all;
  }

  private static double[][] noise(String shape, int rows, int metrics, long seed) {
    var random = new SplittableRandom(seed);
    var all = new double[rows][metrics];
    var walk = new double[metrics];
    for (int i = 0; i < rows; i++)
      for (int m = 0; m < metrics; m++) {
        walk[m] = 0.95 * walk[m] + random.nextGaussian();
        all[i][m] =
            switch (shape) {
              case "gauss" -> random.nextGaussian();
              case "lognormal" -> Math.exp(random.nextGaussian());
              case "counts" -> Math.floor(2 * random.nextExponential());
              default -> walk[m];
            };
      }
    return all;
  }

  @Test
  void severalMetricsThatMoveTogetherAreOneEpisodeThatNamesThem() {
    var rows = mixed(4_000, 20, 1);
    for (int i = 3_000; i < 3_020; i++) {
      for (int m : new int[] {0, 4, 6, 9}) rows[i][m] = 900;
      rows[i][11] = -20;
    }
    var detector = Tier.DEEP.group(20);
    var verdict = new GroupVerdict(20);
    int began = -1;
    for (int i = 0; i < 3_010; i++) {
      detector.observe(i * STEP, rows[i], verdict);
      if (verdict.isAlert && i >= 2_000 && began < 0) began = i;
    }
    assertTrue(began >= 3_000 && began <= 3_002, "began at row " + began);
    assertEquals(3_000 * STEP, verdict.since, STEP);
    var named = new TreeSet<Integer>();
    for (int n = 0; n < 5; n++) named.add(verdict.contributor(n));
    assertEquals(new TreeSet<>(List.of(0, 4, 6, 9, 11)), named);
    assertTrue(verdict.surprise[4] > 0 && verdict.surprise[11] < 0, "with their direction");
    assertTrue(verdict.grade > 0.5, "grade " + verdict.grade);
    assertEquals(1, play(rows).episodes(2_000));
  }

  @Test
  void alertsOnIndependentNoiseAreRareWhateverTheSizeOfTheGroup() {
    for (var shape : List.of("gauss", "lognormal", "counts", "walk"))
      for (int metrics : new int[] {2, 5, 20, 60}) {
        int told = 0;
        for (int seed = 0; seed < 4; seed++)
          told += play(noise(shape, 5_000, metrics, seed)).episodes(600);
        assertTrue(told <= 9, told + " in 17,600 rows of " + metrics + " metrics of " + shape);
      }
  }

  @Test
  void newNormalEndsTheEpisodeAndIsNotToldAgain() {
    var rows = mixed(6_000, 20, 2);
    for (int i = 3_000; i < rows.length; i++) for (int m = 0; m < 10; m++) rows[i][m] += 300;
    var said = play(rows);
    assertTrue(said.alert[3_003]);
    int end = 3_003;
    while (said.alert[end]) end++;
    assertTrue(end < 3_000 + 3 * 288, "ended after " + (end - 3_000) + " rows");
    assertEquals(0, said.episodes(3_000 + 4 * 288));
  }

  @Test
  void rowsFedLaterChangeNothingOfWhatWasSaid() {
    var rows = mixed(3_000, 12, 3);
    for (var tier : Tier.values()) {
      var whole = play(tier.group(12), rows);
      var part = play(tier.group(12), Arrays.copyOf(rows, 1_777));
      assertArrayEquals(part.score, Arrays.copyOf(whole.score, 1_777));
      assertArrayEquals(part.alert, Arrays.copyOf(whole.alert, 1_777));
    }
  }

  @Test
  void savingAndRestoringChangesNothing() {
    var rows = mixed(2_500, 7, 4);
    for (int i = 1_500; i < 1_520; i++) Arrays.fill(rows[i], 5_000);
    var whole = play(rows);
    var detector = Tier.DEEP.group(7);
    var verdict = new GroupVerdict(7);
    for (int i = 0; i < rows.length; i++) {
      if (i % 173 == 0 || i == 1_505) detector = GroupDetector.restore(detector.state());
      detector.observe(i * STEP, rows[i], verdict);
      assertEquals(whole.score[i], verdict.score);
      assertEquals(whole.grade[i], verdict.grade);
      assertEquals(whole.alert[i], verdict.isAlert);
      assertEquals(whole.since[i], verdict.since);
    }
    var state = detector.state();
    assertArrayEquals(state, GroupDetector.restore(state).state());
  }

  @Test
  void damagedStatesAreRefused() {
    var state = Tier.WIDE.group(3).state();
    for (int length : new int[] {0, 1, 5, state.length - 1, state.length + 1})
      assertThrows(
          IllegalArgumentException.class,
          () -> GroupDetector.restore(Arrays.copyOf(state, length)));
    var huge = state.clone();
    Arrays.fill(huge, 2, 6, (byte) 0x7f);
    assertThrows(IllegalArgumentException.class, () -> GroupDetector.restore(huge));
  }

  @Test
  void orderOfTheMetricsMeansNothing() {
    var rows = mixed(2_000, 15, 5);
    var order = IntStream.range(0, 15).map(m -> (m * 7 + 3) % 15).toArray();
    var turned = new double[rows.length][15];
    for (int i = 0; i < rows.length; i++)
      for (int m = 0; m < 15; m++) turned[i][order[m]] = rows[i][m];
    var one = play(rows);
    var other = play(turned);
    assertArrayEquals(one.score, other.score);
    assertArrayEquals(one.alert, other.alert);
  }

  @Test
  void unitsOfTheMetricsMeanNothing() {
    var rows = mixed(2_000, 10, 6);
    var scaled = new double[rows.length][10];
    for (int i = 0; i < rows.length; i++)
      for (int m = 0; m < 10; m++) scaled[i][m] = rows[i][m] * Math.pow(2, 3 * m - 12);
    var one = play(rows);
    var other = play(scaled);
    for (int i = 0; i < rows.length; i++) assertEquals(one.score[i], other.score[i], 1e-6);
  }

  @Test
  void neverTellsNaNOfAnyInput() {
    var odd =
        new double[] {
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          -1e308,
          1e308,
          0,
          -0.0,
          1e-310,
          1e29
        };
    var random = new SplittableRandom(7);
    var rows = mixed(3_000, 6, 7);
    for (var row : rows)
      for (int m = 0; m < 6; m++)
        if (random.nextInt(8) == 0) row[m] = odd[random.nextInt(odd.length)];
    var detector = Tier.DEEP.group(6);
    var verdict = new GroupVerdict(6);
    for (int i = 0; i < rows.length; i++) {
      detector.observe(random.nextInt(9) == 0 ? 0 : i * STEP, rows[i], verdict);
      assertTrue(Double.isFinite(verdict.score));
      assertTrue(verdict.grade >= 0 && verdict.grade <= 1);
      for (double surprise : verdict.surprise) assertTrue(Double.isFinite(surprise));
    }
  }

  @Test
  void metricsThatComeAndGoAreNoNewsByThemselves() {
    var rows = mixed(4_000, 20, 8);
    for (int i = 0; i < rows.length; i++)
      for (int m = 10; m < 20; m++) if (i / 400 % 2 == 0) rows[i][m] = Double.NaN;
    assertTrue(play(rows).episodes(1_000) <= 1);
    var empty = new double[500][3];
    for (var row : empty) Arrays.fill(row, Double.NaN);
    assertFalse(play(empty).alert[499]);
  }
}
