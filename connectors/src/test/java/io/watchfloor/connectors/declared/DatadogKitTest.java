package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Datadog's API.
final class DatadogKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "datadog";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "metrics", List.of("avg:system.load.1{*} by {host}"), "logs", List.of("status:error"));
  }

  @Override
  @BeforeEach
  void signIn() {
    secrets.put("kit/apiKey", new Secret(TOKEN));
    secrets.put("kit/applicationKey", new Secret(TOKEN + "-2"));
  }

  /// Datadog refuses wrong keys with 403, which may also mean that one right is missing.
  @Override
  List<String> wrongSecrets() {
    return List.of();
  }

  @Override
  boolean isRead(Request request) {
    return super.isRead(request) || request.path().endsWith("/search");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("dd-api-key").equals(TOKEN)
        || !request.header("dd-application-key").equals(TOKEN + "-2"))
      return no(403, "{\"errors\":[\"Forbidden\"]}");
    var asked = request.parameters();
    if (Integer.parseInt(asked.getOrDefault("page[limit]", "10")) > 1_000)
      return no(400, "{\"errors\":[\"page[limit] must be at most 1000\"]}");
    if (request.path().equals("/api/v1/query") && asked.get("from").length() != 10)
      return no(400, "{\"errors\":[\"from must be in seconds\"]}");
    return Optional.empty();
  }

  @Override
  Reply write(Request request) {
    if (request.method().equals("DELETE")) {
      written.put(request.path(), downtime("canceled"));
      return new Reply(204, Map.of(), new byte[0]);
    }
    assertEquals("/api/v2/downtime", request.path());
    assertTrue(
        request.body().contains("\"monitor_identifier\":{\"monitor_id\":91}"), request.body());
    assertTrue(
        request.body().contains("\"scope\":\"service:catalogue AND env:prod\""), request.body());
    written.put("/api/v2/downtime/dt1", downtime("active"));
    return downtime("active");
  }

  private static Reply downtime(String status) {
    return Reply.json(
        "{\"data\":{\"type\":\"downtime\",\"id\":\"dt1\",\"attributes\":{\"status\":\""
            + status
            + "\"}}}");
  }

  @Test
  void eachGroupInAlarmIsAnAlertAndAMonitorWithoutGroupsIsOne() throws Exception {
    var alerts = signals().stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    assertEquals(
        List.of("91:service:catalogue,env:prod", "92"),
        alerts.stream().map(Alert::fingerprint).toList());
    assertEquals("catalogue", alerts.getFirst().entity().name());
    assertEquals(2, first(Samples.class).size());
    assertEquals("catalogue", first(LogLine.class).entity().name());
  }

  @Test
  void downtimeMutesTheOneGroupAndIsEnded() throws Exception {
    var alert = first(Alert.class);
    assertTrue(done(act(Act.Kind.DOWNTIME, "", alert)).confirmed());
    assertTrue(done(act(Act.Kind.END_SILENCE, "dt1")).confirmed());
    try (var source = open(opening())) {
      assertEquals("dt0", source.writeBacks().getFirst().silences().getFirst().id());
    }
  }
}
