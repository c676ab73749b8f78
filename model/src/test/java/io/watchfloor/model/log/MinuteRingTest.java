package io.watchfloor.model.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteRingTest {
  private static final long START = Instant.parse("2026-03-01T08:00:00Z").toEpochMilli();

  private static long at(int minute, int second) {
    return START + minute * 60_000L + second * 1_000L;
  }

  /// `perMinute` lines in each of `minutes`.
  private static MinuteRing steady(int minutes, int perMinute) {
    var ring = new MinuteRing(START);
    for (int m = 0; m < minutes; m++)
      for (int i = 0; i < perMinute; i++) ring.count(at(m, i * 60 / perMinute));
    return ring;
  }

  @Test
  void minutesAreCountedAndEmptyOnesAreZero() {
    var ring = new MinuteRing(START);
    ring.count(at(0, 1));
    ring.count(at(0, 59));
    ring.count(at(3, 0));
    assertEquals(List.of(2, 0, 0, 1, 0), ring.told(at(4, 30)).lines());
    assertEquals(Instant.ofEpochMilli(START), ring.told(at(4, 30)).from());
  }

  @Test
  void bandIsUnknownAtFirstThenHoldsWhatIsUsual() {
    var rates = steady(60, 20).told(at(59, 59));
    assertTrue(Double.isNaN(rates.high().get(2)));
    for (int i = 10; i < 60; i++)
      assertTrue(rates.low().get(i) < 20 && rates.high().get(i) > 20, "minute " + i);
    assertTrue(rates.high().getLast() < 45, rates.high().getLast() + " is no band");
  }

  @Test
  void burstLiesOutsideAndHardlyMovesTheBand() {
    var ring = steady(60, 20);
    for (int i = 0; i < 1_000; i++) ring.count(at(60, i % 60));
    var rates = ring.told(at(61, 5));
    assertTrue(rates.lines().get(60) > rates.high().get(60));
    assertTrue(rates.high().get(61) < 1.5 * rates.high().get(60));
  }

  @Test
  void onlyTheLastHoursAreKept() {
    var ring = steady(MinuteRing.MINUTES + 50, 1);
    var rates = ring.told(at(MinuteRing.MINUTES + 49, 59));
    assertEquals(MinuteRing.MINUTES, rates.size());
    assertEquals(Instant.ofEpochMilli(at(50, 0)), rates.from());
    ring.count(at(0, 0));
    assertEquals(MinuteRing.MINUTES, rates.lines().stream().mapToInt(n -> n).sum());
  }

  @Test
  void aYearOfSilenceCostsNoMoreThanTheRing() {
    var ring = steady(30, 20);
    ring.count(at(365 * 24 * 60, 0));
    var rates = ring.told(at(365 * 24 * 60, 1));
    assertEquals(1, rates.lines().stream().mapToInt(n -> n).sum());
    assertEquals(1, rates.lines().getLast());
  }

  @Test
  void mergedLivesAddUpMinuteByMinute() {
    var ring = steady(5, 3);
    var other = new MinuteRing(at(2, 0));
    other.count(at(2, 10));
    other.count(at(4, 10));
    ring.add(other);
    assertEquals(List.of(3, 3, 4, 3, 4), ring.told(at(4, 59)).lines());
  }

  @Test
  void restoredRingGoesOnAlike() throws IOException {
    var ring = steady(40, 7);
    var bytes = new ByteArrayOutputStream();
    ring.write(new DataOutputStream(bytes));
    var restored =
        MinuteRing.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (int i = 0; i < 90; i++) {
      ring.count(at(41 + i % 9, i % 60));
      restored.count(at(41 + i % 9, i % 60));
    }
    assertEquals(ring.told(at(50, 0)), restored.told(at(50, 0)));
  }
}
