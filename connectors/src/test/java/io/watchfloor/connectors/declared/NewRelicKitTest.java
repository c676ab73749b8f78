package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.WriteBack.Act;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// New Relic's NerdGraph.
final class NewRelicKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "newrelic";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "account", List.of("7"),
        "queries",
            List.of("SELECT average(duration) AS value FROM Transaction FACET appName TIMESERIES"));
  }

  @Override
  boolean isRead(Request request) {
    return !request.body().contains("mutation");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("api-key").equals(TOKEN))
      return no(401, "{\"errors\":[{\"message\":\"Invalid API key\"}]}");
    if (request.body().contains("aiIssues")
        && !request.header("nerd-graph-unsafe-experimental-opt-in").equals("AiIssues"))
      return no(200, "{\"errors\":[{\"message\":\"experimental feature: opt in\"}]}");
    if (!request.body().contains("\"account\":7"))
      return no(200, "{\"errors\":[{\"message\":\"Argument id has invalid value\"}]}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    if (request.body().contains("nrql")) return "nrql";
    if (request.body().contains("\"ids\"")) return acknowledged ? "acknowledged" : "open";
    return request.body().contains("\"cursor\":\"p2\"") ? "issues from p2" : "issues";
  }

  private boolean acknowledged;
  private String error = "null";

  @Override
  Reply write(Request request) {
    assertTrue(request.body().contains("\"issue\":\"I-1\""), request.body());
    acknowledged = true;
    var name = request.body().contains("Resolve") ? "aiIssuesResolveIssue" : "aiIssuesAckIssue";
    return Reply.json(
        "{\"data\":{\"" + name + "\":{\"error\":" + error + ",\"result\":{\"issueId\":\"I-1\"}}}}");
  }

  @Test
  void issuesOfEveryPageAreAlerts() throws Exception {
    var alerts = signals().stream().filter(Alert.class::isInstance).map(Alert.class::cast).toList();
    assertEquals(
        List.of("I-1 FIRING", "I-2 SUPPRESSED"),
        alerts.stream().map(it -> it.fingerprint() + " " + it.state()).toList());
    assertEquals("catalogue", alerts.getFirst().entity().name());
    assertEquals(12.5, first(Samples.class).values()[0]);
  }

  @Test
  void successThatHoldsAnErrorIsNoSuccess() throws Exception {
    var alert = first(Alert.class);
    assertTrue(done(act(Act.Kind.ACKNOWLEDGE, "", alert)).confirmed());
    assertTrue(done(act(Act.Kind.CLOSE, "", alert)).confirmed());
    error = "\"issue is closed\"";
    var refused =
        org.junit.jupiter.api.Assertions.assertThrows(
            io.watchfloor.model.source.SourceException.class,
            () -> done(act(Act.Kind.ACKNOWLEDGE, "", alert)));
    assertEquals("New Relic says: issue is closed", refused.why());
  }
}
