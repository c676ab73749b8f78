package io.watchfloor.connectors.influx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Secrets.Secret;
import io.watchfloor.model.source.SourceException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// InfluxDB keeps the kit's promises, and what is its own.
final class InfluxKitTest extends HttpSourceKit {
  @Override
  protected SourceType type() {
    return new InfluxType();
  }

  @Override
  protected String recording() {
    return "influx/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of("url", List.of(url.toString()), "database", List.of("lab"));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(
        URI.create(Lab.value("LAB_INFLUXDB_URL")),
        Map.of("auth", List.of("basic"), "user", List.of("lab")),
        Map.of("password", Lab.value("LAB_INFLUXDB_PASSWORD")));
  }

  @Override
  protected String key(Request request) {
    return request.body().contains("SHOW") ? "fields" : "values";
  }

  @Override
  protected String name() {
    return "payment";
  }

  @Test
  void numericFieldsBecomeMetricsWithTheirTags() throws Exception {
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      var errors = of(signals, "requests_errors");
      assertEquals("cart", errors.entity().name());
      assertEquals("web1", errors.labels().value("host"));
      assertEquals(10_000, errors.epochMillis()[1] - errors.epochMillis()[0]);
      assertEquals("cart", of(signals, "queue").entity().name());
      assertTrue(signals.stream().noneMatch(it -> it.labels().toString().contains("note")));
    }
  }

  private static Samples of(List<io.watchfloor.model.signal.Signal> signals, String metric) {
    return signals.stream()
        .map(Samples.class::cast)
        .filter(it -> it.labels().metric().equals(metric))
        .filter(it -> it.labels().value("service").equals("cart"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void errorInAnAnswerOfSuccessIsARefusal() throws Exception {
    for (var body :
        List.of(
            "{\"results\":[{\"statement_id\":0,\"error\":\"database not found: lab\"}]}",
            "{\"error\":\"unable to parse\"}")) {
      server.fault(
          (server, request, healthy, out) -> {
            var reply = Reply.json(body);
            server.write(out, 200, reply.headers(), reply.body().length);
            out.write(reply.body());
          });
      try (var source = open(opening())) {
        var error = assertThrows(SourceException.class, () -> pull(source, Cursor.START));
        assertTrue(error.why().startsWith("InfluxDB says:"), error.why());
      }
    }
  }

  @Test
  void namesFromThereStayNames() {
    var question =
        new Measurement("m\" ; DROP MEASUREMENT \"x\\", List.of("f\"")).question(0, 9, 1, 5);
    assertTrue(question.contains("FROM \"m\\\" ; DROP MEASUREMENT \\\"x\\\\\" WHERE"), question);
    assertTrue(question.contains("mean(\"f\\\"\") AS \"f\\\"\""), question);
  }

  @Test
  void onlyWholeStepsAreAskedForAndAMinuteAgain() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      server.forgetRequests();
      pull(source, first.next());
      long from = first.next().upTo().minusSeconds(60).toEpochMilli() / 10_000 * 10_000;
      var asked =
          server.requests().getLast().parameters().getOrDefault("q", "")
              + server.requests().getLast().body();
      assertTrue(asked.contains(String.valueOf(from)), asked);
    }
  }

  @Test
  void realOneTellsWhatWasWrittenToIt() throws Exception {
    assumeTrue(Lab.isUp() && !Boolean.getBoolean("record"), "no lab");
    var url = Lab.value("LAB_INFLUXDB_URL");
    var password = Lab.value("LAB_INFLUXDB_PASSWORD");
    long at = Instant.now().getEpochSecond() / 10 * 10 - 60;
    var lines =
        "live\\ test,service=live value=3 "
            + at
            + "\nlive\\ test,service=live value=5 "
            + (at + 10);
    var basic =
        Base64.getEncoder().encodeToString(("lab:" + password).getBytes(StandardCharsets.UTF_8));
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url + "/write?db=lab&precision=s"))
              .header("Authorization", "Basic " + basic)
              .POST(BodyPublishers.ofString(lines))
              .build();
      assertEquals(204, client.send(request, BodyHandlers.discarding()).statusCode());
    }
    secrets.put("live/password", new Secret(password));
    var settings =
        new io.watchfloor.connectors.SourceSettings(
            new io.watchfloor.model.signal.SourceId("live"),
            "influxdb",
            java.time.Duration.ofSeconds(5),
            Map.of(
                "url", List.of(url),
                "auth", List.of("basic"),
                "user", List.of("lab"),
                "database", List.of("lab"),
                "measurements", List.of("live*")));
    var opening =
        new io.watchfloor.connectors.Opening(
            secrets,
            java.time.InstantSource.system(),
            io.watchfloor.model.topology.EntityRules.DEFAULT);
    try (var source = type().open(settings, opening)) {
      var pull =
          source.pull(
              io.watchfloor.model.signal.Window.before(
                  Instant.now(), java.time.Duration.ofSeconds(5)),
              Cursor.START);
      var samples = (Samples) pull.signals().getFirst();
      assertEquals("live_test", samples.labels().metric());
      assertEquals("live", samples.entity().name());
      assertEquals(5.0, samples.values()[samples.size() - 1]);
    }
  }
}
