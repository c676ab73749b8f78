package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SayingTest {
  private static final Instant SINCE = Instant.parse("2026-06-02T12:03:00Z");

  private static Saying say(Anomaly.Kind kind, double value, double expected) {
    return say(kind, value, expected, Duration.ofDays(30));
  }

  private static Saying say(Anomaly.Kind kind, double value, double expected, Duration known) {
    return Saying.of(
        new Anomaly(
            "1",
            new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, "requests")),
            new EntityId("cart"),
            new MetricInfo(MetricInfo.Type.GAUGE, "", ""),
            SINCE,
            Optional.empty(),
            SINCE.plusSeconds(600),
            kind,
            0.9,
            value,
            expected,
            expected - 10,
            expected + 10),
        known,
        ZoneId.of("Europe/Berlin"));
  }

  @ParameterizedTest(name = "{0} where {1} is usual: {2} {3}")
  @CsvSource({
    "340, 100, TIMES_THE_USUAL, 3.4",
    "25, 100, SHARE_OF_THE_USUAL, 0.25",
    "0, 100, SHARE_OF_THE_USUAL, 0",
    "105, 100, UNUSUAL_COURSE, 0.9",
    "1115, 1000, ABOVE_THE_USUAL, 115",
    "885, 1000, BELOW_THE_USUAL, 115",
    "30, 0, ABOVE_THE_USUAL, 30",
    "-60, 0.001, BELOW_THE_USUAL, 60.001",
    "-300, -100, BELOW_THE_USUAL, 200"
  })
  void amountIsToldAsPeopleWouldSayIt(
      double value, double expected, Saying.Form form, double amount) {
    var saying = say(Anomaly.Kind.SPIKE, value, expected);
    assertEquals(form, saying.form());
    assertEquals(amount, saying.amount(), 1e-9);
  }

  @Test
  void dayAndHourAreTheReaders() {
    var saying = say(Anomaly.Kind.SPIKE, 340, 100);
    assertEquals(Optional.of(DayOfWeek.TUESDAY), saying.day());
    assertEquals(Optional.of(LocalTime.of(14, 0)), saying.hour());
    assertEquals(SINCE, saying.since());
  }

  @Test
  void noUsualForAnHourOrADayIsClaimedBeforeItCouldBeKnown() {
    var young = say(Anomaly.Kind.SPIKE, 340, 100, Duration.ofHours(30));
    assertEquals(Optional.empty(), young.hour());
    assertEquals(Optional.empty(), young.day());
    var older = say(Anomaly.Kind.SPIKE, 340, 100, Duration.ofDays(3));
    assertEquals(Optional.of(LocalTime.of(14, 0)), older.hour());
    assertEquals(Optional.empty(), older.day());
  }

  @Test
  void missingDataIsSaidAsSuch() {
    assertEquals(Saying.Form.NO_DATA, say(Anomaly.Kind.MISSING_DATA, Double.NaN, 100).form());
  }
}
