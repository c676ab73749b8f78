package io.watchfloor.connectors.graphite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.connectors.HttpSourceKit;
import io.watchfloor.connectors.Lab;
import io.watchfloor.connectors.SourceType;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.SourceException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Graphite keeps the kit's promises, and what is its own.
final class GraphiteKitTest extends HttpSourceKit {
  @Override
  protected SourceType type() {
    return new GraphiteType();
  }

  @Override
  protected String recording() {
    return "graphite/answers.txt";
  }

  @Override
  protected Map<String, List<String>> settings(URI url) {
    return Map.of(
        "url", List.of(url.toString()),
        "targets", List.of("lab.*.requests.errors", "perSecond(lab.*.requests.ok)"),
        "patterns", List.of("lab.{service}.{metric*}"));
  }

  @Override
  protected Real real() throws Exception {
    return new Real(URI.create(Lab.value("LAB_GRAPHITE_URL")), Map.of(), Map.of());
  }

  @Override
  protected String key(Request request) {
    return request.method() + " " + request.path();
  }

  @Override
  protected String name() {
    return "cart";
  }

  private Samples of(List<? extends io.watchfloor.model.signal.Signal> signals, String target) {
    return (Samples)
        signals.stream()
            .filter(it -> it.labels().value("target").equals(target))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void pathsBecomeNamesAndWhoTheyAreAbout() throws Exception {
    try (var source = open(opening())) {
      var signals = pull(source, Cursor.START).signals();
      var errors = of(signals, "lab.cart.requests.errors");
      assertEquals("requests_errors", errors.labels().metric());
      assertEquals("cart", errors.entity().name());
      var rate = of(signals, "perSecond(lab.cart.requests.ok)");
      assertEquals("requests_ok", rate.labels().metric());
      assertEquals("cart", rate.entity().name());
      assertEquals(1.4, rate.values()[rate.size() - 1], 1e-9);
      assertEquals(5_000, rate.epochMillis()[1] - rate.epochMillis()[0]);
      assertTrue(
          rate.at().isBefore(now().minusSeconds(5)), "the youngest interval is not complete");
    }
  }

  @Test
  void eventIsAChangeOfItsFirstTag() throws Exception {
    try (var source = open(opening())) {
      var change =
          (Change)
              pull(source, Cursor.START).signals().stream()
                  .filter(Change.class::isInstance)
                  .findFirst()
                  .orElseThrow();
      assertEquals("catalogue", change.entity().name());
      assertEquals("deploy", change.kind());
      assertEquals("1.9.0", change.version());
    }
  }

  @Test
  void nextPullAsksAMinuteBack() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, Cursor.START);
      server.forgetRequests();
      pull(source, first.next());
      var body = server.requests().getFirst().body();
      assertTrue(
          body.contains("from=" + first.next().upTo().minusSeconds(60).getEpochSecond()), body);
    }
  }

  @Test
  void patternsThatCannotBeReadAreNamed() throws Exception {
    assertEquals(
        Optional.of(Map.of("service", "a", "metric", "b_c")),
        PathPattern.of("x.{service}.*.{metric*}").read("x.a.z.b.c"));
    assertEquals(Optional.empty(), PathPattern.of("x.{metric*}").read("y.a"));
    assertEquals(Optional.empty(), PathPattern.of("x.{service}.{metric}").read("x.a.b.c"));
    for (var wrong : List.of("x.{service}", "x.{metric*}.y", "x.{not closed"))
      assertTrue(
          assertThrows(SourceException.class, () -> PathPattern.of(wrong))
              .why()
              .startsWith("patterns:"));
  }

  @Test
  void realOneTellsWhatWasSentToIt() throws Exception {
    assumeTrue(Lab.isUp() && !Boolean.getBoolean("record"), "no lab");
    var carbon = URI.create(Lab.value("LAB_CARBON_URL"));
    long at = Instant.now().getEpochSecond() / 5 * 5 - 30;
    try (var socket = new Socket(carbon.getHost(), carbon.getPort());
        OutputStream out = socket.getOutputStream()) {
      for (int i = 0; i < 4; i++)
        out.write(
            ("lab.live.requests.errors " + (i + 1) + " " + (at + i * 5) + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }
    var settings =
        new io.watchfloor.connectors.SourceSettings(
            new io.watchfloor.model.signal.SourceId("live"),
            "graphite",
            java.time.Duration.ofSeconds(5),
            Map.of(
                "url", List.of(Lab.value("LAB_GRAPHITE_URL")),
                "targets", List.of("lab.live.requests.errors"),
                "patterns", List.of("lab.{service}.{metric*}")));
    var opening =
        new io.watchfloor.connectors.Opening(
            secrets,
            java.time.InstantSource.system(),
            io.watchfloor.model.topology.EntityRules.DEFAULT);
    try (var source = type().open(settings, opening)) {
      for (int tries = 0; ; tries++) {
        var now = Instant.now();
        var pull =
            source.pull(
                io.watchfloor.model.signal.Window.before(now, java.time.Duration.ofSeconds(5)),
                Cursor.START);
        var samples =
            pull.signals().stream()
                .filter(Samples.class::isInstance)
                .map(Samples.class::cast)
                .findFirst();
        if (samples.isPresent() && samples.get().size() >= 4) {
          assertEquals("live", samples.get().entity().name());
          assertEquals(4.0, samples.get().values()[samples.get().size() - 1]);
          return;
        }
        assertTrue(tries < 60, () -> "only " + pull);
        java.util.concurrent.TimeUnit.MILLISECONDS.sleep(500);
      }
    }
  }
}
