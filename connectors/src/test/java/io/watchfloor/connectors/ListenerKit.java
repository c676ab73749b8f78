package io.watchfloor.connectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Listener;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every source that listens promises: it hears nobody before it is opened and after it is
/// closed, only this machine unless told otherwise, only the senders it was given; it bears what
/// hostile senders send, keeps little in memory, and says what it did not take.
@Timeout(120)
public abstract class ListenerKit {
  private static final int LONGEST_LABEL = 9_000;
  private static final int LONGEST_TEXT = 70_000;
  private static final int GIANT = 9 * 1024 * 1024;

  protected final FakeSecrets secrets = new FakeSecrets();
  protected final LinkedBlockingQueue<Signal> heard = new LinkedBlockingQueue<>();
  private final Instant now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

  protected abstract SourceType type();

  /// Its settings besides where it listens.
  protected abstract Map<String, List<String>> settings();

  /// Sends one good message that becomes at least one signal.
  protected abstract void send(int port) throws Exception;

  /// Sends these bytes as a message; what the listener makes of them does not matter, nor whether
  /// it takes them to the end.
  protected abstract void sendRaw(int port, byte[] bytes) throws Exception;

  /// Whether it is UDP that it listens to.
  protected abstract boolean isUdp();

  protected final Instant now() {
    return now;
  }

  protected final Opening opening() {
    return new Opening(secrets, this::now, EntityRules.DEFAULT);
  }

  protected final Listener source(int port, Map<String, String> more) throws SourceException {
    var values = new HashMap<>(settings());
    values.put("port", List.of(String.valueOf(port)));
    more.forEach((key, value) -> values.put(key, List.of(value.split("\n", -1))));
    return (Listener)
        type()
            .open(
                new SourceSettings(
                    new SourceId("kit"), type().name(), Duration.ofSeconds(5), values),
                opening());
  }

  protected final Pull pull(Listener source) throws Exception {
    return source.pull(Window.before(now, Duration.ofSeconds(5)), Cursor.START);
  }

  /// The first signal that is so, of those that arrive within ten seconds.
  protected final Signal await(Predicate<Signal> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (true) {
      var signal = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      assertNotNull(signal, "nothing arrived");
      if (wanted.test(signal)) return signal;
    }
  }

  protected final String awaitNotice(Listener source, String words) throws Exception {
    var told = new ArrayList<String>();
    for (int i = 0; i < 200; i++) {
      told.addAll(pull(source).notices());
      if (told.toString().contains(words)) return told.toString();
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("no \"" + words + "\" in " + told);
  }

  protected final void take(List<Signal> signals) {
    heard.addAll(signals);
  }

  protected final int freePort() throws IOException {
    while (true) {
      try (var socket = new ServerSocket(0)) {
        int port = socket.getLocalPort();
        if (port < 20_000) continue;
        try (var udp = new DatagramSocket(port)) {
          return udp.getLocalPort();
        }
      }
    }
  }

  private boolean isFree(String address, int port) throws IOException {
    var at = new InetSocketAddress(address, port);
    if (isUdp()) {
      try (var udp = new DatagramSocket(at)) {
        return udp.isBound();
      } catch (java.net.BindException e) {
        return false;
      }
    }
    try (var tcp = new ServerSocket()) {
      tcp.setReuseAddress(true);
      tcp.bind(at);
      return true;
    } catch (java.net.BindException e) {
      return false;
    }
  }

  @Test
  void hearsNobodyBeforeItIsOpenedAndAfterItIsClosed() throws Exception {
    int port = freePort();
    var source = source(port, Map.of());
    assertTrue(isFree("127.0.0.1", port));
    source.open(this::take);
    assertFalse(isFree("127.0.0.1", port));
    source.close();
    assertTrue(isFree("127.0.0.1", port));
  }

  @Test
  void hearsOnlyThisMachineUnlessToldOtherwise() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      assertTrue(isFree("127.0.0.2", port));
    }
    try (var source = source(port, Map.of("address", "0.0.0.0", "senders", "127.0.0.0/8"))) {
      source.open(this::take);
      assertFalse(isFree("127.0.0.2", port));
    }
  }

  @Test
  void takenPortIsNamedAndWorthAnotherTry() throws Exception {
    int port = freePort();
    try (var first = source(port, Map.of());
        var second = source(port, Map.of())) {
      first.open(this::take);
      var error = assertThrows(SourceException.class, () -> second.open(this::take));
      assertTrue(error.why().contains("127.0.0.1:" + port), error.why());
      assertTrue(error.retryable());
    }
  }

  @Test
  void settingsThatCannotWorkAreNamed() {
    for (var wrong :
        List.of(
            Map.of("address", "no such place!"),
            Map.of("port", "70000"),
            Map.of("port", "x"),
            Map.of("senders", "10.0.0.0/99"),
            Map.of("senders", "example.org"))) {
      var error = assertThrows(SourceException.class, () -> source(1, wrong));
      assertTrue(error.why().startsWith(wrong.keySet().iterator().next()), error.why());
      assertFalse(error.retryable());
    }
  }

  @Test
  void everySignalSaysWhoToldItAndWhen() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      send(port);
      var signal = await(_ -> true);
      assertEquals(source.id(), signal.source());
      assertEquals(now, signal.received());
      assertTrue(signal.at().isAfter(Instant.EPOCH), signal::toString);
      assertTrue(signal.at().isBefore(now.plus(Duration.ofDays(1))), signal::toString);
      assertFalse(signal.entity().isNone(), signal::toString);
    }
  }

  @Test
  void pullTellsOnlyThatItListens() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      assertThrows(SourceException.class, () -> pull(source));
      source.open(this::take);
      send(port);
      await(_ -> true);
      var pull = pull(source);
      assertEquals(List.of(), pull.signals());
      assertEquals(now, pull.next().upTo());
      assertFalse(source.canBeAskedAgain());
    }
  }

  @Test
  void hostileMessagesDoNotStopIt() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var chance = new Random(7);
      for (var text : HttpSourceKit.hostile())
        sendRaw(
            port,
            text.substring(0, Math.min(60_000, text.length())).getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 200; i++) {
        var bytes = new byte[chance.nextInt(900)];
        chance.nextBytes(bytes);
        sendRaw(port, bytes);
      }
      send(port);
      var before = new ArrayList<Signal>();
      await(signal -> before.add(signal) && isGood(signal));
      for (var signal : before) {
        signal
            .labels()
            .map()
            .forEach((name, value) -> assertTrue(value.length() < LONGEST_LABEL, name));
        if (signal instanceof LogLine line) assertTrue(line.text().length() < LONGEST_TEXT);
      }
    }
  }

  /// Whether it came of [#send].
  protected abstract boolean isGood(Signal signal);

  @Test
  void giantMessageIsBoundedAndTheNextIsHeard() throws Exception {
    if (isUdp()) return; // no datagram is giant
    int port = freePort();
    try (var source = source(port, Map.of())) {
      source.open(this::take);
      var bytes = new byte[GIANT];
      java.util.Arrays.fill(bytes, (byte) 'x');
      sendRaw(port, bytes);
      send(port);
      await(this::isGood);
      awaitNotice(source, "longer than");
    }
  }

  @Test
  void sendersThatWereNotGivenAreNotHeard() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("senders", "10.0.0.0/8\nfd00::/8"))) {
      source.open(this::take);
      sendRaw(port, "hallo".getBytes(StandardCharsets.UTF_8));
      awaitNotice(source, "not listened to");
      assertTrue(heard.isEmpty());
    }
    try (var source = source(port, Map.of("senders", "127.0.0.0/8"))) {
      source.open(this::take);
      send(port);
      await(this::isGood);
    }
  }

  @Test
  void openingAndClosingLeavesNoThreadBehind() throws Exception {
    int port = freePort();
    int before = 0;
    for (int i = 0; i < 20; i++) {
      try (var source = source(port, Map.of())) {
        source.open(this::take);
        send(port);
        await(_ -> true);
      }
      if (i == 4) before = Thread.activeCount();
    }
    for (int i = 0; i < 100 && Thread.activeCount() > before + 2; i++)
      TimeUnit.MILLISECONDS.sleep(50);
    assertTrue(Thread.activeCount() <= before + 2, () -> "threads " + Thread.activeCount());
  }
}
