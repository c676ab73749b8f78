package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GroupWatchTest {
  private static final SourceId SOURCE = new SourceId("test");
  private static final EntityId DB = new EntityId("db");
  private static final long START = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
  private static final int STEP = 15_000;
  private static final int HOUR = 240;

  private final SplittableRandom random = new SplittableRandom(11);

  private static SeriesId id(int metric) {
    return new SeriesId(SOURCE, Labels.of(Labels.NAME, "metric_" + metric, "service", "db"));
  }

  private static Samples sample(int metric, long at, double value) {
    return new Samples(
        SOURCE,
        DB,
        id(metric).labels(),
        new MetricInfo(MetricInfo.Type.GAUGE, "", ""),
        Instant.ofEpochMilli(at),
        new long[] {at},
        new double[] {value});
  }

  /// One scrape of `metrics` metrics; `moved` of them are off by `sigmas`.
  private List<Samples> scrape(int turn, int metrics, int moved, double sigmas) {
    var batch = new ArrayList<Samples>();
    for (int m = 0; m < metrics; m++) {
      double off = m < moved ? sigmas : 0;
      double value = 100 + 10 * m + (1 + m) * (random.nextGaussian() + off);
      batch.add(sample(m, START + (long) turn * STEP, value));
    }
    return batch;
  }

  private static Instant time(int turn) {
    return Instant.ofEpochMilli(START + (long) turn * STEP);
  }

  private static void take(Detectors detectors, List<Samples> batch, int turn) {
    detectors.observe(
        new Signals(batch, List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        time(turn));
  }

  @Test
  void severalMetricsALittleStrangeAtOnceAreTellingAndAreNamed() {
    var detectors = new Detectors();
    int fault = 12 * HOUR;
    for (int turn = 0; turn < fault; turn++) take(detectors, scrape(turn, 12, 0, 0), turn);
    int before = detectors.groups().size();
    for (int turn = fault; turn < fault + 24; turn++) take(detectors, scrape(turn, 12, 5, 4), turn);
    var found = detectors.groups().getLast();
    assertTrue(detectors.groups().size() > before, "it was noticed");
    assertEquals(DB, found.entity());
    assertTrue(!found.from().isBefore(time(fault - 8)), found.from() + " after " + time(fault));
    assertTrue(found.metrics().size() >= 3, found.metrics().toString());
    for (var named : found.metrics().subList(0, 3)) {
      int metric = Integer.parseInt(named.series().metric().substring("metric_".length()));
      assertTrue(metric < 5, "one of the five that moved: " + found.metrics());
      assertTrue(named.decades() > 0, "they moved up");
    }
    for (int turn = fault + 24; turn < fault + HOUR; turn++)
      take(detectors, scrape(turn, 12, 0, 0), turn);
    assertFalse(detectors.groups().getLast().isOpen(), "it ends when it is over");
  }

  @Test
  void twoCalmDaysOfAnEntityTellNearlyNothing() {
    var detectors = new Detectors();
    for (int turn = 0; turn < 48 * HOUR; turn++) take(detectors, scrape(turn, 12, 0, 0), turn);
    assertTrue(detectors.groups().size() <= 1, detectors.groups().toString());
  }

  @Test
  void aMetricThatComesLaterIsTakenInAndNothingIsForgotten() {
    var detectors = new Detectors();
    int fault = 6 * HOUR;
    for (int turn = 0; turn < 3 * HOUR; turn++) take(detectors, scrape(turn, 6, 0, 0), turn);
    for (int turn = 3 * HOUR; turn < fault; turn++) take(detectors, scrape(turn, 20, 0, 0), turn);
    for (int turn = fault; turn < fault + 24; turn++) take(detectors, scrape(turn, 20, 6, 4), turn);
    assertEquals(20, detectors.groups().getLast().of());
  }

  @Test
  void savedAndRestoredGoesOnIdentically() {
    var whole = new Detectors();
    var saved = new Detectors();
    for (int turn = 0; turn < 4 * HOUR; turn++) {
      var batch = scrape(turn, 9, turn > 3 * HOUR ? 5 : 0, 4);
      take(whole, batch, turn);
      take(saved, batch, turn);
      if (turn % 101 == 0) saved = Detectors.restore(saved.state());
    }
    assertEquals(whole.groups(), saved.groups());
    assertArrayEquals(whole.state(), saved.state());
    assertFalse(whole.groups().isEmpty());
  }

  @Test
  void aBatchOfManyMinutesIsJudgedAsIfItHadComeMinuteByMinute() {
    var live = new Detectors();
    var late = new Detectors();
    var scrapes = new ArrayList<List<Samples>>();
    for (int turn = 0; turn < 3 * HOUR; turn++) {
      scrapes.add(scrape(turn, 5, turn > 2 * HOUR ? 4 : 0, 5));
      take(live, scrapes.getLast(), turn);
    }
    var batch = new ArrayList<Samples>();
    for (int m = 0; m < 5; m++) {
      var at = new long[scrapes.size()];
      var values = new double[scrapes.size()];
      for (int turn = 0; turn < at.length; turn++) {
        at[turn] = scrapes.get(turn).get(m).epochMillis()[0];
        values[turn] = scrapes.get(turn).get(m).values()[0];
      }
      var last = scrapes.getLast().get(m);
      batch.add(new Samples(SOURCE, DB, last.labels(), last.info(), last.received(), at, values));
    }
    take(late, batch, 3 * HOUR - 1);
    assertFalse(live.groups().isEmpty());
    assertEquals(live.groups(), late.groups());
  }

  @Test
  void memoryIsBoundedHoweverManyEntitiesThereAre() {
    var watch = new GroupWatch();
    for (int e = 0; e < 3_000; e++) {
      var batch = new ArrayList<Samples>();
      for (int m = 0; m < 100; m++) {
        var one = sample(m, START + e, 1);
        batch.add(
            new Samples(
                SOURCE,
                new EntityId("entity-" + e),
                one.labels(),
                one.info(),
                one.received(),
                one.epochMillis(),
                one.values()));
      }
      watch.observe(batch, 1, time(0));
    }
    var bytes = new java.io.ByteArrayOutputStream();
    try (var out = new java.io.DataOutputStream(bytes)) {
      watch.write(out);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
    assertTrue(bytes.size() < 64_000_000, bytes.size() + " bytes");
  }
}
