package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Redmine's REST API.
final class RedmineKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "redmine";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("project", List.of("shop"), "closedStatus", List.of("5"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("x-redmine-api-key").equals(TOKEN)) return Optional.of(empty(401));
    var asked = request.parameters();
    if (request.path().equals("/issues.json") && isRead(request)) {
      boolean operator = asked.get("updated_on").startsWith(">=2026-");
      if (!operator || !asked.get("status_id").equals("*")) return no(422, "{\"errors\":[]}");
      if (Integer.parseInt(asked.get("limit")) > 100) return no(422, "{\"errors\":[\"limit\"]}");
    }
    return Optional.empty();
  }

  private static Reply empty(int status) {
    return new Reply(status, Map.of(), new byte[0]);
  }

  @Override
  protected String key(Request request) {
    var offset = request.parameters().getOrDefault("offset", "0");
    return super.key(request) + (offset.equals("0") ? "" : " from " + offset);
  }

  @Override
  Reply write(Request request) {
    if (request.method().equals("POST")) {
      assertTrue(request.body().contains("\"project_id\":\"shop\""), request.body());
      written.put("/issues/14.json", Reply.json("{\"issue\":{\"id\":14}}"));
      return Reply.json(201, "{\"issue\":{\"id\":14,\"subject\":\"x\"}}");
    }
    assertEquals("/issues/12.json", request.path());
    var note = Json.object(Map.of("notes", "on it \" } ${jndi:x}"));
    var status = request.body().contains("\"status_id\":5") ? 5 : 2;
    written.put(
        request.path(),
        Reply.json(
            "{\"issue\":{\"id\":12,\"status\":{\"id\":"
                + status
                + "},\"journals\":["
                + note
                + "]}}"));
    return empty(204);
  }

  @Test
  void issuesOfEveryPageAreTickets() throws Exception {
    var tickets = signals().stream().map(Ticket.class::cast).toList();
    assertEquals(List.of("12", "13"), tickets.stream().map(Ticket::key).toList());
    assertEquals("In Progress", tickets.getFirst().state());
  }

  @Test
  void issueIsRaisedCommentedAndClosed() throws Exception {
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", new OtherAlert(now()).alert())).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, "12")).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, "12")).confirmed());
  }
}
