package io.watchfloor.connectors.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Certificates;
import io.watchfloor.connectors.ListenerKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Syslog keeps the kit's promises over TCP, and what is its own over UDP and TLS.
final class SyslogKitTest extends ListenerKit {
  private static final String GOOD = "<11>1 2026-11-24T11:59:59Z web shop 7 - - payment is down\n";

  @Override
  protected SourceType type() {
    return new SyslogType();
  }

  @Override
  protected Map<String, List<String>> settings() {
    return Map.of("transport", List.of("tcp"));
  }

  @Override
  protected void send(int port) throws Exception {
    sendRaw(port, GOOD.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void sendRaw(int port, byte[] bytes) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().write('\n');
    } catch (IOException e) {
      // closed on us, as it may
    }
  }

  private static void datagram(int port, String text) throws IOException {
    try (var socket = new DatagramSocket()) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.send(new DatagramPacket(bytes, bytes.length, to));
    }
  }

  @Override
  protected boolean isUdp() {
    return false;
  }

  @Override
  protected boolean isGood(Signal signal) {
    return signal instanceof LogLine line && line.text().equals("payment is down");
  }

  @Test
  void messageBecomesALineAboutItsProgram() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("transport", "udp and tcp"))) {
      source.open(this::take);
      datagram(port, GOOD);
      var line = (LogLine) await(this::isGood);
      assertEquals("shop", line.entity().name());
      assertEquals(Severity.MAJOR, line.severity());
      assertEquals("web", line.labels().value("host"));
      assertEquals("127.0.0.1", line.labels().value("sender"));
      assertEquals("user", line.labels().value("facility"));
      assertEquals("2026-11-24T11:59:59Z", line.at().toString());
      assertEquals(now(), line.received());
      send(port);
      await(this::isGood);
    }
  }

  @Test
  void jsonInItIsReadAndWhatItNamesIsWhoItIsAbout() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("transport", "udp"))) {
      source.open(this::take);
      datagram(
          port,
          "<134>Nov 24 12:00:00 vm cart:"
              + " @cee:{\"service\":\"cart\",\"level\":\"error\",\"msg\":\"no\"}");
      var line = (LogLine) await(_ -> true);
      assertEquals("no", line.text());
      assertEquals("cart", line.entity().name());
      assertEquals(Severity.MAJOR, line.severity());
    }
  }

  @Test
  void whatTheKernelSaysIsAboutTheHostAndBadEnoughIsAnEventToo() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("transport", "udp"))) {
      source.open(this::take);
      datagram(port, "<2>Nov 24 12:00:00 db1 kernel: Out of memory");
      var event = (Event) await(Event.class::isInstance);
      assertEquals("db1", event.entity().name());
      assertEquals(Severity.CRITICAL, event.severity());
      assertEquals("Out of memory", event.text());
    }
  }

  @Test
  void floodOverUdpIsDroppedAndCounted() throws Exception {
    int port = freePort();
    var open = new CountDownLatch(1);
    try (var source = source(port, Map.of("transport", "udp"))) {
      source.open(
          signals -> {
            open.await();
            take(signals);
          });
      var big = "<13>1 - h a - - - " + "x".repeat(40_000);
      for (int i = 0; i < 1_500; i++) {
        datagram(port, big);
        if (i % 4 == 0) TimeUnit.MILLISECONDS.sleep(4);
      }
      awaitNotice(source, "could be stored and were dropped");
      open.countDown();
      await(_ -> true);
    }
  }

  @Test
  void oneLoudSenderHasOnlyItsShare() throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("transport", "udp"))) {
      source.open(_ -> {});
      try (var socket = new DatagramSocket()) {
        var bytes = "<13>a: x".getBytes(StandardCharsets.UTF_8);
        var to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int i = 0; i < 120_000; i++) socket.send(new DatagramPacket(bytes, bytes.length, to));
      }
      awaitNotice(source, "one sender sent more than 5000 a second");
    }
  }

  @Test
  void senderOverTcpWaitsAndNothingIsLost() throws Exception {
    int port = freePort();
    var open = new CountDownLatch(1);
    var stored = new AtomicInteger();
    int messages = 1_500;
    try (var source = source(port, Map.of())) {
      source.open(
          signals -> {
            open.await();
            stored.addAndGet(signals.size());
          });
      var line =
          ("<13>1 - h a - - - " + "x".repeat(40_000) + "\n").getBytes(StandardCharsets.UTF_8);
      var sent = new AtomicInteger();
      var sender =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                      for (int i = 0; i < messages; i++) {
                        socket.getOutputStream().write(line);
                        sent.incrementAndGet();
                      }
                    } catch (IOException e) {
                      sent.set(-1);
                    }
                  });
      while (sent.get() < 400) TimeUnit.MILLISECONDS.sleep(10);
      TimeUnit.MILLISECONDS.sleep(300);
      assertTrue(sent.get() < messages, "the sender was not slowed down");
      open.countDown();
      sender.join(Duration.ofSeconds(30));
      for (int i = 0; i < 600 && stored.get() < messages; i++) TimeUnit.MILLISECONDS.sleep(50);
      assertEquals(messages, stored.get());
      assertEquals(List.of(), pull(source).notices());
    }
  }

  @Test
  void whatCouldNotBeStoredIsTriedAgain() throws Exception {
    int port = freePort();
    var tries = new AtomicInteger();
    try (var source = source(port, Map.of())) {
      source.open(
          signals -> {
            if (tries.incrementAndGet() < 3) throw new SourceException("too much", true, null);
            take(signals);
          });
      send(port);
      await(this::isGood);
      assertEquals(3, tries.get());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-7_200, 3_600})
  void senderWithAnotherClockIsNamed(long seconds) throws Exception {
    int port = freePort();
    try (var source = source(port, Map.of("transport", "udp"))) {
      source.open(this::take);
      datagram(port, "<13>1 " + now().plusSeconds(seconds) + " sw1 a - - - x");
      await(_ -> true);
      var pull = pull(source);
      assertEquals(seconds, pull.skew().toSeconds());
      assertTrue(pull.notices().toString().contains("sw1"), () -> pull.notices().toString());
      assertEquals(Duration.ZERO, pull(source).skew());
    }
  }

  @Test
  void tlsShowsOurCertificateAndAsksForTheSenders() throws Exception {
    var made = Certificates.get();
    secrets.put("kit/certificatePassword", new Secret(made.password()));
    var ours = Map.of("transport", "tls", "certificate", made.keys("good").toString());
    int port = freePort();
    try (var source = source(port, ours)) {
      source.open(this::take);
      try (var socket =
          made.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
        var text = "<13>1 - h a - - - over TLS";
        socket
            .getOutputStream()
            .write((text.length() + " " + text).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        await(it -> it instanceof LogLine line && line.text().equals("over TLS"));
      }
      sendRaw(port, GOOD.getBytes(StandardCharsets.UTF_8));
      awaitNotice(source, "failed at TLS");
      assertTrue(heard.isEmpty());
    }
    var closed = new java.util.HashMap<>(ours);
    closed.put("ca", made.authority().toString());
    try (var source = source(port, closed)) {
      source.open(this::take);
      try (var socket =
          made.trusting().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write(GOOD.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      } catch (IOException e) {
        // refused early, as it may
      }
      awaitNotice(source, "failed at TLS");
      assertTrue(heard.isEmpty());
    }
  }

  @Test
  void tlsWithoutACertificateOfOurOwnIsRefused() {
    var error =
        org.junit.jupiter.api.Assertions.assertThrows(
            SourceException.class, () -> source(1, Map.of("transport", "tls")));
    assertTrue(error.why().startsWith("certificate:"), error.why());
    assertFalse(error.retryable());
  }
}
