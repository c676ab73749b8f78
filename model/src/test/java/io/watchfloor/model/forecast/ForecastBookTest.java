package io.watchfloor.model.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastBookTest {
  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private final ForecastBook book = new ForecastBook();

  private static Outlook outlook(String disk, int likely, int earliest, int latest, Instant at) {
    var id = new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, "disk_free", "disk", disk));
    return new Outlook(
        id,
        EntityId.NONE,
        MetricInfo.UNKNOWN,
        100,
        0,
        "nothing left",
        Optional.of(NOW.plus(Duration.ofHours(likely))),
        Optional.of(NOW.plus(Duration.ofHours(earliest))),
        latest < 0 ? Optional.empty() : Optional.of(NOW.plus(Duration.ofHours(latest))),
        0.1,
        Double.NaN,
        at);
  }

  private static Instant hour(double hours) {
    return NOW.plusMillis(Math.round(hours * 3_600_000));
  }

  @Test
  void whatCameWithinItsIntervalIsARightForecast() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW)), NOW);
    book.score(id -> 20, hour(9));
    assertEquals(new ForecastRecord(0, 0, 0, 1, Double.NaN), book.record());
    book.score(id -> 1, hour(11));
    assertEquals(new ForecastRecord(1, 1, 0, 0, 1), book.record());
  }

  @Test
  void whatCameTooSoonCameButNotAsForetold() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW)), NOW);
    book.score(id -> 0, hour(4));
    assertEquals(new ForecastRecord(1, 0, 0, 0, 6), book.record());
  }

  @Test
  void whatDidNotComeIsSaidOnceItsTimeIsOver() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW), outlook("b", 10, 8, -1, NOW)), NOW);
    book.score(id -> 60, hour(12.5));
    assertEquals(new ForecastRecord(0, 0, 1, 1, Double.NaN), book.record());
    book.score(id -> 60, hour(31));
    assertEquals(2, book.record().never(), "without a latest moment it is waited for longer");
  }

  @Test
  void aForecastThatIsRepeatedEveryHalfMinuteCountsOnceUntilAQuarterOfTheWayIsGone() {
    for (int second = 0; second < 3_600; second += 30)
      book.note(List.of(outlook("a", 10, 8, 12, NOW)), NOW.plusSeconds(second));
    assertEquals(1, book.record().waiting());
    book.note(List.of(outlook("a", 10, 8, 12, NOW)), hour(2.6));
    assertEquals(2, book.record().waiting());
  }

  @Test
  void whatIsWrittenInTheDataOrAMomentAwayIsNoForecast() {
    book.note(List.of(outlook("cert", 10, 10, 10, NOW)), NOW);
    book.note(List.of(outlook("now", 10, 8, 12, NOW)), hour(9.9));
    assertEquals(0, book.record().waiting());
  }

  @Test
  void aSeriesThatIsGoneIsNotScored() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW)), NOW);
    book.score(id -> Double.NaN, hour(20));
    assertEquals(ForecastRecord.NONE, book.record());
  }

  @Test
  void afterARestartItGoesOnIdentically() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW), outlook("b", 20, 18, -1, NOW)), NOW);
    book.score(id -> id.labels().value("disk").equals("a") ? 0 : 50, hour(9));
    var again = ForecastBook.restore(book.state());
    assertEquals(book.record(), again.record());
    book.score(id -> 0, hour(20));
    again.score(id -> 0, hour(20));
    assertEquals(book.record(), again.record());
    assertEquals(2, again.record().came());
  }

  @Test
  void aDamagedStateIsRefusedNotBelieved() {
    book.note(List.of(outlook("a", 10, 8, 12, NOW)), NOW);
    var state = book.state();
    for (int cut = 0; cut < state.length; cut += 3) {
      var part = Arrays.copyOf(state, cut);
      assertThrows(IllegalArgumentException.class, () -> ForecastBook.restore(part));
    }
    state[4] = 0x7f;
    assertThrows(IllegalArgumentException.class, () -> ForecastBook.restore(state));
  }

  @Test
  void itNeverGrowsBeyondItsBounds() {
    for (int i = 0; i < 5_000; i++) book.note(List.of(outlook("disk" + i, 10, 8, 12, NOW)), NOW);
    assertTrue(book.record().waiting() <= 2_000);
    book.score(id -> 0, hour(10));
    assertTrue(book.record().scored() <= 500);
  }
}
