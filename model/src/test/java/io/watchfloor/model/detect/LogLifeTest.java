package io.watchfloor.model.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.log.LogParameter;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The life of templates, as the screens get it.
class LogLifeTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final SourceId SOURCE = new SourceId("syslog");

  private Detectors detectors = new Detectors();

  private void say(Instant at, String entity, String text) {
    say(at, at, entity, text);
  }

  private void say(Instant at, Instant received, String entity, String text) {
    var line =
        new LogLine(SOURCE, new EntityId(entity), Labels.EMPTY, Severity.INFO, text, at, received);
    detectors.observe(
        new Signals(
            List.of(), List.of(), List.of(), List.of(), List.of(line), List.of(), List.of()),
        received);
  }

  private LogTemplate of(String pattern) {
    return detectors.templates(1_000).stream()
        .filter(it -> it.pattern().equals(pattern))
        .findFirst()
        .orElseThrow();
  }

  private void shop(int from, int to) {
    for (int i = from; i < to; i++)
      say(
          START.plusSeconds(i),
          i % 3 == 0 ? "web" : "cart",
          "page " + i + " took " + i % 50 + " ms");
  }

  @Test
  void lifeTellsWhenHowOftenByWhomAndWithWhat() {
    shop(0, 600);
    var it = of("page <*> took <*> ms");
    assertEquals(START, it.firstSeen());
    assertEquals(START.plusSeconds(599), it.lastSeen());
    assertEquals(600, it.lines());
    assertEquals("page 0 took 0 ms", it.example());
    assertEquals(
        List.of(new LogParameter.Share("cart", 400), new LogParameter.Share("web", 200)),
        it.entities());
    assertEquals(List.of(SOURCE), it.sources());
    assertEquals(60, it.rates().lines().get(4));
    assertEquals(49, it.parameters().get(1).numbers().orElseThrow().most());
  }

  @Test
  void idsAndLivesSurviveARestart() {
    shop(0, 400);
    var before = of("page <*> took <*> ms");
    detectors = Detectors.restore(detectors.state());
    assertEquals(before, of("page <*> took <*> ms"));
    shop(400, 600);
    var after = of("page <*> took <*> ms");
    assertEquals(before.id(), after.id());
    assertEquals(600, after.lines());
    assertEquals(60, after.rates().lines().get(5));
    assertEquals(600, after.parameters().getFirst().count());
  }

  @Test
  void templatesThatBecomeOneHaveOneLife() {
    var words = "red green blue white black brown grey".split(" ");
    for (int i = 0; i < 70; i++)
      say(START.plusSeconds(i), "lamp", "the lamp is " + words[i / 10] + " today");
    var it = of("the lamp is <*> today");
    assertEquals(START, it.firstSeen());
    assertEquals(70, it.lines());
    assertEquals(70, it.rates().lines().stream().mapToInt(n -> n).sum());
    assertEquals(1, detectors.templates(1_000).size());
  }

  @Test
  void clockThatRunsAheadDoesNotEmptyTheChart() {
    shop(0, 300);
    say(Instant.parse("2199-01-01T00:00:00Z"), START.plusSeconds(300), "web", "page 1 took 1 ms");
    shop(301, 360);
    assertTrue(of("page <*> took <*> ms").rates().lines().getFirst() == 60);
  }

  @Test
  void whatIsHostileStaysSmallAndTheRestGoesOn() {
    var random = new SplittableRandom(9);
    var texts =
        List.of(
            "x".repeat(1 << 20),
            "\u0000\u001b[31m\u202e\ud800".repeat(50_000),
            "\u05d0\u05d1 \u200f".repeat(50_000),
            "a=1 ".repeat(1 << 18),
            "((((".repeat(1 << 18),
            "",
            "\n\n\n");
    for (var text : texts) say(START, "web", text);
    for (int i = 0; i < 20_000; i++)
      say(
          START.plusSeconds(i / 50),
          "e" + random.nextInt(5_000),
          Long.toString(random.nextLong(), 36) + " word" + random.nextInt() + " k=" + i);
    shop(500, 600);
    for (var it : detectors.templates(10_000)) {
      assertTrue(it.pattern().length() < 3_000, it.pattern().length() + " characters");
      assertTrue(it.examples().stream().allMatch(example -> example.length() <= 401));
      assertTrue(it.parameters().size() <= 12 && it.entities().size() <= 10);
    }
    assertEquals(100, of("page <*> took <*> ms").lines());
    int bytes = detectors.state().length;
    assertTrue(bytes < 64_000_000, bytes + " bytes");
  }
}
