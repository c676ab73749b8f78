package io.watchfloor.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.watchfloor.app.ui.kit.Fx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// From the moment an Alertmanager's answer with a new alert leaves the server until the FX thread
/// holds a snapshot with its incident: read, parsed, normalised, correlated, explained, stored with
/// a synced commit, published. Beside it in the same rounds: the same answer fetched, parsed and
/// handed to the FX thread with nothing in between. 500 alerts stand on the list already.
final class PollToScreenBench {
  private static final int ROUNDS = Integer.getInteger("rounds", 41);
  private static final int STANDING = 500;

  @TempDir Path home;
  private volatile int extra;
  private volatile long bareLeft;
  private final AtomicLong left = new AtomicLong();

  private String alerts(int count) {
    var at = Instant.now().minusSeconds(60);
    var out = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      if (i > 0) out.append(',');
      out.append(
          """
          {"annotations":{"summary":"bench %1$d"},"endsAt":"%2$s","fingerprint":"f%1$d","receivers":[],
          "startsAt":"%3$s","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},
          "updatedAt":"%3$s","generatorURL":"","labels":{"alertname":"Bench%1$d","service":"s%1$d","severity":"critical"}}
          """
              .formatted(i, at.plusSeconds(3600), at));
    }
    return out.append(']').toString();
  }

  private HttpServer server() throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          boolean isList = exchange.getRequestURI().getPath().endsWith("/alerts");
          int now = extra;
          var bytes = (isList ? alerts(STANDING + now) : "{}").getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          try (var body = exchange.getResponseBody()) {
            body.write(bytes);
          }
          if (exchange.getRequestURI().getPath().startsWith("/bare")) bareLeft = System.nanoTime();
          else if (isList && now > 0) left.compareAndSet(-now, System.nanoTime());
        });
    server.start();
    return server;
  }

  @Test
  void anAlertsWayToTheScreen() throws Exception {
    var ready = new CountDownLatch(1);
    Platform.startup(ready::countDown);
    assertTrue(ready.await(60, TimeUnit.SECONDS));
    var server = server();
    int port = server.getAddress().getPort();
    Files.writeString(
        home.resolve("watchfloor.yaml"),
        """
        this-machine: false
        demo: false
        sources:
          - name: alerts
            type: alertmanager
            interval: 500ms
            urls: ["http://127.0.0.1:%d"]
        """
            .formatted(port));
    var ours = new double[ROUNDS];
    var bare = new double[ROUNDS];
    try (var console = Console.open(Optional.of(home), Optional.empty());
        var backend = new ConsoleBackend(console, Fx.executor());
        var client = HttpClient.newHttpClient()) {
      console.start();
      var standing = new CountDownLatch(1);
      var wanted = new AtomicLong();
      var seen = new AtomicLong();
      var unused =
          backend.subscribe(
              snapshot -> {
                int alerts = snapshot.alerts().size();
                if (alerts >= STANDING) standing.countDown();
                if (wanted.get() > 0 && alerts >= STANDING + wanted.get())
                  seen.compareAndSet(0, System.nanoTime());
              });
      assertTrue(standing.await(120, TimeUnit.SECONDS));
      for (int round = 0; round < ROUNDS; round++) {
        seen.set(0);
        wanted.set(round + 1);
        left.set(-(round + 1));
        extra = round + 1;
        while (seen.get() == 0 || left.get() < 0) Thread.sleep(1);
        ours[round] = (seen.get() - left.get()) / 1e6;
        bare[round] = bare(client, port);
      }
    } finally {
      server.stop(0);
    }
    Arrays.sort(ours);
    Arrays.sort(bare);
    System.out.printf(
        Locale.ROOT,
        "| poll to screen, a new alert among %d: median (p95) | %.0f ms (%.0f) | fetched, parsed,"
            + " handed over: %.0f ms (%.0f) | |%n",
        STANDING,
        ours[ROUNDS / 2],
        ours[ROUNDS * 95 / 100],
        bare[ROUNDS / 2],
        bare[ROUNDS * 95 / 100]);
  }

  private double bare(HttpClient client, int port) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bare/api/v2/alerts"))
            .build();
    var body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    var tree = JsonMapper.builder().build().readTree(body);
    var held = new CountDownLatch(1);
    Platform.runLater(held::countDown);
    assertTrue(held.await(60, TimeUnit.SECONDS) && !tree.isEmpty());
    return (System.nanoTime() - bareLeft) / 1e6;
  }
}
