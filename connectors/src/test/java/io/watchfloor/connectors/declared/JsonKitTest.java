package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A system of one's own, described by one's own file, keeps the kit's promises, too.
final class JsonKitTest extends HttpSourceKit {
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final String DESCRIPTION =
      """
      title: Plant control
      settings:
        area: {label: Area, required: true}
      reads:
        alarms:
          tells: alerts
          path: /alarms
          parameters: {area: "${area}"}
          items: $.alarms[?(@.on=='true')]
          missing: over
          map:
            id: $.no
            name: $.what
            severity: {from: $.level, words: {'3': critical, '2': major}, otherwise: warning}
            start: {from: $.since, format: seconds}
            labels: {host: $.where, area: "${area}"}
        values:
          tells: metrics
          path: /values
          items: $.series[*]
          points: $.points[*]
          map:
            name: $.name
            value: "@[1]"
            at: {from: "@[0]", format: millis}
            labels: {host: $.host, "*": $.tags}
        messages:
          tells: logs
          path: /messages
          parameters: {from: "${since:seconds}"}
          pages: {by: time, size: 2}
          items: $.rows[*]
          map: {text: $.text, at: $.at, labels: {host: $.host}}
      """;

  @TempDir Path folder;
  private String description = DESCRIPTION;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("plant.yaml"), description);
  }

  @Override
  protected SourceType type() {
    return new JsonType();
  }

  @Override
  protected String recording() {
    return "declared/json.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of(
        "url", List.of(url.toString()),
        "description", List.of(folder.resolve("plant.yaml").toString()),
        "values", List.of("area=north"));
  }

  @Override
  protected Real real() {
    throw new UnsupportedOperationException("there is no such server");
  }

  @Override
  protected Reply answer(Request request) throws Exception {
    if (!request.path().equals("/messages")) return recorded(request);
    long from = Long.parseLong(request.parameters().get("from"));
    var rows = new StringBuilder();
    int n = 0;
    for (int i = 0; i < 5; i++) {
      var at = AT.minusSeconds(50 - i);
      if (at.getEpochSecond() < from || n++ == 2) continue;
      rows.append(rows.isEmpty() ? "" : ",")
          .append("{\"text\":\"line " + i + "\",\"host\":\"mixer\",\"at\":\"" + at + "\"}");
      if (n == 2) break;
    }
    return Reply.json("{\"rows\":[" + rows + "]}");
  }

  @Override
  protected String key(Request request) {
    return request.method() + " " + request.path() + " " + request.parameters().get("area");
  }

  @Override
  protected String name() {
    return "mixer";
  }

  @Test
  void alarmsSeriesAndMessagesComeAsDescribed() throws Exception {
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      var alert =
          (Alert) signals.stream().filter(Alert.class::isInstance).findFirst().orElseThrow();
      assertEquals("mixer", alert.entity().name());
      assertEquals(Severity.CRITICAL, alert.severity());
      assertEquals("north", alert.labels().value("area"));
      var samples =
          (Samples) signals.stream().filter(Samples.class::isInstance).findFirst().orElseThrow();
      assertEquals("hall 2", samples.labels().value("place"));
      assertEquals(2, samples.size());
      assertEquals(71.5, samples.values()[1]);
      assertEquals(5, signals.stream().filter(LogLine.class::isInstance).count());
    }
  }

  @Test
  void logLineThatIsAskedForAgainIsToldOnce() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      var second = pull(source, first.next());
      assertEquals(0, second.signals().stream().filter(LogLine.class::isInstance).count());
    }
  }

  @Test
  void alarmThatIsNotListedAnyMoreIsOverAndNotBefore() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      server.fault(
          (server, request, healthy, out) -> {
            var reply = healthy.with(healthy.text().replace("\"on\":true", "\"on\":false"));
            server.write(out, 200, reply.headers(), reply.body().length);
            out.write(reply.body());
          });
      var over = (Alert) pull(source, first.next()).signals().getFirst();
      assertEquals(Alert.State.RESOLVED, over.state());
      assertEquals("mixer", over.entity().name());
    }
  }

  @Test
  void pathThatFindsNothingIsSaidWithWhatIsThere() throws Exception {
    description = DESCRIPTION.replace("$.series[*]", "$.data.series[*]");
    write();
    try (var source = open(opening())) {
      var notices = pull(source, Cursor.START).notices().toString();
      assertTrue(
          notices.contains("`$.data.series[*]` finds nothing; the answer has: series"), notices);
    }
  }

  @Test
  void valueThatIsMissingOrUnknownIsNamed() {
    for (var values : List.of(List.of("aera=north"), List.<String>of(), List.of("north"))) {
      var settings = new java.util.HashMap<>(settings(server.url()));
      settings.put("values", values);
      var source =
          new io.watchfloor.connectors.SourceSettings(
              new io.watchfloor.model.signal.SourceId("kit"),
              "json",
              java.time.Duration.ofSeconds(5),
              settings);
      var error = assertThrows(SourceException.class, () -> type().open(source, opening()));
      assertTrue(error.why().startsWith("values: "), error.why());
    }
  }
}
