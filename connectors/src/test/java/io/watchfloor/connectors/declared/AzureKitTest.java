package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.WriteBack.Act;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Azure's AlertsManagement, signed in with OAuth 2.
final class AzureKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "azure";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("clientId", List.of("app-1"), "subscription", List.of("sub-1"));
  }

  private static final String ALERTS =
      "/subscriptions/sub-1/providers/Microsoft.AlertsManagement/alerts";

  @Override
  @BeforeEach
  void signIn() {
    secrets.put("kit/clientSecret", new Secret("shh-" + TOKEN));
  }

  @Override
  List<String> wrongSecrets() {
    return List.of("clientSecret");
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    var settings = new HashMap<>(super.settings(url));
    settings.put("tokenUrl", List.of(url + "/token"));
    return settings;
  }

  @Override
  boolean isRead(Request request) {
    return super.isRead(request) || request.path().equals("/token");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    var asked = request.parameters();
    if (request.path().equals("/token")) {
      boolean right =
          "client_credentials".equals(asked.get("grant_type"))
              && "app-1".equals(asked.get("client_id"))
              && ("shh-" + TOKEN).equals(asked.get("client_secret"))
              && "https://management.azure.com/.default".equals(asked.get("scope"));
      return right
          ? no(
              200,
              "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"" + TOKEN + "\"}")
          : no(
              401,
              "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client"
                  + " secret provided.\"}");
    }
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\"}}");
    if (!"2019-03-01".equals(asked.get("api-version")))
      return no(400, "{\"error\":{\"code\":\"MissingApiVersionParameter\"}}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    return super.key(request) + (request.parameters().containsKey("pageToken") ? " page 2" : "");
  }

  @Override
  Reply write(Request request) {
    var state = request.parameters().get("newState");
    assertTrue(request.body().contains("\"comments\":"), request.body());
    var now = Reply.json("{\"properties\":{\"essentials\":{\"alertState\":\"" + state + "\"}}}");
    written.put(request.path().replace("/changestate", ""), now);
    return now;
  }

  @Test
  void whatFiresAndWhatPeopleMadeOfItAreTwoThings() throws Exception {
    var alerts = signals().stream().map(Alert.class::cast).toList();
    assertEquals(
        List.of("cpu Fired, New FIRING", "disk Fired, Acknowledged SUPPRESSED"),
        alerts.stream().map(it -> it.name() + " " + it.sourceState() + " " + it.state()).toList());
    assertEquals("catalogue", alerts.getFirst().entity().name());
    assertEquals("guid-1", alerts.getFirst().fingerprint());
  }

  @Test
  void alertIsAcknowledgedAndClosed() throws Exception {
    var alert = first(Alert.class);
    assertTrue(done(act(Act.Kind.ACKNOWLEDGE, "", alert)).confirmed());
    assertTrue(written.containsKey(ALERTS + "/guid-1"));
    assertTrue(done(act(Act.Kind.CLOSE, "", alert)).confirmed());
  }

  @Test
  void tokenIsFetchedAgainOnlyBeforeItExpires() throws Exception {
    try (var source = open(opening())) {
      var cursor = pull(source, io.watchfloor.model.source.Cursor.START).next();
      for (int i = 0; i < 3; i++) cursor = pull(source, cursor).next();
      assertEquals(1, tokens());
      turn(Duration.ofMinutes(59));
      pull(source, cursor);
      assertEquals(2, tokens());
    }
  }

  private long tokens() {
    return server.requests().stream().filter(it -> it.path().equals("/token")).count();
  }
}
