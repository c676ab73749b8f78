package io.watchfloor.connectors.listen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What listening sources share, by itself.
@Timeout(60)
final class InletTest {
  private static final SourceId SOURCE = new SourceId("inlet");
  private static final Signal LINE =
      new LogLine(
          SOURCE, EntityId.NONE, Labels.EMPTY, Severity.INFO, "x", Instant.EPOCH, Instant.EPOCH);
  private static final int MEBIBYTE = 1024 * 1024;

  private final Tally tally = new Tally();

  @Test
  void whoeverWaitsForRoomGoesHomeWhenItIsClosed() throws Exception {
    var never = new CountDownLatch(1);
    var inlet = new Inlet(SOURCE, _ -> never.await(), tally);
    var waiting =
        new FutureTask<>(
            () -> {
              while (true) inlet.put(LINE, MEBIBYTE);
            });
    var thread = Thread.ofVirtual().start(waiting);
    TimeUnit.MILLISECONDS.sleep(200);
    assertFalse(waiting.isDone());
    inlet.close();
    assertTrue(thread.join(Duration.ofSeconds(10)), "it still waits");
    var error = assertThrows(ExecutionException.class, waiting::get);
    assertTrue(error.getCause() instanceof InterruptedException, error::toString);
  }

  @Test
  void sixteenMebibytesFitAndTheRestIsDroppedAndCounted() throws Exception {
    var never = new CountDownLatch(1);
    try (var inlet = new Inlet(SOURCE, _ -> never.await(), tally)) {
      int taken = 0;
      for (int i = 0; i < 40; i++) if (inlet.offer(LINE, MEBIBYTE)) taken++;
      assertEquals(16, taken);
      assertTrue(tally.take().getFirst().startsWith("24 messages came faster"));
      assertEquals(List.of(), tally.take());
    }
  }

  @Test
  void whatIsRefusedAgainAndAgainIsDroppedAndTheNextIsTaken() throws Exception {
    var tries = new AtomicInteger();
    var stored = new CountDownLatch(1);
    try (var inlet =
        new Inlet(
            SOURCE,
            _ -> {
              if (tries.incrementAndGet() <= 5) throw new SourceException("no", true, null);
              stored.countDown();
            },
            tally)) {
      inlet.offer(LINE, 1);
      while (tries.get() < 5) TimeUnit.MILLISECONDS.sleep(10);
      inlet.offer(LINE, 1);
      assertTrue(stored.await(10, TimeUnit.SECONDS));
      assertEquals(List.of("1 messages could not be stored and were dropped."), tally.take());
    }
  }

  @Test
  void clocksThatAreWrongAreNamedWorstFirstByTheSmallestLag() {
    var clocks = new SenderClocks();
    var now = Instant.parse("2026-11-25T10:00:00Z");
    clocks.heard("late only once", now.minusSeconds(4_000), now);
    clocks.heard("late only once", now, now);
    clocks.heard("ahead", now.plusSeconds(60), now);
    clocks.heard("behind", now.minusSeconds(7_200), now);
    var shown = clocks.take();
    assertEquals(Duration.ofHours(-2), shown.worst());
    assertEquals(2, shown.notices().size());
    assertTrue(shown.notices().getFirst().contains("behind are 7200 s behind"));
    assertEquals(Duration.ZERO, clocks.take().worst());
  }

  @Test
  void networksHoldTheirAddressesOfBothKinds() throws Exception {
    var senders =
        new Senders(
            List.of(
                new Senders.Network(InetAddress.getByName("10.1.0.0"), 15),
                new Senders.Network(InetAddress.getByName("fd00::"), 8)));
    assertTrue(senders.allow(InetAddress.getByName("10.0.255.1")));
    assertFalse(senders.allow(InetAddress.getByName("10.2.0.1")));
    assertTrue(senders.allow(InetAddress.getByName("fdff::1")));
    assertFalse(senders.allow(InetAddress.getByName("fe00::1")));
    assertTrue(new Senders(List.of()).allow(InetAddress.getByName("8.8.8.8")));
  }
}
