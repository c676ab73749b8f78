package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// ServiceNow's Table API.
final class ServiceNowKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "servicenow";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("auth", List.of("bearer"));
  }

  private static final String TABLE = "/api/now/table/incident";

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(
          401, "{\"error\":{\"message\":\"User is not authenticated\"},\"status\":\"failure\"}");
    var query = request.parameters().getOrDefault("sysparm_query", "");
    if (request.path().equals(TABLE) && query.contains("sys_updated_on"))
      if (!query.matches(
          ".*sys_updated_on>=\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\^ORDERBYsys_updated_on"))
        return no(400, "{\"error\":{\"message\":\"Invalid query\"},\"status\":\"failure\"}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    var asked = request.parameters();
    if (asked.getOrDefault("sysparm_query", "").startsWith("number=")) return "number";
    var offset = asked.getOrDefault("sysparm_offset", "0");
    return super.key(request) + (offset.equals("0") ? "" : " from " + offset);
  }

  @Override
  protected Reply recordedReply(Request request, Reply reply) {
    if (!key(request).equals("GET " + TABLE)) return reply;
    var headers = new java.util.HashMap<>(reply.headers());
    headers.put(
        "Link",
        "<https://x.service-now.com"
            + TABLE
            + "?"
            + request.query().replace("offset=0", "offset=200")
            + ">;rel=\"next\"");
    return new Reply(reply.status(), headers, reply.body());
  }

  @Override
  protected Reply certified(Request request) throws Exception {
    return answered(request);
  }

  @Override
  Reply write(Request request) {
    if (request.method().equals("POST")) {
      assertTrue(request.body().contains("\"correlation_id\":\"watchfloor-"), request.body());
      return Reply.json(201, "{\"result\":{\"sys_id\":\"a9\",\"number\":\"INC0010007\"}}");
    }
    assertEquals(TABLE + "/a7", request.path());
    if (request.body().contains("work_notes")) {
      var note = io.watchfloor.connectors.http.Json.object(Map.of("value", "on it \" } ${jndi:x}"));
      written.put("/api/now/table/sys_journal_field", Reply.json("{\"result\":[" + note + "]}"));
    } else {
      written.put(TABLE + "/a7", Reply.json("{\"result\":{\"state\":\"6\"}}"));
    }
    return Reply.json("{\"result\":{\"sys_id\":\"a7\"}}");
  }

  /// The rows of a page that we may not see make it short, and it is not the last one for that.
  @Test
  void shortPageIsNotTakenForTheLast() throws Exception {
    var tickets =
        signals().stream().filter(Ticket.class::isInstance).map(Ticket.class::cast).toList();
    assertEquals(List.of("INC0010007", "INC0010009"), tickets.stream().map(Ticket::key).toList());
    assertEquals("catalogue", tickets.getFirst().entity().name());
    assertEquals("In Progress", tickets.getFirst().state());
    assertEquals("2026-11-25T07:50:00Z", tickets.getFirst().at().toString());
  }

  @Test
  void incidentIsRaisedNotedAndResolved() throws Exception {
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", new OtherAlert(now()).alert())).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, "INC0010007")).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, "INC0010007")).confirmed());
  }
}
