package io.watchfloor.connectors.nagios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack.Act;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nagios keeps the kit's promises, and what is its own: its archive and its command form.
final class NagiosKitTest extends HttpSourceKit {
  private String dateFormat = "yyyy-MM-dd HH:mm:ss";
  private int zoneHours;
  private final Map<String, String> sent = new HashMap<>();

  @Override
  protected SourceType type() {
    return new NagiosType();
  }

  @Override
  protected String recording() {
    return "nagios/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of("url", List.of(url.toString()));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(
        URI.create(Lab.value("LAB_NAGIOS_URL")),
        Map.of("auth", List.of("basic"), "user", List.of("lab")),
        Map.of("password", "lab-secret"));
  }

  @Override
  protected String key(Request request) {
    return request.path() + " " + request.parameters().get("query");
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  protected void record(Source source, Instant at) throws Exception {
    var pull = source.pull(Window.before(at, Duration.ofSeconds(5)), Cursor.START);
    var act =
        new Act(
            Act.Kind.ACKNOWLEDGE,
            List.of(problem(pull)),
            List.of(),
            "",
            "x",
            "x",
            at,
            Duration.ZERO);
    source.writeBacks().getFirst().preview(act);
  }

  /// The command form, as strict as the real one: without its cookie and its field it says no.
  @Override
  protected Reply answer(Request request) throws Exception {
    if (!request.path().equals("/cmd.cgi")) return recorded(request);
    if (request.method().equals("GET")) {
      var local = LocalDateTime.ofInstant(now(), ZoneOffset.ofHours(zoneHours));
      return new Reply(
          200,
          Map.of("Content-Type", "text/html", "Set-Cookie", "NagFormId=abc123; path=/"),
          ("<INPUT TYPE='HIDDEN' NAME='nagFormId' VALUE='abc123'>"
                  + "<INPUT TYPE='TEXT' NAME='start_time' VALUE='"
                  + DateTimeFormatter.ofPattern(dateFormat).format(local)
                  + "'>")
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    var fields = request.parameters();
    if (!request.header("cookie").equals("NagFormId=abc123")
        || !"abc123".equals(fields.get("nagFormId")))
      return Reply.text(
          200, "<DIV CLASS='errorMessage'>Error: Invalid or missing CSRF cookie!</DIV>");
    sent.putAll(fields);
    return Reply.text(200, "Your command request was successfully submitted to Nagios");
  }

  private static Alert problem(Pull pull) {
    return pull.signals().stream()
        .filter(it -> it instanceof Alert alert && alert.fingerprint().equals("catalogue;http"))
        .map(Alert.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private Act act(Act.Kind kind, Alert alert) {
    return new Act(
        kind, List.of(alert), List.of(), "", "anna", "on it", now(), Duration.ofHours(1), true);
  }

  @Test
  void problemIsAboutItsHostWithTheSourcesWords() throws Exception {
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      assertEquals("catalogue", alert.entity().name());
      assertEquals("http", alert.name());
      assertTrue(alert.sourceState().startsWith("CRITICAL (hard)"), alert.sourceState());
    }
  }

  @Test
  void archiveTellsEachLineOnceThoughItIsReadAgain() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      assertTrue(first.signals().stream().anyMatch(Event.class::isInstance));
      var second = pull(source, first.next());
      assertEquals(0, second.signals().stream().filter(Event.class::isInstance).count());
    }
  }

  @Test
  void gapIsReadFromTheArchive() throws Exception {
    try (var source = open(opening())) {
      var cursor = pull(source, Cursor.START).next();
      turn(Duration.ofHours(3));
      server.forgetRequests();
      var before = cursor.upTo().getEpochSecond();
      try {
        pull(source, cursor);
      } finally {
        var asked =
            server.requests().stream()
                .filter(it -> it.path().equals("/archivejson.cgi"))
                .findFirst()
                .orElseThrow()
                .parameters();
        assertTrue(Long.parseLong(asked.get("starttime")) <= before - 60);
        assertTrue(Long.parseLong(asked.get("endtime")) >= now().getEpochSecond() - 1);
      }
    }
  }

  @Test
  void coreThatHasEndedIsNotTakenForThePresent() throws Exception {
    try (var source = open(opening())) {
      var cursor = pull(source, Cursor.START).next();
      server.fault(
          (server, request, healthy, out) -> {
            var text =
                healthy
                    .text()
                    .replaceAll("\"last_data_update\": *\\d+", "\"last_data_update\": 1000");
            server.write(out, 200, healthy.headers(), text.length());
            out.write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
          });
      var error = assertThrows(SourceException.class, () -> pull(source, cursor));
      assertTrue(error.why().contains("Is its core running?"), error.why());
    }
  }

  @Test
  void acknowledgementNamesOneServiceAndCarriesTheFormsSecret() throws Exception {
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      var back = source.writeBacks().getFirst();
      server.forgetRequests();
      back.preview(act(Act.Kind.ACKNOWLEDGE, alert));
      assertTrue(server.requests().stream().allMatch(it -> it.method().equals("GET")));
      back.send(act(Act.Kind.ACKNOWLEDGE, alert));
      assertEquals("34", sent.get("cmd_typ"));
      assertEquals("catalogue", sent.get("host"));
      assertEquals("http", sent.get("service"));
      assertEquals("on it", sent.get("com_data"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd HH:mm:ss,0",
    "MM-dd-yyyy HH:mm:ss,-5",
    "dd-MM-yyyy HH:mm:ss,2",
    "yyyy-MM-dd'T'HH:mm:ss,9"
  })
  void downtimeIsWrittenInTheServersOwnDatesAndZone(String format, int hours) throws Exception {
    dateFormat = format;
    zoneHours = hours;
    try (var source = open(opening())) {
      var alert = problem(pull(source, Cursor.START));
      source.writeBacks().getFirst().send(act(Act.Kind.DOWNTIME, alert));
      var end = LocalDateTime.ofInstant(now().plusSeconds(3600), ZoneOffset.ofHours(hours));
      assertEquals(DateTimeFormatter.ofPattern(format).format(end), sent.get("end_time"));
    }
  }
}
