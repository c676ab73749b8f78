package io.watchfloor.connectors.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeSecrets;
import io.watchfloor.connectors.FakeServer;
import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.Faults;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.notice.PostType.Shape;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Slack's and Teams' incoming webhooks and our own, against a fake that refuses what those refuse.
final class PostDestinationTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String WAY = "/services/T00/B00/secret-canary";

  private final FakeSecrets secrets = new FakeSecrets();
  private FakeServer server;

  @BeforeEach
  void start() throws Exception {
    server = FakeServer.start(this::answer, () -> NOW);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  static Notice notice(Notice.Kind kind, String title) {
    return new Notice(
        "i1-opened",
        "i1",
        kind,
        title,
        Severity.CRITICAL,
        List.of("catalogue", "cart"),
        NOW.minusSeconds(60),
        NOW,
        "database");
  }

  /// What the real ones refuse, after their published pages.
  private Reply answer(Request request) throws Exception {
    if (!request.path().equals(WAY)) return Reply.text(404, "no_service");
    if (!request.header("content-type").equals("application/json"))
      return Reply.text(400, "invalid_payload");
    var body = node(request.body());
    if (request.query().startsWith("api-version")) {
      if (!request.query().contains("sig=a%2Bb")) return Reply.text(401, "unauthorized");
      var attachment = body.at("attachments").at(0);
      boolean good =
          body.text("type").equals("message")
              && attachment.text("contentType").equals("application/vnd.microsoft.card.adaptive")
              && attachment.at("content").text("type").equals("AdaptiveCard")
              && !attachment.at("content").text("version").isEmpty();
      return good ? new Reply(202, Map.of(), new byte[0]) : Reply.text(400, "bad card");
    }
    if (body.at("blocks").isThere()) {
      for (var block : body.at("blocks").list()) {
        boolean known = List.of("section", "context").contains(block.text("type"));
        if (!known || block.at("text").text("text").length() > 3_000)
          return Reply.text(400, "invalid_blocks");
      }
      return body.text("text").isEmpty() ? Reply.text(400, "no_text") : Reply.text(200, "ok");
    }
    return Reply.text(200, "ok");
  }

  private static Node node(String json) throws Exception {
    try (var parser = Json.parser(json)) {
      parser.nextToken();
      return Node.read(parser);
    }
  }

  private Destination open(Shape shape) throws Exception {
    var query = shape == Shape.TEAMS ? "?api-version=1&sig=a%2Bb" : "";
    secrets.put("notice:ops/address", new Secret(server.url() + WAY + query));
    return new PostType(shape).open(settings(), opening());
  }

  private static SourceSettings settings() {
    return new SourceSettings(
        new SourceId("notice:ops"),
        "slack",
        Duration.ofSeconds(1),
        Map.of("timeout", List.of("2s")));
  }

  private Opening opening() {
    return new Opening(secrets, () -> NOW, EntityRules.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void noticeOfEveryKindIsAccepted(Shape shape) throws Exception {
    try (var to = open(shape)) {
      for (var kind : Notice.Kind.values()) to.send(notice(kind, "Checkout fails"));
      assertEquals(Notice.Kind.values().length, server.requests().size());
      assertTrue(server.requests().getFirst().body().contains("Checkout fails"));
      assertTrue(server.requests().getFirst().body().contains("database"));
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void strangersTitleCallsNobodyAndMakesNoLink(Shape shape) throws Exception {
    try (var to = open(shape)) {
      to.send(
          notice(Notice.Kind.OPENED, "<!channel> [x](http://evil) \"}\n" + "y".repeat(100_000)));
      var body = server.requests().getFirst().body();
      assertTrue(body.length() < 4_000, () -> "long: " + body.length());
      if (shape == Shape.SLACK) assertFalse(body.contains("<!channel>"));
      if (shape == Shape.TEAMS) assertFalse(body.contains("](http"));
    }
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void refusalIsToldWithoutTheSecretAddress(Shape shape) throws Exception {
    try (var to = open(shape)) {
      server.fault(Faults.status(429, Map.of("Retry-After", "7")));
      var later =
          assertThrows(SourceException.class, () -> to.send(notice(Notice.Kind.OPENED, "x")));
      assertTrue(later.retryable());
      assertEquals(Duration.ofSeconds(7), later.retryAfter().orElseThrow());
      server.fault(Faults.status(404, Map.of()));
      var never =
          assertThrows(SourceException.class, () -> to.send(notice(Notice.Kind.OPENED, "x")));
      assertFalse(never.retryable());
      for (var error : List.of(later, never))
        assertFalse(error.toString().contains("canary"), error.why());
    }
  }

  @Test
  void signatureIsOverTimeAndBody() throws Exception {
    secrets.put("notice:ops/key", new Secret("k3y"));
    try (var to = open(Shape.WEBHOOK)) {
      to.send(notice(Notice.Kind.OPENED, "x"));
    }
    var request = server.requests().getFirst();
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("k3y".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var text = request.header("x-watchfloor-timestamp") + "." + request.body();
    assertEquals(
        "sha256=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))),
        request.header("x-watchfloor-signature"));
    assertEquals("i1-opened", request.header("idempotency-key"));
    assertEquals(notice(Notice.Kind.OPENED, "x"), Notice.read(request.body()));
  }

  @Test
  void addressThatIsNoneIsNotRepeated() {
    for (var text : List.of("", "not an address canary", "ftp://x/canary")) {
      secrets.put("notice:ops/address", new Secret(text));
      var error =
          assertThrows(
              SourceException.class, () -> new PostType(Shape.SLACK).open(settings(), opening()));
      assertTrue(error.why().startsWith("address: "), error.why());
      assertFalse(error.why().contains("canary"));
    }
  }
}
