package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Checkmk's REST API.
final class CheckmkKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "checkmk";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of();
  }

  private static final String SERVICE = "/objects/host/catalogue/actions/show_service/invoke";

  private boolean older;

  @Override
  boolean isRead(Request request) {
    return super.isRead(request) || isList(request);
  }

  private static boolean isList(Request request) {
    return request.path().matches("/domain-types/(service|host)/collections/all");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer automation " + TOKEN))
      return no(
          401,
          "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Wrong credentials (Bearer"
              + " header)\"}");
    if (!request.header("accept").equals("application/json"))
      return no(406, "{\"title\":\"Not Acceptable\",\"status\":406}");
    if (isList(request) && request.method().equals("GET") != older)
      return no(405, "{\"title\":\"Method Not Allowed\",\"status\":405}");
    if (!request.method().equals("GET")
        && !request.header("content-type").equals("application/json"))
      return no(415, "{\"title\":\"Unsupported Media Type\",\"status\":415}");
    var query = request.parameters().getOrDefault("query", "{}");
    if (!query.startsWith("{") || !query.endsWith("}"))
      return no(
          400,
          "{\"title\":\"Bad Request\",\"status\":400,\"fields\":{\"query\":[\"Not valid JSON\"]}}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    return "list " + request.path();
  }

  @Override
  Reply write(Request request) {
    var body = request.body();
    if (request.path().startsWith("/domain-types/acknowledge/actions/delete/")) {
      written.put(SERVICE, Reply.json("{\"extensions\":{\"acknowledged\":0}}"));
      return new Reply(204, Map.of(), new byte[0]);
    }
    if (request.path().equals("/domain-types/downtime/actions/delete/invoke")) {
      assertTrue(body.contains("\"site_id\":\"noc\",\"downtime_id\":\"5\""), body);
      written.put("/domain-types/downtime/collections/all", Reply.json("{\"value\":[]}"));
      return new Reply(204, Map.of(), new byte[0]);
    }
    if (body.contains("\"host_name\":\"gone\""))
      return Reply.json(
          422,
          "{\"title\":\"Unprocessable\",\"detail\":\"Service 'http' on host 'gone' has no"
              + " problem.\"}");
    assertTrue(body.contains("\"host_name\":\"catalogue\""), body);
    if (request.path().equals("/domain-types/acknowledge/collections/service")) {
      assertTrue(body.contains("\"sticky\":true"), body);
      written.put(SERVICE, Reply.json("{\"extensions\":{\"acknowledged\":1}}"));
      assertTrue(body.contains("\"expire_on\":\"2026-11-25T09:0"), body);
    } else {
      var kind = request.path().split("/")[2];
      var info = "[[5,\"automation\",\"on it \\\" } ${jndi:x}\"]]";
      written.put(
          SERVICE, Reply.json("{\"extensions\":{\"" + kind + "s_with_info\":" + info + "}}"));
    }
    return new Reply(204, Map.of(), new byte[0]);
  }

  @Test
  void problemsOfServicesAndHostsAreAlerts() throws Exception {
    var alerts = signals().stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    assertEquals(
        List.of(
            "catalogue!http FIRING CRIT", "catalogue!disk SUPPRESSED WARN", "cache FIRING DOWN"),
        alerts.stream()
            .map(it -> it.fingerprint() + " " + it.state() + " " + it.sourceState())
            .toList());
    assertEquals("catalogue", alerts.getFirst().entity().name());
    assertEquals("2026-11-25T07:40:00Z", alerts.getFirst().startsAt().toString());
  }

  @Test
  void exactlyOneServiceIsAcknowledgedPlannedAndCommented() throws Exception {
    var alert = first(Alert.class);
    for (var kind :
        List.of(Act.Kind.ACKNOWLEDGE, Act.Kind.UNACKNOWLEDGE, Act.Kind.COMMENT, Act.Kind.DOWNTIME))
      assertTrue(done(act(kind, "", alert)).confirmed(), kind::name);
    assertTrue(done(act(Act.Kind.END_SILENCE, "noc#5")).confirmed());
  }

  @Test
  void olderOneIsAskedItsOwnWay() throws Exception {
    older = true;
    try (var source = open(server.url(), Map.of("older", "true"))) {
      var told = pull(source, io.watchfloor.model.source.Cursor.START);
      assertEquals(3, told.signals().size(), () -> told.notices().toString());
    }
  }

  @Test
  void hostIsAcknowledgedAsAHost() throws Exception {
    var host =
        signals().stream()
            .filter(it -> it instanceof Alert a && a.fingerprint().equals("cache"))
            .findFirst();
    try (var source = open(opening())) {
      var lines =
          source
              .writeBacks()
              .getFirst()
              .preview(act(Act.Kind.ACKNOWLEDGE, "", (Alert) host.get()))
              .requests();
      assertEquals(1, lines.size());
      assertTrue(lines.getFirst().contains("\"acknowledge_type\":\"host\""), lines.getFirst());
    }
  }
}
