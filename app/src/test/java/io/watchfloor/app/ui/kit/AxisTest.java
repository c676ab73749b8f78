package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.MetricInfo;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTest {
  private static final MetricInfo PER_SECOND = new MetricInfo(MetricInfo.Type.GAUGE, "/s", "");

  private static Span span(String from, String to) {
    return new Span(Instant.parse(from).toEpochMilli(), Instant.parse(to).toEpochMilli());
  }

  @Test
  void ticksFallOnRoundTimesOfTheZone() {
    var ticks =
        TimeTicks.of(
            span("2026-11-24T07:03:00Z", "2026-11-24T08:03:00Z"),
            600,
            76,
            ZoneId.of("Asia/Kolkata"));
    assertEquals(
        List.of("12:40", "12:50", "13:00", "13:10", "13:20", "13:30"),
        ticks.stream().map(TimeTicks.Tick::text).toList());
  }

  @Test
  void midnightCarriesTheDate() {
    var ticks =
        TimeTicks.of(span("2026-11-23T18:00:00Z", "2026-11-24T06:00:00Z"), 400, 76, ZoneOffset.UTC);
    assertEquals(
        List.of("18:00", "21:00", "Tue 24 Nov", "03:00", "06:00"),
        ticks.stream().map(TimeTicks.Tick::text).toList());
  }

  @Test
  void summerTimeDoesNotMoveTicksOffTheRoundHours() {
    var ticks =
        TimeTicks.of(
            span("2026-10-24T20:00:00Z", "2026-10-25T08:00:00Z"),
            400,
            76,
            ZoneId.of("Europe/Berlin"));
    for (var tick : ticks)
      assertTrue(
          tick.text().endsWith(":00") && !tick.text().contains(":30")
              || tick.text().contains("Oct"),
          tick.text());
    for (int i = 1; i < ticks.size(); i++)
      assertTrue(ticks.get(i).at() > ticks.get(i - 1).at(), "times go forward");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 47, 5, 0, 10",
    "0.2, 0.21, 5, 0.2, 0.002",
    "5, 5, 4, 4, 0.5",
    "-3, 8, 4, -5, 5",
    "9, 50, 5, 0, 10",
  })
  void marksAreRoundAndHoldTheValues(
      double low, double high, int wanted, double from, double step) {
    var axis = ValueTicks.of(low, high, wanted);
    assertEquals(step, axis.step(), step * 1e-9);
    assertTrue(axis.from() <= low && axis.to() >= high, axis.toString());
    assertTrue(axis.count() >= 2 && axis.count() <= 12, axis.toString());
    if (low != high) assertEquals(from, axis.from(), 1e-9);
  }

  @Test
  void marksOfOneAxisHaveTheSamePrecision() {
    var axis = ValueTicks.of(0, 1.2, 5);
    assertEquals("0.0 /s", axis.text(0, PER_SECOND));
    assertEquals(
        "1.0 /s",
        axis.text(
            axis.count() - 1 - (int) ((axis.tick(axis.count() - 1) - 1.0) / axis.step() + 0.5),
            PER_SECOND));
  }

  @Test
  void zoomKeepsTheInstantUnderTheHand() {
    var whole = span("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
    long anchor = whole.from() + whole.length() / 4;
    var near = whole.zoomed(0.5, anchor, whole);
    assertEquals(whole.x(anchor, 1000), near.x(anchor, 1000), 0.01);
    assertEquals(whole.length() / 2, near.length());
  }

  @Test
  void panningNeverLosesSightOfTheData() {
    var whole = span("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
    var far = whole.zoomed(0.1, whole.from(), whole).panned(Long.MAX_VALUE / 4, whole);
    assertTrue(far.from() < whole.to() && far.to() > whole.from(), far.toString());
  }

  @Test
  void aDragOfNothingZoomsNowhere() {
    var whole = span("2026-11-24T00:00:00Z", "2026-11-25T00:00:00Z");
    assertEquals(whole, whole.between(whole.from() + 5, whole.from() + 5));
  }
}
