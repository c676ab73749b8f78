package io.watchfloor.model.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class OutlookerTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final MetricInfo BYTES = new MetricInfo(MetricInfo.Type.GAUGE, "B", "");
  private static final SourceId SOURCE = new SourceId("test");
  private static final Labels DISK = Labels.of(Labels.NAME, "node_filesystem_avail_bytes");
  private static final SeriesId ID = new SeriesId(SOURCE, DISK);

  private final RecentSamples recent = new RecentSamples();
  private final Outlooker outlooker = new Outlooker(recent);

  /// A quarter of an hour, a value every two seconds.
  private void seen(IntToDoubleFunction value) {
    var at = new long[450];
    var values = new double[450];
    for (int i = 0; i < 450; i++) {
      at[i] = NOW.minusSeconds(2 * (449 - i)).toEpochMilli();
      values[i] = value.applyAsDouble(i);
    }
    recent.take(new Samples(SOURCE, new EntityId("host"), DISK, BYTES, NOW, at, values));
  }

  private static Foresight days(Duration ahead, Instant at) {
    var when = Optional.of(NOW.plus(ahead));
    var outlook =
        new Outlook(ID, EntityId.NONE, BYTES, 1e9, 0, "nothing left", when, when, when, 0, 1, NOW);
    return new Foresight(List.of(outlook), List.of(), 1, true, at);
  }

  @Test
  void whatDaysOfHistorySayIsToldOfTheEntity() {
    seen(i -> 1e9);
    outlooker.foresee(days(Duration.ofDays(3), NOW));
    var told = outlooker.look(NOW).getFirst();
    assertEquals(NOW.plus(Duration.ofDays(3)), told.likely().orElseThrow());
    assertEquals(new EntityId("host"), told.entity());
  }

  @Test
  void aSuddenFillIsToldThoughDaysWereCalm() {
    seen(i -> i < 430 ? 6.7e7 : 6.7e7 - 3e6 * (i - 429));
    outlooker.foresee(days(Duration.ofDays(3), NOW));
    var likely = outlooker.look(NOW).getFirst().likely().orElseThrow();
    assertTrue(likely.isBefore(NOW.plusSeconds(120)), likely.toString());
  }

  @Test
  void aQuarterOfAnHourSaysNothingAboutNextWeekWhereDaysAreKnown() {
    seen(i -> 1e9 - 1e5 * i);
    assertEquals(1, outlooker.look(NOW).size());
    outlooker.foresee(new Foresight(List.of(), List.of(), 1, true, NOW));
    assertEquals(List.of(), outlooker.look(NOW));
  }

  @Test
  void whatWasForeseenLongAgoIsNotTold() {
    seen(i -> 1e9);
    outlooker.foresee(days(Duration.ofDays(3), NOW.minus(Duration.ofHours(5))));
    assertEquals(List.of(), outlooker.look(NOW));
  }
}
