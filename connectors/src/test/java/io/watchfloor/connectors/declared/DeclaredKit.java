package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.connectors.TestStep;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import io.watchfloor.model.source.WriteBack.ReadBack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every shipped description promises, against a fake that refuses what the real one refuses:
/// a subclass says in [#refusal] what that is, after the published schema. The answers were written
/// by hand after that schema; no tenant was asked.
abstract class DeclaredKit extends HttpSourceKit {
  static final String TOKEN = "canary-5d0c";

  /// What was written, by its path: read back instead of the constructed answer.
  final Map<String, Reply> written = new HashMap<>();

  abstract String kind();

  /// What the real server would say to a request that it does not take; empty for one that it does.
  abstract Optional<Reply> refusal(Request request);

  /// The form's values besides the address.
  abstract Map<String, List<String>> values();

  /// What a changing request does; only requests that are not GET come here, unless [#isRead].
  Reply write(Request request) {
    throw new AssertionError("nothing is written here: " + request);
  }

  boolean isRead(Request request) {
    return request.method().equals("GET");
  }

  /// Signs in as the fake wants it.
  @BeforeEach
  void signIn() {
    secrets.put("kit/token", new Secret(TOKEN));
  }

  @Override
  protected SourceType type() {
    return new DeclaredType(kind());
  }

  @Override
  protected String recording() {
    return "declared/" + kind() + ".txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    var settings = new HashMap<>(values());
    settings.put("url", List.of(url.toString()));
    return settings;
  }

  @Override
  protected Map<String, String> signedIn() {
    return Map.of();
  }

  @Override
  protected Real real() {
    throw new UnsupportedOperationException("there is no server of this kind to record");
  }

  @Override
  protected String key(Request request) {
    return request.method() + " " + request.path();
  }

  @Override
  protected Reply answer(Request request) throws Exception {
    var refusal = refusal(request);
    if (refusal.isPresent()) return refusal.get();
    return isRead(request) ? answered(request) : write(request);
  }

  /// The constructed answer, or what was written.
  final Reply answered(Request request) throws Exception {
    var read = written.get(request.path());
    return read != null ? read : recordedReply(request, recorded(request));
  }

  /// The constructed answer with what depends on the request, such as a header.
  protected Reply recordedReply(Request request, Reply reply) {
    return reply;
  }

  static Optional<Reply> no(int status, String body) {
    return Optional.of(Reply.json(status, body));
  }

  final List<Signal> signals() throws Exception {
    try (var source = open(opening())) {
      return pull(source, Cursor.START).signals();
    }
  }

  final <S extends Signal> S first(Class<S> kind) throws Exception {
    return signals().stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  final Act act(Act.Kind kind, String target, Alert... alerts) {
    return new Act(
        kind,
        List.of(alerts),
        List.of(),
        target,
        "anna",
        "on it \" } ${jndi:x}",
        now(),
        Duration.ofHours(1),
        false);
  }

  /// Preview, send, read back: the preview sends nothing that changes anything.
  final ReadBack done(Act act) throws Exception {
    try (var source = open(opening())) {
      var back = source.writeBacks().getFirst();
      server.forgetRequests();
      var preview = back.preview(act);
      assertFalse(preview.requests().isEmpty());
      assertFalse(preview.requests().toString().contains(TOKEN));
      assertTrue(server.requests().stream().allMatch(this::isRead), "the preview sent something");
      return back.readBack(back.send(act));
    }
  }

  @Test
  void wrongTokenIsRefusedInItsOwnWordsAndAskedOnlyOnce() throws Exception {
    for (var name : wrongSecrets()) {
      secrets.put("kit/" + name, new Secret("wrong-but-secret"));
      server.forgetRequests();
      try (var source = open(opening())) {
        var error =
            org.junit.jupiter.api.Assertions.assertThrows(
                SourceException.class, () -> pull(source, Cursor.START));
        assertFalse(error.retryable());
        assertFalse(error.why().contains("wrong-but-secret"), error.why());
        assertTrue(server.requests().size() <= 1, () -> "asked " + server.requests().size());
      }
      signIn();
    }
  }

  /// The secrets that the fake looks at.
  List<String> wrongSecrets() {
    return List.of("token");
  }

  @Test
  void nothingIsLeftOutOfWellFormedAnswers() throws Exception {
    try (var source = open(opening())) {
      assertEquals(List.of(), pull(source, Cursor.START).notices());
    }
  }

  @Test
  void everyActOfItsCapabilitiesIsOfferedAndTheTestPasses() throws Exception {
    try (var source = open(opening())) {
      var offered = source.writeBacks().stream().flatMap(back -> back.offers().stream()).toList();
      assertEquals(type().capabilities().writes(), offered);
    }
    var steps = new ArrayList<TestStep>();
    type().test(source(server.url(), Map.of()), opening(), steps::add);
    assertTrue(
        steps.stream().noneMatch(step -> step.result() == TestStep.Result.FAILED), steps::toString);
  }

  @Test
  void everythingItSaysItBringsComes() throws Exception {
    var told = signals();
    for (var brings : type().capabilities().reads())
      assertTrue(told.stream().anyMatch(signal -> isOf(brings.name(), signal)), brings::name);
  }

  private static boolean isOf(String brings, Signal signal) {
    return switch (brings) {
      case "METRICS" -> signal instanceof io.watchfloor.model.signal.Samples;
      case "ALERTS" -> signal instanceof Alert;
      case "EVENTS" -> signal instanceof io.watchfloor.model.signal.Event;
      case "CHANGES" -> signal instanceof io.watchfloor.model.signal.Change;
      case "LOGS" -> signal instanceof io.watchfloor.model.signal.LogLine;
      case "TICKETS" -> signal instanceof io.watchfloor.model.signal.Ticket;
      default -> signal instanceof io.watchfloor.model.signal.Dependency;
    };
  }
}
