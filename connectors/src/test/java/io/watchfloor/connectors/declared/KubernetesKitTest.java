package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The API of Kubernetes, read only.
final class KubernetesKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "kubernetes";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("auth", List.of("bearer"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(401, "{\"kind\":\"Status\",\"message\":\"Unauthorized\",\"code\":401}");
    var mark = request.parameters().getOrDefault("continue", "");
    if (mark.equals("old"))
      return no(410, "{\"kind\":\"Status\",\"reason\":\"Expired\",\"code\":410}");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    var mark = request.parameters().getOrDefault("continue", "");
    return super.key(request) + (mark.isEmpty() ? "" : " from " + mark);
  }

  @Override
  protected Reply certified(Request request) throws Exception {
    return recorded(request);
  }

  @Test
  void whatDoesNotRunIsAnAlertAndARolloutAChange() throws Exception {
    var names =
        signals().stream()
            .filter(Alert.class::isInstance)
            .map(it -> ((Alert) it).name() + " " + it.entity())
            .toList();
    assertEquals(List.of("CrashLoopBackOff catalogue", "NodeNotReady node-2"), names);
    var rollout = first(Change.class);
    assertEquals("1.41.0", rollout.version());
    assertEquals("catalogue", rollout.entity().name());
    var runs = first(Dependency.class);
    assertEquals("node-1", runs.target().name());
    assertEquals("BackOff", first(Event.class).kind());
  }

  @Test
  void listOfSeveralPagesIsBegunAnewWhenItsMarkIsTooOld() throws Exception {
    var asked = new java.util.concurrent.atomic.AtomicInteger();
    server.fault(
        (server, request, healthy, out) -> {
          var reply = healthy;
          if (request.path().endsWith("/events") && asked.getAndIncrement() == 0)
            reply =
                healthy.with(healthy.text().replace("\"continue\":\"p2\"", "\"continue\":\"old\""));
          server.write(out, reply.status(), reply.headers(), reply.body().length);
          out.write(reply.body());
        });
    var events = signals().stream().filter(Event.class::isInstance).count();
    assertEquals(2, events);
  }

  @Test
  void missingRightIsANoticeAndTheRestIsRead() throws Exception {
    server.fault(
        (server, request, healthy, out) -> {
          var no = "{\"message\":\"nodes is forbidden: User system:serviceaccount:noc\"}";
          var reply = request.path().equals("/api/v1/nodes") ? Reply.json(403, no) : healthy;
          server.write(out, reply.status(), reply.headers(), reply.body().length);
          out.write(reply.body());
        });
    try (var source = open(opening())) {
      var pull = pull(source, io.watchfloor.model.source.Cursor.START);
      assertTrue(
          pull.notices().toString().contains("nodes is forbidden"), pull.notices().toString());
      assertTrue(pull.signals().stream().anyMatch(Alert.class::isInstance));
    }
  }
}
