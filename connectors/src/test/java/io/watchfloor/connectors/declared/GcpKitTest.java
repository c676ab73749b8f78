package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Secrets.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Cloud Monitoring, signed in with a service account's key.
final class GcpKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "gcp";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "project", List.of("shop"),
        "metrics", List.of("metric.type=\"compute.googleapis.com/instance/cpu/utilization\""));
  }

  private static final KeyPair KEY = key();

  private static KeyPair key() {
    try {
      var generator = java.security.KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @BeforeEach
  void signIn() {
    var pem = Base64.getMimeEncoder().encodeToString(KEY.getPrivate().getEncoded());
    secrets.put(
        "kit/serviceAccount",
        new Secret(
            Json.object(
                Map.of(
                    "type", "service_account",
                    "client_email", "noc@shop.iam.gserviceaccount.com",
                    "token_uri", "https://oauth2.googleapis.com/token",
                    "private_key",
                        "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n"))));
  }

  @Override
  List<String> wrongSecrets() {
    return List.of();
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    var settings = new HashMap<>(super.settings(url));
    settings.put("tokenUrl", List.of(url + "/token"));
    return settings;
  }

  @Override
  boolean isRead(Request request) {
    return true;
  }

  @Override
  Optional<Reply> refusal(Request request) {
    var asked = request.parameters();
    if (request.path().equals("/token"))
      return isSigned(asked.get("assertion"))
          ? no(
              200,
              "{\"access_token\":\"" + TOKEN + "\",\"expires_in\":3599,\"token_type\":\"Bearer\"}")
          : no(
              400,
              "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"error\":{\"code\":401,\"status\":\"UNAUTHENTICATED\"}}");
    if (request.path().endsWith("/timeSeries") && !asked.containsKey("interval.endTime"))
      return no(400, "{\"error\":{\"code\":400,\"status\":\"INVALID_ARGUMENT\"}}");
    return Optional.empty();
  }

  private static boolean isSigned(String assertion) {
    try {
      var parts = assertion.split("\\.");
      var signature = java.security.Signature.getInstance("SHA256withRSA");
      signature.initVerify(KEY.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      var claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && claims.contains("\"iss\":\"noc@shop.iam.gserviceaccount.com\"")
          && claims.contains("/token\"");
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void openAlertsAndSeriesAreTold() throws Exception {
    var alert = first(Alert.class);
    assertEquals("High CPU", alert.name());
    assertEquals("catalogue", alert.entity().name());
    var samples = first(Samples.class);
    assertEquals("utilization", samples.labels().metric());
    assertEquals(List.of(0.5, 0.75), List.of(samples.values()[0], samples.values()[1]));
  }

  @Test
  void keyThatIsNoneIsRefusedWithoutShowingIt() {
    secrets.put("kit/serviceAccount", new Secret("{\"private_key\": broken-canary"));
    var error =
        org.junit.jupiter.api.Assertions.assertThrows(
            io.watchfloor.model.source.SourceException.class, () -> open(opening()));
    assertTrue(error.why().startsWith("serviceAccount: "), error.why());
    assertTrue(!error.why().contains("broken-canary"), error.why());
  }
}
