package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventRatesTest {
  private static final long START = 1_700_000_040_000L;
  private static final EventRates.Name ALERTS = name("alerts_per_minute");

  private static EventRates.Name name(String metric) {
    return new EventRates.Name(metric, new EntityId("shop"), Labels.EMPTY);
  }

  private static Instant at(int second) {
    return Instant.ofEpochMilli(START + second * 1_000L);
  }

  private static EventRates rates() {
    return new EventRates(new SourceId("watchfloor"));
  }

  @Test
  void everyMinuteHasItsCountAndQuietMinutesHaveNone() {
    var rates = rates();
    for (int second : new int[] {0, 10, 59}) rates.count(ALERTS, at(second));
    assertEquals(List.of(), rates.take(at(59)));
    var first = rates.take(at(60)).getFirst();
    assertArrayEquals(new double[] {3}, first.values());
    assertEquals(START + 60_000, first.epochMillis()[0]);
    assertEquals("alerts_per_minute", first.series().metric());
    rates.count(ALERTS, at(70));
    assertArrayEquals(new double[] {1, 0, 0}, rates.take(at(245)).getFirst().values());
    assertArrayEquals(new double[] {0}, rates.take(at(300)).getFirst().values());
  }

  @Test
  void longSilenceIsNotTold() {
    var rates = rates();
    rates.count(ALERTS, at(0));
    assertEquals(List.of(), rates.take(at(60 * 60 * 24)));
    assertEquals(1, rates.take(at(60 * 60 * 24 + 60)).size());
  }

  @Test
  void restoredInTheMiddleOfMinuteGoesOnIdentically() {
    var rates = rates();
    rates.count(ALERTS, at(0));
    rates.count(name("lines_per_minute"), at(5));
    var other = EventRates.restore(rates.state());
    for (var one : List.of(rates, other)) one.count(ALERTS, at(30));
    var told = rates.take(at(120));
    var same = other.take(at(120));
    assertEquals(
        told.stream().map(Samples::series).toList(), same.stream().map(Samples::series).toList());
    for (int i = 0; i < told.size(); i++)
      assertArrayEquals(told.get(i).values(), same.get(i).values());
    var state = rates.state();
    assertThrows(
        IllegalArgumentException.class,
        () -> EventRates.restore(Arrays.copyOf(state, state.length - 1)));
  }

  @Test
  void namesWithoutEndAreForgotten() {
    var rates = rates();
    for (int i = 0; i < 5_000; i++) rates.count(name("name" + i), at(0));
    assertEquals(EventRates.MOST_NAMES, rates.take(at(60)).size());
  }

  /// Three hours of an ordinary rate, then five times as many for ten minutes.
  private static List<Anomaly> play(double usual, int stormFrom, int stormTo, int minutes) {
    var random = new SplittableRandom(3);
    var rates = rates();
    var detectors = new Detectors();
    var told = new ArrayList<Anomaly>();
    for (int minute = 0; minute < minutes; minute++) {
      double mean = minute >= stormFrom && minute < stormTo ? 5 * usual + 10 : usual;
      double left = random.nextExponential();
      for (; left < mean; left += random.nextExponential())
        rates.count(ALERTS, at(minute * 60 + (int) (59 * left / mean)));
      rates.count(name("heard_per_minute"), at(minute * 60));
      var signals =
          new Signals(
              rates.take(at(minute * 60 + 60)),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of(),
              List.of());
      told.addAll(detectors.observe(signals, at(minute * 60 + 60)).anomalies());
    }
    return told;
  }

  @Test
  void stormOfEventsIsAnAnomalyOfItsRateAndItsOrdinaryRateIsNot() {
    for (double usual : new double[] {0.5, 8}) {
      var told = play(usual, 180, 190, 240);
      assertTrue(!told.isEmpty(), "a storm over " + usual);
      assertEquals("alerts_per_minute", told.getFirst().series().metric());
      assertEquals(1, told.getFirst().direction());
      int minute = (int) ((told.getFirst().from().toEpochMilli() - START) / 60_000) - 1;
      assertTrue(minute >= 180 && minute <= 182, "since minute " + minute);
    }
  }

  @Test
  void ordinaryRatesAreCalmForDays() {
    int episodes =
        Stream.of(0.02, 0.5, 8.0)
            .mapToInt(usual -> (int) distinct(play(usual, 0, 0, 3 * 1_440)))
            .sum();
    assertTrue(episodes <= 3, episodes + " false alarms in nine days of three rates");
  }

  private static long distinct(List<Anomaly> told) {
    return told.stream().map(Anomaly::id).distinct().count();
  }
}
