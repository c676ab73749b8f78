package io.watchfloor.connectors.alertmanager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.topology.EntityRules;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Against the lab's real Alertmanager, with an alert of our own.
@EnabledIf("io.watchfloor.connectors.Lab#isUp")
final class LiveAlertmanagerTest {
  private static final String NAME = "LiveTest" + System.nanoTime();
  private static final String LABELS =
      """
      {"alertname":"%s","service":"prüfstand-漢","pod":"p-7f9","severity":"critical"}\
      """
          .formatted(NAME);

  private final Opening opening =
      new Opening(new FakeSecrets(), InstantSource.system(), EntityRules.DEFAULT);

  @Test
  void alertIsSeenAcknowledgedRenewedReleasedAndOver() throws Exception {
    var settings =
        new SourceSettings(
            new SourceId("am"),
            "alertmanager",
            Duration.ofSeconds(5),
            Lab.values(Map.of("urls", Lab.value("LAB_ALERTMANAGER_URL"))));
    post(Instant.now().plusSeconds(600));
    try (var source = new AlertmanagerType().open(settings, opening)) {
      var first = source.pull(window(), Cursor.START);
      var alert = ours(first).orElseThrow();
      assertEquals(Alert.State.FIRING, alert.state());
      assertEquals(alert.fingerprint(), String.format("%016x", alert.labels().fingerprint()));

      var back = source.writeBacks().getFirst();
      var act = act(Act.Kind.ACKNOWLEDGE, alert, "");
      var preview = back.preview(act);
      assertFalse(preview.requests().getFirst().contains("p-7f9"));
      assertTrue(
          preview.caught().stream().anyMatch(it -> it.fingerprint().equals(alert.fingerprint())));
      var receipt = back.send(act);
      assertTrue(back.readBack(receipt).confirmed(), back.readBack(receipt).words());
      assertEquals(
          1,
          back.silences().stream()
              .filter(it -> it.id().equals(receipt.ids().getFirst()))
              .findFirst()
              .orElseThrow()
              .catches());
      var second = source.pull(window(), first.next());
      assertEquals(Alert.State.SUPPRESSED, ours(second).orElseThrow().state());

      var renewed = back.send(act(Act.Kind.RENEW, alert, receipt.ids().getFirst()));
      assertTrue(back.readBack(renewed).confirmed(), back.readBack(renewed).words());
      var ended = back.send(act(Act.Kind.END_SILENCE, alert, renewed.ids().getFirst()));
      assertTrue(back.readBack(ended).confirmed(), back.readBack(ended).words());
      assertTrue(
          back.readBack(back.send(act(Act.Kind.END_SILENCE, alert, renewed.ids().getFirst())))
              .confirmed());
      var again = back.send(act(Act.Kind.RENEW, alert, renewed.ids().getFirst()));
      assertTrue(back.readBack(again).confirmed(), back.readBack(again).words());
      back.send(act(Act.Kind.END_SILENCE, alert, again.ids().getFirst()));

      post(Instant.now().minusSeconds(1));
      var third = source.pull(window(), second.next());
      assertTrue(ours(third).isEmpty());
      var fourth = source.pull(window(), third.next());
      assertEquals(Alert.State.RESOLVED, ours(fourth).orElseThrow().state());
      assertTrue(ours(source.pull(window(), fourth.next())).isEmpty());
    }
  }

  /// Two addresses of the one server stand for two peers: both list the same.
  @Test
  void twoPeersTellEachAlertOnceAndOneMayBeAway() throws Exception {
    var url = Lab.value("LAB_ALERTMANAGER_URL");
    post(Instant.now().plusSeconds(60));
    for (var second : List.of(url.replace("127.0.0.1", "localhost"), "http://127.0.0.1:1")) {
      var settings =
          new SourceSettings(
              new SourceId("am"),
              "alertmanager",
              Duration.ofSeconds(5),
              Map.of("urls", List.of(url, second)));
      try (var source = new AlertmanagerType().open(settings, opening)) {
        var pull = source.pull(window(), Cursor.START);
        assertEquals(
            1,
            pull.signals().stream()
                .filter(it -> it instanceof Alert a && a.name().equals(NAME))
                .count());
        assertEquals(second.endsWith(":1"), pull.notices().toString().contains("A peer is away"));
      }
    }
    post(Instant.now().minusSeconds(1));
  }

  private static Optional<Alert> ours(Pull pull) {
    return pull.signals().stream()
        .filter(Alert.class::isInstance)
        .map(Alert.class::cast)
        .filter(it -> it.name().equals(NAME))
        .findFirst();
  }

  private static Act act(Act.Kind kind, Alert alert, String silence) {
    return new Act(
        kind,
        List.of(alert),
        List.of(),
        silence,
        "tester",
        "INC-1",
        Instant.now(),
        Duration.ofMinutes(10));
  }

  private static Window window() {
    return Window.before(Instant.now(), Duration.ofSeconds(5));
  }

  private static void post(Instant endsAt) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var body = "[{\"labels\":" + LABELS + ",\"endsAt\":\"" + endsAt + "\"}]";
      var answer =
          client.send(
              HttpRequest.newBuilder(
                      URI.create(Lab.value("LAB_ALERTMANAGER_URL") + "/api/v2/alerts"))
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }
}
