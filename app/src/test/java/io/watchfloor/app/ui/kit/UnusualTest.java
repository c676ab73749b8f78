package io.watchfloor.app.ui.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Saying;
import io.watchfloor.model.detect.Sisters;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusualTest {
  private static final Instant SINCE = Instant.parse("2026-11-24T14:03:20Z");

  private static Anomaly anomaly(double value, double expected, String unit, boolean isOver) {
    return new Anomaly(
        "a",
        Estate.series("metric", "cart"),
        new EntityId("cart"),
        new MetricInfo(MetricInfo.Type.GAUGE, unit, ""),
        SINCE,
        isOver ? Optional.of(SINCE.plusSeconds(900)) : Optional.empty(),
        SINCE.plusSeconds(60),
        Anomaly.Kind.SPIKE,
        0.9,
        value,
        expected,
        expected * 0.9,
        expected * 1.1);
  }

  @ParameterizedTest(name = "{4}")
  @CsvSource(
      delimiter = '|',
      value = {
        "340 | 100 | ''    | 30 | 3.4 × the usual for a Tuesday 14:00; since 14:03",
        "340 | 100 | ''    | 3  | 3.4 × the usual for 14:00; since 14:03",
        "340 | 100 | ''    | 0  | 3.4 × the usual; since 14:03",
        "25  | 100 | ''    | 0  | Only 25 % of the usual; since 14:03",
        "0   | 1   | ''    | 0  | 0 where 1 is usual; since 14:03",
        "0.35 | 0  | s     | 0  | 350 ms above the usual; since 14:03"
      })
  void oneSentenceSaysHowMuchAndSinceWhen(
      double value, double expected, String unit, int knownDays, String words) {
    var one =
        new Unusual(
            anomaly(value, expected, unit, false), Duration.ofDays(knownDays), Sisters.NONE);
    assertEquals(words, one.sentence(new Times(ZoneOffset.UTC), SINCE.plusSeconds(120)));
  }

  @ParameterizedTest(name = "{0} of {1} sisters")
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | 3 | 3.4 × the usual; 14:03 to 14:18; 2 of 3 sisters show it too",
        "1 | 3 | 3.4 × the usual; 14:03 to 14:18; 1 of 3 sisters shows it too",
        "0 | 3 | 3.4 × the usual; 14:03 to 14:18; none of its 3 sisters shows it"
      })
  void sistersAreCountedAndAnOldOneHasItsEnd(int showing, int known, String words) {
    var one =
        new Unusual(
            anomaly(340, 100, "", true),
            Saying.KNOWS_HOURS.minusHours(1),
            new Sisters(known, showing));
    assertEquals(words, one.sentence(new Times(ZoneOffset.UTC), SINCE.plusSeconds(2_000)));
  }
}
