package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsAndFiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "59, 59 s",
    "60, 1 min",
    "3599, 59 min",
    "3600, 1 h",
    "14700, 4 h 5 min",
    "86400, 1 d",
    "90000, 1 d 1 h",
    "1900000, 21 d",
    "-5, 0 s"
  })
  void anAgeRoundsDown(long seconds, String words) {
    assertEquals(words, Ages.of(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.72    | ratio | 72 %",
        "0.004   | ratio | 0.4 %",
        "72      | % | 72 %",
        "0.4     | % | 0.4 %",
        "0.012   | s | 12 ms",
        "0.35    | s | 350 ms",
        "2.5     | s | 2.5 s",
        "1900000000 | B | 1.9 GB",
        "1204    | '' | 1,204",
        "-77     | '' | −77",
        "NaN     | % | –"
      })
  void aFigureHasItsUnit(double value, String unit, String words) {
    assertEquals(words, Figures.of(value, unit).toString());
  }

  @Test
  void aTimeIsAsShortAsItCanBe() {
    var times = new Times(ZoneOffset.UTC);
    var now = Instant.parse("2026-11-22T07:17:40Z");
    assertEquals("07:16:52 (48 s)", times.since(Instant.parse("2026-11-22T07:16:52Z"), now));
    assertEquals("Thu 14:02", times.at(Instant.parse("2026-11-19T14:02:00Z"), now));
    assertEquals("13 Dec 23:59", times.at(Instant.parse("2026-12-13T23:59:00Z"), now));
  }

  @Test
  void hostileTextIsMadeVisible() {
    assertEquals("�evil", PlainText.line("\u202eevil"));
    assertEquals("␛[31m", PlainText.line("\u001b[31m"));
    assertEquals("a⏎b", PlainText.line("a\nb"));
    assertEquals(401, PlainText.line("x".repeat(1_000_000)).length());
    assertEquals("abcd…wxyz", PlainText.middle("abcdefghijklmnopqrstuvwxyz", 9));
  }
}
