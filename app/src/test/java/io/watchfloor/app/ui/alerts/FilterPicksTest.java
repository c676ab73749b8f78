package io.watchfloor.app.ui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilterPicksTest {
  @Test
  void whatIsTickedStandsInTheTextAfterWhatWasTyped() {
    assertEquals(
        "state:firing severity:critical,major",
        FilterPicks.with("state:firing", "severity", List.of("critical", "major")));
  }

  @Test
  void anotherTickTakesThePlaceOfTheOneBefore() {
    assertEquals(
        "\"out of memory\" severity:info",
        FilterPicks.with("severity:critical \"out of memory\"", "severity", List.of("info")));
  }

  @Test
  void noTickMeansThatTheFieldIsNotAsked() {
    assertEquals("cart", FilterPicks.with("cart source:a,b", "source", List.of()));
  }

  @Test
  void theTicksAreReadFromWhateverWasTyped() {
    assertEquals(
        Set.of("critical", "major"), FilterPicks.picked("Severity:Critical,major x", "severity"));
    assertEquals(
        Set.of("old cluster", "b"), FilterPicks.picked("source:\"old cluster\",b", "source"));
    assertEquals(Set.of(), FilterPicks.picked("not severity>=major", "severity"));
  }

  @Test
  void aNameWithBlanksQuotesOrCommasIsSpelledSoThatTheFilterReadsIt() throws Exception {
    for (var name : List.of("old cluster", "a,b", "say \"hi\""))
      Filter.parse(FilterPicks.with("", "source", List.of(name)));
    assertEquals("source:\"old cluster\"", FilterPicks.with("", "source", List.of("old cluster")));
  }
}
