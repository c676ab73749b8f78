package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TiersTest {
  private static final SourceId SOURCE = new SourceId("test");
  private static final long START = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
  private static final MetricInfo INFO = new MetricInfo(MetricInfo.Type.GAUGE, "", "");
  private static final int STEP = 60_000;

  private static SeriesId id(int number) {
    return new SeriesId(SOURCE, Labels.of(Labels.NAME, "queue", "number", "" + number));
  }

  private static Samples sample(SeriesId id, long at, double value) {
    return new Samples(
        SOURCE,
        new EntityId("db"),
        id.labels(),
        INFO,
        Instant.ofEpochMilli(at),
        new long[] {at},
        new double[] {value});
  }

  private static Signals signals(List<Samples> samples) {
    return new Signals(samples, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static Detectors with(int series) {
    var detectors = new Detectors();
    var batch = new ArrayList<Samples>();
    for (int i = 0; i < series; i++) batch.add(sample(id(i), START, i));
    detectors.observe(signals(batch), Instant.ofEpochMilli(START));
    return detectors;
  }

  private static void obey(Detectors detectors) {
    for (int round = 0; round < 100; round++) {
      var switches = detectors.switches(8);
      if (switches.isEmpty()) return;
      for (var one : switches)
        detectors.take(Warmed.of(empty(one.series()), one.to()), empty(one.series()));
    }
    throw new AssertionError("it never comes to rest");
  }

  private static Series empty(SeriesId id) {
    return new Series(id, INFO, new long[0], new double[0]);
  }

  @Test
  void whatIsLookedAtChosenOrInAnIncidentIsDeepWhateverTheRoom() {
    var detectors = with(1_000);
    assertEquals(Detectors.MOST_DEEP, detectors.deep().size(), "the room is used");
    assertFalse(detectors.deep().contains(id(999)));
    detectors.focus(new Focus(Set.of(id(999)), Set.of(id(998), id(997)), Set.of(id(996), id(3))));
    obey(detectors);
    for (int wanted : new int[] {999, 998, 997, 996, 3})
      assertTrue(detectors.deep().contains(id(wanted)), wanted + " is deep");
    assertEquals(Detectors.MOST_DEEP, detectors.deep().size(), "others made room");
    detectors.focus(detectors.focus().showing(Set.of()));
    obey(detectors);
    assertTrue(detectors.deep().contains(id(999)), "the chosen one stays");
  }

  @Test
  void moreThanTheRoomIsDeepOnlyAsLongAsItIsWanted() {
    var detectors = with(1_000);
    var incident = new java.util.HashSet<SeriesId>();
    for (int i = 500; i < 800; i++) incident.add(id(i));
    detectors.focus(Focus.NONE.investigating(incident));
    obey(detectors);
    assertTrue(detectors.deep().containsAll(incident));
    assertEquals(300, detectors.deep().size());
    detectors.focus(Focus.NONE);
    obey(detectors);
    assertEquals(Detectors.MOST_DEEP, detectors.deep().size());
  }

  @Test
  void roomThatBecomesFreeIsUsedAgain() {
    var detectors = with(300);
    for (int i = 0; i < 50; i++) detectors.forget(id(i));
    obey(detectors);
    assertEquals(Detectors.MOST_DEEP, detectors.deep().size());
  }

  @Test
  void whatPeopleChoseIsKeptOverARestart() {
    var detectors = with(300);
    detectors.focus(Focus.NONE.choosing(id(299), true));
    assertEquals(Set.of(id(299)), Detectors.restore(detectors.state()).focus().chosen());
  }

  /// A noisy daily course, four days at a minute’s step, with a surge of twenty minutes and a
  /// plateau of four hours.
  private static double[] course() {
    var random = new SplittableRandom(3);
    var values = new double[4 * 1440];
    for (int i = 0; i < values.length; i++) {
      values[i] = 100 + 30 * Math.sin(2 * Math.PI * i / 1440) + 3 * random.nextGaussian();
      if (i >= 4_700 && i < 4_940) values[i] += 120;
      if (i >= 4_100 && i < 4_120) values[i] += 250;
    }
    return values;
  }

  private static Series upTo(double[] values, int n) {
    var at = new long[n];
    for (int i = 0; i < n; i++) at[i] = START + (long) i * STEP;
    return new Series(id(0), INFO, at, Arrays.copyOf(values, n));
  }

  /// What is told when the series is switched to and fro at the given points.
  private static Map<String, Anomaly> told(double[] values, int... switchAt) {
    var detectors = new Detectors();
    var told = new LinkedHashMap<String, Anomaly>();
    for (int i = 0; i < values.length; i++) {
      long at = START + (long) i * STEP;
      var batch = List.of(sample(id(0), at, values[i]));
      for (var one : detectors.observe(signals(batch), Instant.ofEpochMilli(at)).anomalies())
        told.put(one.id(), one);
      for (int when : switchAt) {
        if (when != i) continue;
        var to = detectors.deep().isEmpty() ? Tier.DEEP : Tier.WIDE;
        var warmed = Warmed.of(upTo(values, i - 5), to);
        detectors.take(warmed, upTo(values, i + 1));
        assertEquals(to == Tier.DEEP, detectors.deep().contains(id(0)));
      }
    }
    return told;
  }

  @Test
  void switchingInCalmHoursNeitherLosesNorInventsAnAlert() {
    var values = course();
    var whole = told(values);
    assertEquals(2, whole.size(), whole.values().toString());
    var switched = told(values, 3_000, 3_600, 4_400, 5_400);
    assertEquals(whole.keySet(), switched.keySet());
  }

  @ParameterizedTest
  @EnumSource(Tier.class)
  void switchingInTheMiddleOfAnEpisodeKeepsItOpenAndTellsItOnce(Tier to) {
    var values = course();
    int[] at = to == Tier.WIDE ? new int[] {4_760} : new int[] {3_900, 4_760};
    var whole = told(values);
    var switched = told(values, at);
    var plateau = List.copyOf(whole.keySet()).getLast();
    assertTrue(switched.containsKey(plateau), "it is still the same episode");
    assertEquals(whole.size(), switched.size(), switched.values().toString());
  }

  @Test
  void savedRightAfterASwitchItGoesOnIdentically() {
    var values = course();
    var one = new Detectors();
    for (int i = 0; i < 4_800; i++)
      one.observe(
          signals(List.of(sample(id(0), START + (long) i * STEP, values[i]))),
          Instant.ofEpochMilli(START + (long) i * STEP));
    one.take(Warmed.of(upTo(values, 4_790), Tier.WIDE), upTo(values, 4_800));
    var other = Detectors.restore(one.state());
    for (int i = 4_800; i < values.length; i++) {
      var batch = signals(List.of(sample(id(0), START + (long) i * STEP, values[i])));
      var now = Instant.ofEpochMilli(START + (long) i * STEP);
      assertEquals(one.observe(batch, now).anomalies(), other.observe(batch, now).anomalies());
    }
  }
}
