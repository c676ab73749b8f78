package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.topology.EntityRules;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Request Tracker's REST 2.0: recorded answers of a real one, and the lab's own where it is up.
final class RequestTrackerKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "rt";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("queue", List.of("Incidents"));
  }

  @Override
  protected Real real() {
    try {
      return new Real(
          URI.create(Lab.value("LAB_RT_URL").replace("/REST/2.0", "")),
          Map.of(),
          Map.of("token", Lab.value("LAB_RT_TOKEN")));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  protected String key(Request request) {
    var query = request.parameters().getOrDefault("query", "");
    return super.key(request) + (query.contains("Subject LIKE") ? " by subject" : "");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    return request.header("authorization").equals("token " + TOKEN)
        ? Optional.empty()
        : no(401, "{\"message\":\"Unauthorized\"}");
  }

  @Override
  protected Reply answer(Request request) throws Exception {
    if (key(request).endsWith(" by subject") && refusal(request).isEmpty())
      return written.getOrDefault("found", Reply.json("{\"items\":[],\"total\":0}"));
    return super.answer(request);
  }

  /// Says what the real one says.
  @Override
  Reply write(Request request) {
    if (request.method().equals("PUT")) {
      written.put(request.path(), Reply.json("{\"Status\":\"resolved\"}"));
      return Reply.json("[\"Ticket 1: Status changed from 'new' to 'resolved'\"]");
    }
    if (request.path().endsWith("/comment")) {
      var subject = request.body().replaceAll("(?s).*\"Subject\":\"([^\"]*)\".*", "$1");
      written.put(
          request.path().replace("/comment", "/history"),
          Reply.json("{\"items\":[{\"Type\":\"Comment\",\"Data\":\"" + subject + "\\n\"}]}"));
      return Reply.json("[\"Comments added\"]");
    }
    assertEquals("/REST/2.0/ticket", request.path());
    written.put("found", Reply.json("{\"items\":[{\"id\":\"7\"}],\"total\":1}"));
    written.put("/REST/2.0/ticket/7", Reply.json("{\"Status\":\"new\"}"));
    return Reply.json(201, "{\"id\":\"7\",\"type\":\"ticket\"}");
  }

  private Alert alert(String id) {
    return new Alert(
        new SourceId("kit"),
        id,
        new EntityId("catalogue"),
        Labels.of("alertname", "ServiceDown"),
        Labels.EMPTY,
        Severity.CRITICAL,
        Alert.State.FIRING,
        "",
        now(),
        Optional.empty(),
        now(),
        now());
  }

  @Test
  void ticketIsReadWithWhoItIsAbout() throws Exception {
    var ticket =
        signals().stream()
            .map(Ticket.class::cast)
            .filter(it -> it.subject().equals("catalogue is down"))
            .findFirst()
            .orElseThrow();
    assertEquals("catalogue", ticket.entity().name());
    assertEquals("new", ticket.state());
  }

  @Test
  void ticketIsRaisedOnceForTheSameAlertsThenCommentedAndResolved() throws Exception {
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", alert("a"), alert("b"))).confirmed());
    assertEquals(1, created());
    assertTrue(done(act(Act.Kind.TICKET_CREATE, "", alert("b"), alert("a"))).confirmed());
    assertEquals(0, created(), "it is commented instead");
    assertTrue(done(act(Act.Kind.TICKET_COMMENT, "7")).confirmed());
    assertTrue(done(act(Act.Kind.TICKET_RESOLVE, "7")).confirmed());
  }

  private long created() {
    return server.requests().stream()
        .filter(it -> it.method().equals("POST") && it.path().equals("/REST/2.0/ticket"))
        .count();
  }

  @Test
  void commentThatIsNotThereIsSeen() throws Exception {
    try (var source = open(opening())) {
      var back = source.writeBacks().getFirst();
      var receipt = back.send(act(Act.Kind.TICKET_COMMENT, "7"));
      written.put("/REST/2.0/ticket/7/history", Reply.json("{\"items\":[]}"));
      assertEquals(false, back.readBack(receipt).confirmed());
    }
  }

  @Test
  void realOneTakesATicketBothWaysAndOnlyOnce() throws Exception {
    assumeTrue(Lab.isUp() && !Boolean.getBoolean("record"), "no lab");
    var real = real();
    real.secrets().forEach((field, secret) -> secrets.put("live/" + field, new Secret(secret)));
    var settings =
        new SourceSettings(
            new SourceId("live"),
            "rt",
            Duration.ofSeconds(5),
            Map.of("url", List.of(real.url().toString()), "queue", List.of("Incidents")));
    var opening =
        new io.watchfloor.connectors.Opening(secrets, InstantSource.system(), EntityRules.DEFAULT);
    try (var source = type().open(settings, opening)) {
      var alert = alert(UUID.randomUUID().toString());
      var back = source.writeBacks().getFirst();
      var id = "";
      for (int i = 0; i < 2; i++) {
        var receipt = back.send(live(Act.Kind.TICKET_CREATE, "", alert));
        assertTrue(back.readBack(receipt).confirmed(), receipt::answer);
        if (i == 0) id = receipt.ids().getFirst();
        else assertEquals(List.of(), receipt.ids(), "no second ticket");
      }
      var comment = back.send(live(Act.Kind.TICKET_COMMENT, id));
      assertTrue(back.readBack(comment).confirmed(), comment::answer);
      assertEquals("new", read(source, id).state());
      var resolve = back.send(live(Act.Kind.TICKET_RESOLVE, id));
      assertTrue(back.readBack(resolve).confirmed(), resolve::answer);
      assertEquals("resolved", read(source, id).state());
    }
  }

  private static Ticket read(Source source, String id) throws Exception {
    var now = Instant.now();
    return source.pull(Window.before(now, Duration.ofSeconds(5)), Cursor.START).signals().stream()
        .map(Ticket.class::cast)
        .filter(it -> it.key().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Act live(Act.Kind kind, String target, Alert... alerts) {
    return new Act(
        kind,
        List.of(alerts),
        List.of(),
        target,
        "anna",
        "seen at the desk \" } <b>",
        Instant.now(),
        Duration.ofHours(1),
        false);
  }
}
