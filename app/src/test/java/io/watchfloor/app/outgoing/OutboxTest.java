package io.watchfloor.app.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.outgoing.Outbox.Target;
import io.watchfloor.connectors.notice.Destination;
import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is put into the outbox is delivered in order, however often it has to be tried.
final class OutboxTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-25T08:00:00Z");
  private final List<String> arrived = new ArrayList<>();
  private SourceException refusal;

  private final Destination chat =
      notice -> {
        var no = refusal;
        if (no != null) throw no;
        arrived.add(notice.id());
      };

  private Lane lane() {
    return new Lane(
        new Target("chat", Severity.MAJOR, chat), folder, () -> now, new Random(7), () -> {});
  }

  private Notice notice(String id, Severity severity) {
    return new Notice(
        id, "i1", Notice.Kind.OPENED, "Checkout fails", severity, List.of(), now, now, "");
  }

  private static SourceException away(Duration retryAfter) {
    return new SourceException("The chat is away.", true, retryAfter, null);
  }

  @Test
  void whatCouldNotBeSentIsSentLaterInOrderAndOnce() throws Exception {
    var lane = lane();
    refusal = away(Duration.ZERO);
    lane.put(notice("a", Severity.MAJOR));
    lane.put(notice("b", Severity.MAJOR));
    assertTrue(lane.turn());
    assertFalse(lane.turn(), "tried again at once");
    assertTrue(lane.trouble().orElseThrow().startsWith("Notices to chat: 2 wait"));
    refusal = null;
    now = now.plusSeconds(7);
    assertTrue(lane.turn());
    assertTrue(lane.turn());
    assertFalse(lane.turn());
    assertEquals(List.of("a", "b"), arrived);
    assertTrue(lane.trouble().isEmpty());
  }

  @Test
  void pausesGrowToTenMinutesAndTheOtherSideMayAskForMore() throws Exception {
    var lane = lane();
    refusal = away(Duration.ZERO);
    lane.put(notice("a", Severity.MAJOR));
    var pauses = new ArrayList<Long>();
    var last = now;
    for (int i = 0; i < 10; i++) {
      while (!lane.turn()) now = now.plusSeconds(1);
      pauses.add(Duration.between(last, now).toSeconds());
      last = now;
    }
    assertTrue(pauses.get(1) >= 5 && pauses.get(1) <= 7, pauses::toString);
    assertTrue(pauses.get(9) >= 600 && pauses.get(9) <= 721, pauses::toString);
    refusal = away(Duration.ofMinutes(30));
    while (!lane.turn()) now = now.plusSeconds(1);
    last = now;
    while (!lane.turn()) now = now.plusSeconds(1);
    assertEquals(30, Duration.between(last, now).toMinutes());
  }

  @Test
  void whatWaitsSurvivesTheProgram() throws Exception {
    refusal = away(Duration.ZERO);
    var before = lane();
    before.put(notice("a", Severity.MAJOR));
    before.put(notice("b", Severity.MAJOR));
    before.turn();
    refusal = null;
    var after = lane();
    while (after.turn()) now = now.plusSeconds(1);
    assertEquals(List.of("a", "b"), arrived);
    assertFalse(lane().turn());
  }

  @Test
  void whatIsRefusedForGoodIsSaidAndHoldsUpNothing() throws Exception {
    var lane = lane();
    refusal = new SourceException("invalid_payload", false, null);
    lane.put(notice("a", Severity.MAJOR));
    lane.put(notice("b", Severity.MAJOR));
    lane.turn();
    assertTrue(lane.trouble().orElseThrow().contains("Checkout fails"));
    refusal = null;
    lane.turn();
    assertEquals(List.of("b"), arrived);
  }

  @Test
  void afterADayItIsTooLate() throws Exception {
    var lane = lane();
    refusal = away(Duration.ZERO);
    lane.put(notice("a", Severity.MAJOR));
    now = now.plus(Duration.ofHours(25));
    lane.turn();
    assertTrue(lane.trouble().orElseThrow().contains("was not delivered"));
    now = now.plus(Duration.ofHours(1));
    assertFalse(lane.turn());
  }

  @Test
  void fileThatIsNoNoticeIsLeftOut() throws Exception {
    Files.createDirectories(folder.resolve("chat"));
    Files.writeString(folder.resolve("chat/0000000000001-000000.json"), "{\"id\":");
    var lane = lane();
    lane.put(notice("a", Severity.MAJOR));
    while (lane.turn()) now = now.plusSeconds(1);
    assertEquals(List.of("a"), arrived);
  }

  @Test
  void onlyTheNewestThousandAreKept() throws Exception {
    var lane = lane();
    refusal = away(Duration.ZERO);
    for (int i = 0; i < 1_010; i++) lane.put(notice("n" + i, Severity.MAJOR));
    try (var files = Files.list(folder.resolve("chat"))) {
      assertEquals(1_000, files.count());
    }
    refusal = null;
    lane.turn();
    assertEquals(List.of("n10"), arrived);
  }

  @Test
  void eachIsToldOnlyWhatIsBadEnoughForHim() throws Exception {
    var told = new CountDownLatch(1);
    Destination boss =
        notice -> {
          arrived.add(notice.id());
          told.countDown();
        };
    try (var outbox = new Outbox(folder, () -> now, new Random(7), _ -> {})) {
      outbox.lanes(List.of(new Target("boss", Severity.CRITICAL, boss)));
      outbox.put(notice("small", Severity.MAJOR));
      outbox.put(notice("big", Severity.CRITICAL));
      outbox.start();
      assertTrue(told.await(20, TimeUnit.SECONDS));
      assertEquals(List.of("big"), arrived);
    }
  }
}
