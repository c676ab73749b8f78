package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.source.WriteBack.Matcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Grafana's HTTP API.
final class GrafanaKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "grafana";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("organisation", List.of("2"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"message\":\"Invalid API key\",\"messageId\":\"api-key.invalid\"}");
    if (!isRead(request)
        && !request.method().equals("DELETE")
        && !request.header("content-type").equals("application/json"))
      return no(415, "{\"message\":\"unsupported media type\"}");
    if (request.path().equals("/api/annotations")) {
      long from = Long.parseLong(request.parameters().get("from"));
      if (from < 1_000_000_000_000L) return no(400, "{\"message\":\"from is no time in ms\"}");
    }
    return Optional.empty();
  }

  @Override
  Reply write(Request request) {
    var silence = "/api/alertmanager/grafana/api/v2/silence/";
    if (request.method().equals("DELETE")) {
      written.put(request.path(), Reply.json("{\"status\":{\"state\":\"expired\"}}"));
      return Reply.json("{\"message\":\"silence deleted\"}");
    }
    for (var needed : List.of("matchers", "startsAt", "endsAt", "createdBy", "comment"))
      if (!request.body().contains("\"" + needed + "\":"))
        return Reply.json(400, "{\"message\":\"" + needed + " in body is required\"}");
    assertTrue(request.body().contains("\"isRegex\":false"), request.body());
    var id = request.body().contains("\"id\":\"s1\"") ? "s2" : "s1";
    written.put(
        silence + id, Reply.json("{\"id\":\"" + id + "\",\"status\":{\"state\":\"active\"}}"));
    return Reply.json(202, "{\"silenceID\":\"" + id + "\"}");
  }

  private Act silence(Act.Kind kind, String target) throws Exception {
    return new Act(
        kind,
        List.of(first(Alert.class)),
        List.of(new Matcher("alertname", "Errors", false, true)),
        target,
        "anna",
        "on it",
        now(),
        Duration.ofHours(1),
        true);
  }

  @Test
  void alertsAreTakenWithTheirStateAndDeploysAsChanges() throws Exception {
    var alerts = signals().stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    assertEquals(Alert.State.FIRING, alerts.get(0).state());
    assertEquals(Alert.State.SUPPRESSED, alerts.get(1).state());
    assertEquals("catalogue", alerts.get(0).entity().name());
    assertEquals("catalogue", first(Change.class).entity().name());
  }

  @Test
  void silenceIsMadeRenewedUnderItsNewIdAndEnded() throws Exception {
    assertTrue(done(silence(Act.Kind.SILENCE, "")).confirmed());
    try (var source = open(opening())) {
      var receipt = source.writeBacks().getFirst().send(silence(Act.Kind.RENEW, "s1"));
      assertEquals(List.of("s2"), receipt.ids());
    }
    assertTrue(done(silence(Act.Kind.END_SILENCE, "s2")).confirmed());
  }

  @Test
  void silencesThatStandAreListed() throws Exception {
    try (var source = open(opening())) {
      var silence = source.writeBacks().getFirst().silences().getFirst();
      assertEquals("active", silence.state());
      assertEquals("service=\"catalogue\"", silence.matchers().getFirst().toString());
    }
  }
}
