package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// GitLab's REST API.
final class GitLabKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "gitlab";
  }

  @Override
  protected String name() {
    return "anna";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "projects", List.of("shop/catalogue"), "ticketProject", List.of("shop/catalogue"));
  }

  private static final String PROJECT = "/api/v4/projects/shop%2Fcatalogue";

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("private-token").equals(TOKEN))
      return no(401, "{\"message\":\"401 Unauthorized\"}");
    if (request.path().equals("/api/v4/projects/shop/catalogue/issues"))
      return no(404, "{\"error\":\"404 Not Found\"}");
    var asked = request.parameters();
    if (request.path().endsWith("/deployments")
        && asked.containsKey("updated_after")
        && !"updated_at".equals(asked.get("order_by")))
      return no(
          400,
          "{\"message\":\"400 Bad request - `updated_at` filter requires `updated_at` sort\"}");
    if (Integer.parseInt(asked.getOrDefault("per_page", "20")) > 100)
      return no(400, "{\"error\":\"per_page does not have a valid value\"}");
    return Optional.empty();
  }

  @Override
  Reply write(Request request) {
    var issues = PROJECT + "/issues";
    if (request.method().equals("PUT")) {
      written.put(request.path(), Reply.json("{\"iid\":12,\"state\":\"closed\"}"));
      return Reply.json("{\"iid\":12,\"state\":\"closed\"}");
    }
    if (request.path().equals(issues + "/12/notes")) {
      written.put(issues + "/12/notes/77", Reply.json("{\"id\":77}"));
      return Reply.json(201, "{\"id\":77}");
    }
    assertEquals(issues, request.path());
    written.put(issues + "/13", Reply.json("{\"iid\":13,\"state\":\"opened\"}"));
    return Reply.json(201, "{\"iid\":13,\"state\":\"opened\"}");
  }

  @Test
  void deploymentsReleasesAndIssuesAreTold() throws Exception {
    var changes =
        signals().stream().filter(Change.class::isInstance).map(Change.class::cast).toList();
    assertEquals(List.of("deployment", "release"), changes.stream().map(Change::kind).toList());
    assertEquals("catalogue", changes.getFirst().entity().name());
    assertEquals("shop/catalogue#12", first(Ticket.class).key());
  }

  @Test
  void issueIsRaisedCommentedAndClosed() throws Exception {
    var ticket = first(Ticket.class).key();
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", new OtherAlert(now()).alert())).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, ticket)).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, ticket)).confirmed());
  }
}
