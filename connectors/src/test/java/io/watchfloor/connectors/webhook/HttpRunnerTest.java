package io.watchfloor.connectors.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.watchfloor.connectors.RunnerKit;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.RunReport.Ending;
import io.watchfloor.model.remedy.Runner;
import io.watchfloor.model.source.Secrets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests to a real server on loopback.
final class HttpRunnerTest extends RunnerKit {
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicReference<String> seen = new AtomicReference<>("");
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private List<String> allowed = List.of("127.0.0.1");

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    answer("/good", 200, "done: restarted\n\u001b]0;title\u0007");
    answer("/bad", 500, "it failed");
    answer("/moved", 302, "");
    server.createContext(
        "/endless",
        exchange -> {
          begun.countDown();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.createContext(
        "/drip",
        exchange -> {
          done.incrementAndGet();
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.createContext(
        "/huge",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 4096; i++) body.write(new byte[1 << 12]);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private void answer(String path, int status, String body) {
    server.createContext(
        path,
        exchange -> {
          done.incrementAndGet();
          seen.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Token")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.getResponseHeaders().add("Location", "http://169.254.169.254/");
          var bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static final class OneSecret implements Secrets {
    @Override
    public Optional<Secret> get(String key) {
      return key.equals("hook/token") ? Optional.of(new Secret("s3cr3t")) : Optional.empty();
    }

    @Override
    public void put(String key, Secret secret) {}

    @Override
    public void remove(String key) {}
  }

  @Override
  protected Runner runner() {
    return new HttpRunner(() -> allowed, new OneSecret(), InstantSource.fixed(Instant.EPOCH));
  }

  private Action http(String url, Map<String, String> secretHeaders) {
    return new Action.Http(
        "POST", url, Map.of("Content-Type", "application/json"), secretHeaders, "{\"a\":1}");
  }

  private Action at(String path) {
    return http("http://127.0.0.1:" + server.getAddress().getPort() + path, Map.of());
  }

  @Override
  protected Action good() {
    return at("/good");
  }

  @Override
  protected Action failing() {
    return at("/bad");
  }

  @Override
  protected Action absent() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = socket.getLocalPort();
      return http("http://127.0.0.1:" + port + "/", Map.of());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  protected Action endless() {
    return at("/endless");
  }

  @Override
  protected void awaitBegun() throws InterruptedException {
    assertTrue(begun.await(30, TimeUnit.SECONDS));
  }

  @Override
  protected List<Ending> cutShort() {
    return List.of(Ending.UNKNOWN);
  }

  @Override
  protected int done() {
    return done.get();
  }

  @Test
  void requestIsWhatWasApprovedAndTheAnswerIsShown() throws Exception {
    var report =
        run(
            http(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/good",
                Map.of("X-Token", "hook/token")));
    assertEquals(200, report.exit().orElseThrow());
    assertEquals("POST s3cr3t {\"a\":1}", seen.get());
    assertEquals(
        List.of("HTTP 200", "done: restarted", "␛]0;title␇"),
        output.stream().map(l -> l.text()).toList());
  }

  @Test
  void echoedSecretIsNotShown() throws Exception {
    answer("/echo", 403, "bad token s3cr3t");
    run(
        http(
            "http://127.0.0.1:" + server.getAddress().getPort() + "/echo",
            Map.of("X-Token", "hook/token")));
    assertEquals("bad token ***", output.getLast().text());
  }

  @Test
  void secretThatIsNotStoredStopsIt() throws Exception {
    var report =
        run(
            http(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/good",
                Map.of("X-Token", "other/key")));
    assertEquals(Ending.BADLY, report.ending());
    assertEquals(0, done());
  }

  @Test
  void redirectIsNotFollowed() throws Exception {
    var report = run(at("/moved"));
    assertEquals(Ending.BADLY, report.ending());
    assertTrue(report.words().contains("redirect"), report.words());
    assertEquals(1, done());
  }

  @Test
  void answerThatDripsIsTakenByItsStatus() throws Exception {
    var report = run(at("/drip"), Duration.ofMillis(900));
    assertEquals(Ending.WELL, report.ending(), report.words());
    assertEquals("first", output.get(1).text());
  }

  @Test
  void hugeAnswerIsCut() throws Exception {
    var report = run(at("/huge"));
    assertEquals(Ending.WELL, report.ending());
    assertTrue(output.getLast().text().contains("not shown"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void connectionCutAfterTheRequestIsUnknownAndNotRepeated(String method) throws Exception {
    var asked = new AtomicInteger();
    try (var socket = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      var thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    while (!socket.isClosed()) {
                      try (var client = socket.accept()) {
                        asked.incrementAndGet();
                        client.getInputStream().read(new byte[4096]);
                      } catch (java.io.IOException e) {
                        return;
                      }
                    }
                  });
      var report =
          run(
              new Action.Http(
                  method,
                  "http://127.0.0.1:" + socket.getLocalPort() + "/",
                  Map.of(),
                  Map.of(),
                  "{}"));
      assertEquals(Ending.UNKNOWN, report.ending(), report.words());
      socket.close();
      thread.join();
      assertEquals(1, asked.get());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://127.0.0.1/",
        "http:///x",
        "not a url",
        "http://127.0.0.1@evil.example/",
        "http://user:pass@127.0.0.1/",
        "http://evil.example/",
        "http://127.0.0.1.evil.example/",
        "http://2130706433/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data"
      })
  void otherAddressesAreRefused(String url) throws Exception {
    assertEquals(Ending.BADLY, run(http(url, Map.of())).ending());
    assertEquals(0, done());
    assertTrue(output.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://224.0.0.1/"
      })
  void evenWhereAllIsAllowedSomeAddressesAreNot(String url) throws Exception {
    allowed = List.of("*");
    assertEquals(Ending.BADLY, run(http(url, Map.of())).ending());
  }

  @Test
  void portCanBePartOfWhatIsAllowed() throws Exception {
    allowed = List.of("127.0.0.1:1");
    assertEquals(Ending.BADLY, run(good()).ending());
    allowed = List.of("127.0.0.1:" + server.getAddress().getPort());
    assertEquals(Ending.WELL, run(good()).ending());
    allowed = List.of();
    assertEquals(Ending.BADLY, run(good()).ending());
  }

  @Test
  void headerThatHoldsALineBreakIsRefusedWithoutShowingIt() throws Exception {
    var action =
        new Action.Http(
            "POST", "http://127.0.0.1/", Map.of("X-A", "canary\r\nX-B: 1"), Map.of(), "");
    var report = run(action);
    assertEquals(Ending.BADLY, report.ending());
    assertFalse(report.words().contains("canary"));
  }
}
