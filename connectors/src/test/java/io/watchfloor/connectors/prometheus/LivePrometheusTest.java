package io.watchfloor.connectors.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the lab's real Prometheus.
@EnabledIf("io.watchfloor.connectors.Lab#isUp")
final class LivePrometheusTest {
  private final Opening opening =
      new Opening(new FakeSecrets(), InstantSource.system(), EntityRules.DEFAULT);

  private static SourceSettings settings() throws Exception {
    return new SourceSettings(
        new SourceId("prometheus"),
        "prometheus",
        Duration.ofSeconds(5),
        Lab.values(Map.of("url", Lab.value("LAB_PROMETHEUS_URL"), "firstFill", "2m")));
  }

  @Test
  void consecutivePullsLeaveNoGapAndRepeatNothing() throws Exception {
    var at = Instant.now();
    try (var source = new PrometheusType().open(settings(), opening)) {
      var times = new HashMap<SeriesId, Long>();
      var first = source.pull(window(at.minusSeconds(40)), Cursor.START);
      long n = take(first, times);
      var cursor = first.next();
      for (int back = 35; back >= 0; back -= 5) {
        var pull = source.pull(window(at.minusSeconds(back)), cursor);
        cursor = pull.next();
        n += take(pull, times);
      }
      assertTrue(n > 10_000, "samples " + n);
      assertEquals(at, cursor.upTo());
    }
  }

  private static long take(Pull pull, Map<SeriesId, Long> times) {
    long n = 0;
    for (var signal : pull.signals()) {
      if (!(signal instanceof Samples samples)) continue;
      var last = times.put(samples.series(), samples.at().toEpochMilli());
      assertTrue(
          last == null || samples.epochMillis()[0] > last, () -> "repeated " + samples.labels());
      n += samples.size();
    }
    return n;
  }

  private static Window window(Instant to) {
    return Window.before(to, Duration.ofSeconds(5));
  }

  @Test
  void everyStepOfTheConnectionTestPasses() throws Exception {
    var steps = new ArrayList<TestStep>();
    new PrometheusType().test(settings(), opening, steps::add);
    assertEquals(6, steps.size(), steps::toString);
    assertFalse(
        steps.stream().anyMatch(step -> step.result() == TestStep.Result.FAILED), steps::toString);
  }

  /// It is filled by remote write, so it is late.
  @Test
  void victoriaMetricsSpeaksTheSameWithoutGapOrRepetition() throws Exception {
    var settings =
        new SourceSettings(
            new SourceId("victoria"),
            "prometheus",
            Duration.ofSeconds(5),
            Lab.values(
                Map.of(
                    "url", Lab.value("LAB_VICTORIA_URL"),
                    "firstFill", "2m",
                    "lateness", "60s",
                    "step", "2s",
                    "selectors", "{job=\"shop\"}")));
    var at = Instant.now().minusSeconds(30);
    try (var source = new PrometheusType().open(settings, opening)) {
      var times = new HashMap<SeriesId, Long>();
      var first = source.pull(window(at.minusSeconds(20)), Cursor.START);
      long n = take(first, times);
      assertTrue(n > 1_000, "samples " + n);
      var second = source.pull(window(at), first.next());
      assertTrue(take(second, times) > 100);
      assertEquals(java.util.List.of(), second.notices());
    }
  }
}
