package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Thirty recorded minutes of a real estate: ten healthy, then three faults. What the detectors
/// must see, and what they must not.
class HalfHourTest {
  private static final int HEALTHY_SECONDS = 600;
  private static final int FIRST_FAULT = 600;
  private static final int SECOND_FAULT = 1020;
  private static final int THIRD_FAULT = 1380;

  private static Recording recording;
  private static final List<Anomaly> ANOMALIES = new ArrayList<>();
  private static final List<LogFinding> LOGS = new ArrayList<>();

  @BeforeAll
  static void replay() throws Exception {
    recording = Recording.read("half-hour");
    var detectors = new Detectors();
    for (long at = recording.start(); at <= recording.end(); at += 2_000)
      turn(detectors, at, ANOMALIES, LOGS);
  }

  private static void turn(
      Detectors detectors, long at, List<Anomaly> anomalies, List<LogFinding> logs) {
    var now = Instant.ofEpochMilli(at + 2_000);
    var seen = detectors.observe(recording.between(at, at + 2_000), now);
    var ended = detectors.tick(now);
    anomalies.addAll(seen.anomalies());
    anomalies.addAll(ended.anomalies());
    logs.addAll(seen.logs());
    logs.addAll(ended.logs());
  }

  private static long second(Instant at) {
    return (at.toEpochMilli() - recording.start()) / 1000;
  }

  @Test
  void healthyMinutesTellNearlyNothing() {
    long episodes =
        ANOMALIES.stream()
            .filter(anomaly -> second(anomaly.from()) < HEALTHY_SECONDS)
            .map(Anomaly::id)
            .distinct()
            .count();
    assertTrue(episodes <= 2, episodes + " episodes in ten healthy minutes of 100 series");
    long lines = LOGS.stream().filter(f -> second(f.from()) < HEALTHY_SECONDS).count();
    assertTrue(lines <= 1, lines + " log findings in ten healthy minutes");
  }

  @Test
  void failingDeploymentShowsInErrorsOfItsService() {
    assertSeen("service:errors:ratio", "catalogue", FIRST_FAULT, 10, 1);
    assertSeen("probe_success", "frontend", FIRST_FAULT, 15, -1);
  }

  @Test
  void slowDatabaseShowsInItsCallersLatency() {
    assertSeen("dependency:latency:p95", "payment", SECOND_FAULT, 20, 1);
    assertSeen("dependency:latency:p95", "catalogue", SECOND_FAULT, 20, 1);
  }

  @Test
  void fillingDiskShowsInWhatIsLeft() {
    assertSeen("node_filesystem_avail_bytes", "host", THIRD_FAULT, 20, -1);
  }

  private static void assertSeen(
      String metric, String entity, int fault, int within, int direction) {
    Predicate<Anomaly> isIt =
        anomaly ->
            anomaly.series().metric().equals(metric)
                && anomaly.entity().name().equals(entity)
                && anomaly.isOpen()
                && second(anomaly.from()) >= fault - 3
                && second(anomaly.at()) <= fault + within;
    var first = ANOMALIES.stream().filter(isIt).findFirst();
    assertTrue(first.isPresent(), metric + " of " + entity + " was not told within " + within);
    assertEquals(direction, first.get().direction());
    assertTrue(second(first.get().from()) <= fault + within / 2, "onset, not confirmation");
  }

  @Test
  void everyEpisodeEndsOnceItsFaultIsOver() {
    var open = new ArrayList<String>();
    for (var anomaly : ANOMALIES) {
      if (anomaly.isOpen() && !open.contains(anomaly.id())) open.add(anomaly.id());
      if (!anomaly.isOpen()) assertTrue(open.remove(anomaly.id()), "ended without having begun");
    }
    assertTrue(open.size() <= 2, "still open at the end: " + open);
  }

  @Test
  void newErrorLinesOfTheDeploymentAreFound() {
    assertTrue(
        LOGS.stream()
            .anyMatch(
                finding ->
                    finding.kind() == LogFinding.Kind.NEW_TEMPLATE
                        && finding.entity().name().equals("catalogue")
                        && Math.abs(second(finding.from()) - FIRST_FAULT) <= 10));
  }

  @Test
  void savedAndRestoredGoesOnIdentically() {
    var whole = new ArrayList<Anomaly>();
    var wholeLogs = new ArrayList<LogFinding>();
    var restored = new ArrayList<Anomaly>();
    var restoredLogs = new ArrayList<LogFinding>();
    var one = new Detectors();
    var other = new Detectors();
    int turns = 0;
    for (long at = recording.start(); at <= recording.end(); at += 2_000) {
      turn(one, at, whole, wholeLogs);
      turn(other, at, restored, restoredLogs);
      if (++turns % 97 == 0) other = Detectors.restore(other.state());
    }
    assertEquals(whole, restored);
    assertEquals(wholeLogs, restoredLogs);
    assertArrayEquals(one.state(), other.state());
    assertEquals(one.templates(100), other.templates(100));
  }

  @Test
  void sameInputGivesTheSameStateHoweverItIsCut() {
    var bySample = new Detectors();
    var atOnce = new Detectors();
    for (var samples : recording.series().subList(0, 30)) {
      for (int i = 0; i < samples.size(); i++) observe(bySample, cut(samples, i, i + 1));
      observe(atOnce, samples);
    }
    assertArrayEquals(atOnce.state(), bySample.state());
  }

  private static void observe(Detectors detectors, Samples samples) {
    detectors.observe(
        new Signals(
            List.of(samples), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        samples.at());
  }

  private static Samples cut(Samples all, int from, int to) {
    return new Samples(
        all.source(),
        all.entity(),
        all.labels(),
        all.info(),
        all.received(),
        java.util.Arrays.copyOfRange(all.epochMillis(), from, to),
        java.util.Arrays.copyOfRange(all.values(), from, to));
  }
}
