package io.watchfloor.connectors.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.WriteBack.Act;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Icinga 2 keeps the kit's promises, and what is its own.
final class IcingaKitTest extends HttpSourceKit {
  /// As a real stream told them; the recording can't hold what never ends.
  private static final String EVENTS =
      """
      {"type":"StateChange","host":"catalogue","service":"http","state":2,"state_type":0,"timestamp":%1$d,"check_result":{"output":"HTTP CRITICAL","state":2}}
      {"type":"AcknowledgementSet","host":"catalogue","service":"http","author":"anna","comment":"on it","timestamp":%1$d}
      this line is broken
      """;

  @Override
  protected SourceType type() {
    return new IcingaType();
  }

  @Override
  protected String recording() {
    return "icinga/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of("url", List.of(url.toString()));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(
        URI.create(Lab.value("LAB_ICINGA_URL").replaceAll("/v1$", "")),
        Map.of("events", List.of("false"), "auth", List.of("basic"), "user", List.of("lab")),
        Map.of("password", Lab.value("LAB_ICINGA_PASSWORD")));
  }

  @Override
  protected Reply answer(Request request) throws Exception {
    if (!request.header("accept").equals("application/json"))
      return Reply.json(400, "{\"error\":400,\"status\":\"Accept header is missing\"}");
    if (request.path().equals("/v1/events"))
      return Reply.json(EVENTS.formatted(now().getEpochSecond()));
    return recorded(request);
  }

  @Override
  protected String key(Request request) {
    return request.header("x-http-method-override") + " " + request.path();
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Test
  void problemsChecksAndDependenciesAreTold() throws Exception {
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      var alert =
          signals.stream()
              .filter(Alert.class::isInstance)
              .map(Alert.class::cast)
              .filter(it -> it.fingerprint().equals("catalogue!http"))
              .findFirst()
              .orElseThrow();
      assertEquals("catalogue", alert.entity().name());
      assertEquals("http", alert.name());
      assertTrue(alert.sourceState().startsWith("CRITICAL (hard)"), alert.sourceState());
      assertTrue(
          signals.stream()
              .anyMatch(
                  it ->
                      it instanceof Samples some
                          && some.labels().metric().equals("http_time_seconds")));
      assertTrue(
          signals.stream()
              .anyMatch(
                  it ->
                      it instanceof Dependency edge
                          && edge.entity().name().equals("catalogue")
                          && edge.target().name().equals("cache")));
    }
  }

  @Test
  void eventsComeFromTheStreamAndABrokenOneIsSaid() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      while (first.signals().stream().noneMatch(Event.class::isInstance))
        first = pull(source, first.next());
      assertTrue(
          first.signals().stream()
              .anyMatch(
                  it ->
                      it instanceof Event event
                          && event.kind().equals("acknowledged")
                          && event.text().equals("acknowledged by anna: on it")));
      assertTrue(first.notices().toString().contains("could not be read"));
      assertTrue(
          pull(source, first.next()).notices().toString().contains("event stream had broken off"));
    }
  }

  @Test
  void emptyListIsNotAllWell() throws Exception {
    try (var source = open(opening())) {
      var cursor = pull(source, Cursor.START).next();
      server.fault(
          (server, request, healthy, out) -> {
            var nothing = Reply.json("{\"results\":[]}");
            server.write(out, 200, nothing.headers(), nothing.body().length);
            out.write(nothing.body());
          });
      for (int i = 0; i < 3; i++) {
        var pull = pull(source, cursor);
        cursor = pull.next();
        assertFalse(
            pull.signals().stream()
                .anyMatch(it -> it instanceof Alert a && a.state() == Alert.State.RESOLVED));
        assertTrue(pull.notices().toString().contains("no host at all"));
      }
    }
  }

  @Test
  void previewSendsNothingAndNamesOneObjectOnly() throws Exception {
    try (var source = open(opening())) {
      var alert =
          (Alert)
              pull(source, Cursor.START).signals().stream()
                  .filter(it -> it instanceof Alert a && a.fingerprint().equals("catalogue!http"))
                  .findFirst()
                  .orElseThrow();
      server.forgetRequests();
      var act =
          new Act(
              Act.Kind.ACKNOWLEDGE,
              List.of(alert),
              List.of(),
              "",
              "anna",
              "\" || true",
              now(),
              Duration.ofMinutes(15),
              true);
      var preview = source.writeBacks().getFirst().preview(act);
      assertTrue(server.requests().stream().allMatch(it -> it.path().startsWith("/v1/objects/")));
      var request = preview.requests().getFirst();
      assertTrue(request.contains("\"filter\":\"service.__name==key\""), request);
      assertTrue(request.contains("\"filter_vars\":{\"key\":\"catalogue!http\"}"), request);
      assertTrue(request.contains("\\\" || true"), request);
    }
  }
}
