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

/// Jira's REST APIs: Cloud, and beside it Data Center.
final class JiraKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "jira";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "auth", List.of("bearer"),
        "filter", List.of("project = OPS"),
        "project", List.of("OPS"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    var asked = request.parameters();
    if (request.path().equals("/rest/api/3/search"))
      return no(
          410,
          "{\"errorMessages\":[\"The requested API has been removed. Please migrate to"
              + " /rest/api/3/search/jql\"]}");
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"errorMessages\":[\"You are not authenticated.\"]}");
    if (request.path().equals("/rest/api/3/search/jql")) {
      if (!asked.get("jql").contains("project = OPS"))
        return no(400, "{\"errorMessages\":[\"Unbounded JQL queries are not allowed here.\"]}");
      if (!asked.containsKey("fields") || asked.containsKey("startAt"))
        return no(400, "{\"errorMessages\":[\"Invalid request payload\"]}");
      if (asked.containsKey("nextPageToken") && !asked.get("nextPageToken").equals("p2"))
        return no(400, "{\"errorMessages\":[\"The page token is invalid\"]}");
    }
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    var page = request.parameters().getOrDefault("nextPageToken", "");
    return super.key(request) + (page.isEmpty() ? "" : " page " + page);
  }

  @Override
  protected Reply certified(Request request) throws Exception {
    return recorded(request);
  }

  @Override
  Reply write(Request request) {
    var issue = "/rest/api/2/issue/OPS-7";
    if (request.path().equals("/rest/api/2/issue")) {
      assertTrue(request.body().contains("\"project\":{\"key\":\"OPS\"}"), request.body());
      written.put("/rest/api/2/issue/OPS-9", Reply.json("{\"key\":\"OPS-9\"}"));
      return Reply.json(201, "{\"id\":\"10009\",\"key\":\"OPS-9\"}");
    }
    if (request.path().equals(issue + "/comment")) {
      written.put(issue + "/comment/31", Reply.json("{\"id\":\"31\"}"));
      return Reply.json(201, "{\"id\":\"31\"}");
    }
    assertEquals(issue + "/transitions", request.path());
    assertEquals("{\"transition\":{\"id\":\"51\"}}", request.body());
    written.put(
        issue, Reply.json("{\"fields\":{\"status\":{\"statusCategory\":{\"key\":\"done\"}}}}"));
    return new Reply(204, Map.of(), new byte[0]);
  }

  @Test
  void issuesOfEveryPageAreTickets() throws Exception {
    var tickets =
        signals().stream().filter(Ticket.class::isInstance).map(Ticket.class::cast).toList();
    assertEquals(List.of("OPS-7", "OPS-8"), tickets.stream().map(Ticket::key).toList());
    assertEquals("catalogue", tickets.getFirst().entity().name());
    assertEquals("In Progress", tickets.getFirst().state());
    assertEquals("2026-11-25T07:50:00.123Z", tickets.getFirst().at().toString());
  }

  @Test
  void dataCenterIsAskedItsOwnWay() throws Exception {
    try (var source = open(server.url(), Map.of("cloud", "false"))) {
      var ticket =
          (Ticket) pull(source, io.watchfloor.model.source.Cursor.START).signals().getFirst();
      assertEquals("OPS-1", ticket.key());
    }
  }

  @Test
  void issueIsRaisedCommentedAndResolvedByWhateverTransitionEndsIt() throws Exception {
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", new OtherAlert(now()).alert())).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, "OPS-7")).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, "OPS-7")).confirmed());
  }
}
