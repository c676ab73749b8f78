package io.watchfloor.connectors.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the lab's real Alertmanager posts: an alert that begins and ends.
@Timeout(120)
final class LiveHookTest {
  @Test
  void alertmanagerPostsTheBeginningAndTheEnd() throws Exception {
    assumeTrue(Lab.isUp(), "no lab");
    var to = URI.create(Lab.value("LAB_WEBHOOK_TO_URL"));
    var heard = new LinkedBlockingQueue<Signal>();
    var settings =
        new SourceSettings(
            new SourceId("live"),
            "webhook",
            Duration.ofSeconds(5),
            Map.of(
                "port", List.of(String.valueOf(to.getPort())),
                "path", List.of(to.getPath()),
                "access", List.of("none")));
    var opening = new Opening(new FakeSecrets(), InstantSource.system(), EntityRules.DEFAULT);
    try (var source = new HookType().open(settings, opening)) {
      source.open(heard::addAll);
      var start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      tell(start, start.plusSeconds(600));
      var firing = await(heard, Alert.State.FIRING);
      assertEquals("Hooked", firing.name());
      assertEquals("hooked-service", firing.entity().name());
      assertEquals(start, firing.startsAt());
      tell(start, start.plusSeconds(1));
      var over = await(heard, Alert.State.RESOLVED);
      assertEquals(firing.fingerprint(), over.fingerprint());
      assertEquals(start.plusSeconds(1), over.endsAt().orElseThrow());
    }
  }

  private static void tell(Instant start, Instant end) throws Exception {
    var body =
        "[{\"labels\":{\"alertname\":\"Hooked\",\"service\":\"hooked-service\",\"severity\":\"warning\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
            .formatted(start, end);
    var request =
        HttpRequest.newBuilder(URI.create(Lab.value("LAB_ALERTMANAGER_URL") + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      assertEquals(200, client.send(request, BodyHandlers.discarding()).statusCode());
    }
  }

  private static Alert await(LinkedBlockingQueue<Signal> heard, Alert.State state)
      throws InterruptedException {
    while (true) {
      var signal = heard.poll(60, TimeUnit.SECONDS);
      if (signal == null) throw new AssertionError("Alertmanager did not post " + state);
      if (signal instanceof Alert alert && alert.name().equals("Hooked") && alert.state() == state)
        return alert;
    }
  }
}
