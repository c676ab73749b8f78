package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectorsTest {
  private static final long START = 1_700_000_000_000L;
  private static final SourceId SOURCE = new SourceId("test");

  private static Samples sample(String metric, int second, double value) {
    return new Samples(
        SOURCE,
        new EntityId("cart"),
        Labels.of(Labels.NAME, metric, "service", "cart"),
        new MetricInfo(MetricInfo.Type.GAUGE, "", ""),
        at(second),
        new long[] {at(second).toEpochMilli()},
        new double[] {value});
  }

  private static Instant at(int second) {
    return Instant.ofEpochMilli(START + second * 1_000L);
  }

  private static Signals samples(List<Samples> samples) {
    return new Signals(samples, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private static LogLine line(int second, String entity, Severity severity, String text) {
    return new LogLine(
        SOURCE, new EntityId(entity), Labels.EMPTY, severity, text, at(second), at(second));
  }

  private static List<LogFinding> tell(Detectors detectors, int second, List<LogLine> lines) {
    var signals =
        new Signals(List.of(), List.of(), List.of(), List.of(), lines, List.of(), List.of());
    var told = new ArrayList<>(detectors.observe(signals, at(second)).logs());
    told.addAll(detectors.tick(at(second)).logs());
    return told;
  }

  @Test
  void seriesThatStopsWhileItsSourceLivesIsMissingAndComesBack() {
    var detectors = new Detectors();
    var told = new ArrayList<Anomaly>();
    for (int second = 0; second < 900; second += 2) {
      var came = new ArrayList<Samples>();
      came.add(sample("memory", second, 5 + second % 3));
      if (second < 400 || second > 700) came.add(sample("requests", second, 5 + second % 3));
      told.addAll(detectors.observe(samples(came), at(second)).anomalies());
      told.addAll(detectors.tick(at(second)).anomalies());
      if (second == 600) {
        assertEquals(1, detectors.open().size());
        assertEquals(Anomaly.Kind.MISSING_DATA, detectors.open().getFirst().kind());
        detectors = Detectors.restore(detectors.state());
      }
    }
    assertEquals(2, told.size(), told::toString);
    assertEquals("requests", told.getFirst().series().metric());
    assertEquals(at(400), told.getFirst().from());
    assertEquals(at(702), told.getLast().until().orElseThrow());
    assertEquals(List.of(), detectors.open());
  }

  @Test
  void silentSourceIsNotAHundredMissingSeries() {
    var detectors = new Detectors();
    for (int second = 0; second < 300; second += 2)
      detectors.observe(samples(List.of(sample("memory", second, second % 3))), at(second));
    assertEquals(List.of(), detectors.tick(at(4_000)).anomalies());
  }

  @Test
  void sensitivityMovesOneSeriesAndIsTakenBack() {
    var calm = jump(0.2);
    var usual = jump(1);
    assertTrue(calm.isEmpty() && usual.size() == 1, calm + " " + usual);
  }

  private static List<Anomaly> jump(double factor) {
    var detectors = new Detectors();
    detectors.sensitivities(Map.of(sample("queue", 0, 0).series().toString(), factor));
    for (int second = 0; second < 620; second += 2)
      detectors.observe(
          samples(List.of(sample("queue", second, second % 7 + (second > 600 ? 40 : 0)))),
          at(second));
    return detectors.open();
  }

  @Test
  void attackersAddressIsNamedByTheFinding() {
    var random = new SplittableRandom(1);
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 400; second++) {
      var lines = new ArrayList<LogLine>();
      if (random.nextInt(20) == 0) lines.add(login(second, "10.0.0." + random.nextInt(200)));
      if (second >= 300) for (int i = 0; i < 8; i++) lines.add(login(second, "203.0.113.66"));
      told.addAll(tell(detectors, second, lines));
    }
    var rise = told.stream().filter(f -> f.kind() == LogFinding.Kind.RATE_UP).toList();
    assertTrue(rise.getFirst().at().isBefore(at(303)));
    assertEquals("203.0.113.66", rise.getLast().attributes().get("ip"));
    assertTrue(rise.getLast().attributes().get("user") == null, "users differ");
  }

  private static LogLine login(int second, String ip) {
    var text = "authentication failure for user \"user" + (second * 31 % 97) + "\" from " + ip;
    return line(second, "frontend", Severity.WARNING, text);
  }

  @Test
  void newErrorIsNewsButNotWhileTheSourceIsNew() {
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 200; second++) {
      var lines = new ArrayList<LogLine>();
      lines.add(line(second, "cart", Severity.INFO, "request " + second + " done in 4 ms"));
      if (second == 10) lines.add(line(second, "cart", Severity.MAJOR, "cache is cold"));
      if (second == 150) lines.add(line(second, "cart", Severity.MAJOR, "cannot reach the cache"));
      if (second == 160) lines.add(line(second, "cart", Severity.INFO, "reloaded once"));
      told.addAll(tell(detectors, second, lines));
    }
    told.removeIf(finding -> !finding.isOpen());
    assertEquals(1, told.size(), told::toString);
    assertEquals("cannot reach the cache", told.getFirst().pattern());
  }

  @Test
  void steadyTemplateThatFallsSilentIsToldOnce() {
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 600; second++) {
      var lines = new ArrayList<LogLine>();
      lines.add(line(second, "cart", Severity.INFO, "request " + second + " done"));
      if (second < 300 || second > 500)
        lines.add(line(second, "worker", Severity.INFO, "job " + second + " taken"));
      told.addAll(tell(detectors, second, lines));
    }
    assertEquals(2, told.size(), told::toString);
    assertEquals(LogFinding.Kind.WENT_SILENT, told.getFirst().kind());
    assertEquals(at(299), told.getFirst().from());
    assertEquals(at(501), told.getLast().until().orElseThrow());
  }

  @Test
  void numberFarOutOfItsRangeIsToldWithTheRange() {
    var random = new SplittableRandom(4);
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 500; second++) {
      boolean isSlow = second >= 300 && second < 340;
      int took = (isSlow ? 4_000 : 20) + random.nextInt(60);
      told.addAll(
          tell(
              detectors,
              second,
              List.of(line(second, "cart", Severity.INFO, "job " + second + " took " + took))));
      if (second == 320) detectors = Detectors.restore(detectors.state());
    }
    assertEquals(LogFinding.Kind.PARAMETER_OUT_OF_RANGE, told.getFirst().kind(), told::toString);
    assertEquals(at(300), told.getFirst().from());
    assertTrue(told.getFirst().attributes().getOrDefault("number", "").startsWith("40"));
    assertTrue(told.getLast().until().isPresent(), "over when the numbers are back");
    assertEquals(1, told.stream().map(LogFinding::id).distinct().count());
  }

  @Test
  void whatNearlyAlwaysFollowsAndNoLongerComesIsTold() {
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 600; second += 2) {
      var lines = new ArrayList<LogLine>();
      lines.add(line(second, "cart", Severity.INFO, "payment " + second + " asked for"));
      if (second < 300 || second > 340)
        lines.add(line(second, "cart", Severity.INFO, "payment " + second + " done"));
      lines.add(line(second, "worker", Severity.INFO, "idle"));
      told.addAll(tell(detectors, second, lines));
      if (second == 310) detectors = Detectors.restore(detectors.state());
    }
    var broken = told.stream().filter(f -> f.kind() == LogFinding.Kind.SEQUENCE_BROKEN).toList();
    assertEquals(2, broken.size(), told::toString);
    assertEquals("payment <*> asked for", broken.getFirst().pattern());
    assertEquals("payment <*> done", broken.getFirst().attributes().get("missing"));
    assertTrue(broken.getFirst().at().isBefore(at(320)), broken.getFirst().at() + " is late");
    assertTrue(broken.getLast().until().isPresent());
  }

  @Test
  void counterThatGrowsIsNeverOutOfRange() {
    var detectors = new Detectors();
    var told = new ArrayList<LogFinding>();
    for (int second = 0; second < 900; second++) {
      long count = second < 500 ? second : second * 10_000L;
      told.addAll(
          tell(detectors, second, List.of(line(second, "x", Severity.INFO, "count " + count))));
    }
    assertEquals(List.of(), told);
  }
}
