package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SistersTest {
  private static final Instant AT = Instant.parse("2026-06-02T12:00:00Z");

  private static SeriesId latency(String service, String instance) {
    return new SeriesId(
        new SourceId("test"),
        Labels.of(Labels.NAME, "latency", "service", service, "instance", instance));
  }

  private static Anomaly surge(SeriesId id, double value, long fromSeconds, long untilSeconds) {
    return new Anomaly(
        id + "@" + fromSeconds,
        id,
        new EntityId("cart"),
        MetricInfo.UNKNOWN,
        AT.plusSeconds(fromSeconds),
        untilSeconds == -1 ? Optional.empty() : Optional.of(AT.plusSeconds(untilSeconds)),
        AT.plusSeconds(fromSeconds + 30),
        Anomaly.Kind.SPIKE,
        0.9,
        value,
        10,
        8,
        12);
  }

  @Test
  void sistersDifferInOneLabelOnly() {
    assertTrue(Sisters.areSisters(latency("cart", "a"), latency("cart", "b")));
    assertTrue(Sisters.areSisters(latency("cart", "a"), latency("shop", "a")));
    assertFalse(Sisters.areSisters(latency("cart", "a"), latency("shop", "b")));
    assertFalse(Sisters.areSisters(latency("cart", "a"), latency("cart", "a")));
    var elsewhere = new SeriesId(new SourceId("other"), latency("cart", "b").labels());
    assertFalse(Sisters.areSisters(latency("cart", "a"), elsewhere));
    var more =
        new SeriesId(new SourceId("test"), latency("cart", "b").labels().with("zone", "west"));
    assertFalse(Sisters.areSisters(latency("cart", "a"), more));
  }

  @Test
  void thoseThatMovedTheSameWayAtTheSameTimeAreCounted() {
    var own = surge(latency("cart", "a"), 40, 0, -1);
    var all =
        List.of(
            latency("cart", "a"),
            latency("cart", "b"),
            latency("cart", "c"),
            latency("cart", "d"),
            latency("shop", "x"));
    var found =
        Sisters.of(
            own,
            all,
            List.of(
                own,
                surge(latency("cart", "b"), 30, -60, 200),
                surge(latency("cart", "b"), 31, 300, -1),
                surge(latency("cart", "c"), 2, 0, -1),
                surge(latency("cart", "d"), 40, -3_000, -1_000),
                surge(latency("shop", "x"), 40, 0, -1)));
    assertEquals(new Sisters(3, 1), found);
  }

  @Test
  void whatCameAfterItWasOverIsAnotherStory() {
    var own = surge(latency("cart", "a"), 40, 0, 60);
    var later = surge(latency("cart", "b"), 40, 600, -1);
    assertEquals(new Sisters(1, 0), Sisters.of(own, List.of(later.series()), List.of(later)));
  }
}
