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

/// GitHub's REST and GraphQL APIs.
final class GitHubKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "github";
  }

  @Override
  protected String name() {
    return "anna";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "repositories", List.of("shop/catalogue"),
        "ticketRepository", List.of("shop/catalogue"));
  }

  @Override
  boolean isRead(Request request) {
    return super.isRead(request) || request.path().equals("/graphql");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"message\":\"Bad credentials\",\"status\":\"401\"}");
    if (request.header("user-agent").isEmpty())
      return no(403, "{\"message\":\"Request forbidden by administrative rules.\"}");
    if (!request.header("x-github-api-version").equals("2022-11-28"))
      return no(400, "{\"message\":\"Invalid api version\"}");
    if (Integer.parseInt(request.parameters().getOrDefault("per_page", "30")) > 100)
      return no(422, "{\"message\":\"Validation Failed\"}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    var page = request.parameters().getOrDefault("page", "");
    return super.key(request) + (page.isEmpty() ? "" : " page " + page);
  }

  @Override
  protected Reply recordedReply(Request request, Reply reply) {
    if (!key(request).equals("GET /repos/shop/catalogue/issues")) return reply;
    var headers = new java.util.HashMap<>(reply.headers());
    headers.put(
        "Link",
        "<https://elsewhere.example/repos/shop/catalogue/issues?page=2&per_page=100>;"
            + " rel=\"next\"");
    return new Reply(reply.status(), headers, reply.body());
  }

  @Override
  Reply write(Request request) {
    var issues = "/repos/shop/catalogue/issues";
    if (request.method().equals("PATCH")) {
      written.put(request.path(), Reply.json("{\"number\":12,\"state\":\"closed\"}"));
      return Reply.json("{\"number\":12,\"state\":\"closed\"}");
    }
    if (request.path().equals(issues + "/12/comments")) {
      written.put(issues + "/comments/77", Reply.json("{\"id\":77}"));
      return Reply.json(201, "{\"id\":77}");
    }
    assertEquals(issues, request.path());
    assertTrue(request.body().startsWith("{\"title\":"), request.body());
    written.put(issues + "/13", Reply.json("{\"number\":13,\"state\":\"open\"}"));
    return Reply.json(201, "{\"number\":13,\"state\":\"open\"}");
  }

  @Test
  void deploymentsReleasesAndIssuesOfEveryPageAreTold() throws Exception {
    var changes =
        signals().stream().filter(Change.class::isInstance).map(Change.class::cast).toList();
    assertEquals(List.of("deployment", "release"), changes.stream().map(Change::kind).toList());
    assertEquals("2026-11-25T07:40:00Z", changes.getFirst().at().toString());
    var tickets =
        signals().stream().filter(Ticket.class::isInstance).map(it -> ((Ticket) it).key()).toList();
    assertEquals(List.of("shop/catalogue/12", "shop/catalogue/14"), tickets);
  }

  @Test
  void issueIsRaisedCommentedAndClosed() throws Exception {
    var ticket = first(Ticket.class).key();
    var alert = new OtherAlert(now()).alert();
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", alert)).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, ticket)).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, ticket)).confirmed());
  }
}
