package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// PagerDuty's REST API, version 2.
final class PagerDutyKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "pagerduty";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("email", List.of("noc@example.org"), "service", List.of("PSVC1"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Token token=" + TOKEN))
      return no(401, "{\"error\":{\"message\":\"Invalid token\",\"code\":2006}}");
    if (!request.header("accept").equals("application/vnd.pagerduty+json;version=2"))
      return no(400, "{\"error\":{\"message\":\"Invalid Version\",\"code\":2003}}");
    if (!isRead(request) && !request.header("from").contains("@"))
      return no(400, "{\"error\":{\"message\":\"Requester User Not Found\",\"code\":1008}}");
    var limit = Integer.parseInt(request.parameters().getOrDefault("limit", "25"));
    var offset = Integer.parseInt(request.parameters().getOrDefault("offset", "0"));
    if (limit > 100 || limit + offset > 10_000)
      return no(400, "{\"error\":{\"message\":\"Invalid Input Provided\",\"code\":2001}}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    var offset = request.parameters().get("offset");
    return super.key(request) + (offset == null || offset.equals("0") ? "" : " from " + offset);
  }

  @Override
  Reply write(Request request) {
    if (request.path().equals("/incidents")) {
      assertTrue(request.body().contains("\"type\":\"service_reference\""), request.body());
      written.put("/incidents/PNEW", Reply.json("{\"incident\":{\"status\":\"triggered\"}}"));
      return Reply.json(201, "{\"incident\":{\"id\":\"PNEW\",\"status\":\"triggered\"}}");
    }
    if (request.path().endsWith("/notes")) {
      written.put(request.path(), Reply.json("{\"notes\":[{\"id\":\"N1\"}]}"));
      return Reply.json(201, "{\"note\":{\"id\":\"N1\"}}");
    }
    assertEquals("PUT", request.method());
    var status = request.body().contains("resolved") ? "resolved" : "acknowledged";
    var now = Reply.json("{\"incident\":{\"id\":\"PT4KHLK\",\"status\":\"" + status + "\"}}");
    written.put(request.path(), now);
    return now;
  }

  @Test
  void incidentsOfEveryPageAreAlertsUntilTheyAreNotListed() throws Exception {
    var alerts = signals().stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    assertEquals(
        List.of("PT4KHLK", "PT4KHLL", "PT4KHLM"), alerts.stream().map(Alert::fingerprint).toList());
    var first = alerts.getFirst();
    assertEquals("catalogue", first.entity().name());
    assertEquals(Severity.CRITICAL, first.severity());
    assertEquals("triggered", first.sourceState());
    assertEquals(Alert.State.SUPPRESSED, alerts.get(1).state());
    assertEquals("v41", first(Change.class).version());
  }

  @Test
  void itIsAcknowledgedResolvedNotedAndRaisedThere() throws Exception {
    var alert = first(Alert.class);
    for (var kind : List.of(Act.Kind.ACKNOWLEDGE, Act.Kind.CLOSE, Act.Kind.COMMENT))
      assertTrue(done(act(kind, "", alert)).confirmed(), kind::name);
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", alert)).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, "PT4KHLK")).confirmed());
  }

  @Test
  void droppedAcknowledgementIsSeen() throws Exception {
    var alert = first(Alert.class);
    try (var source = open(opening())) {
      var back = source.writeBacks().getFirst();
      var receipt = back.send(act(Act.Kind.ACKNOWLEDGE, "", alert));
      written.put("/incidents/PT4KHLK", Reply.json("{\"incident\":{\"status\":\"triggered\"}}"));
      var read = back.readBack(receipt);
      assertEquals("It says there: triggered.", read.words());
      assertEquals(false, read.confirmed());
    }
  }
}
