package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Loki's HTTP API.
final class LokiKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "loki";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of(
        "tenant", List.of("shop"),
        "queries", List.of("{app=\"catalogue\"}"),
        "rates", List.of("sum by (app) (rate({app=~\".+\"} [1m]))"));
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("x-scope-orgid").equals("shop")) return no(401, "no org id");
    var asked = request.parameters();
    if (asked.get("start").length() != 19 || asked.get("end").length() != 19)
      return no(400, "could not parse 'start' or 'end' as nanoseconds");
    if (!asked.get("query").startsWith("{") && !asked.get("query").startsWith("sum"))
      return no(400, "parse error at line 1, col 1: syntax error");
    if (Integer.parseInt(asked.getOrDefault("limit", "100")) > 5_000)
      return no(400, "max entries limit per query exceeded");
    return Optional.empty();
  }

  @Override
  protected String key(Request request) {
    return request.parameters().get("query").startsWith("{") ? "lines" : "rates";
  }

  @Override
  List<String> wrongSecrets() {
    return List.of();
  }

  @Test
  void linesAndRatesAreTold() throws Exception {
    var line = first(LogLine.class);
    assertEquals("catalogue", line.entity().name());
    assertEquals(Severity.MAJOR, line.severity());
    assertEquals(123_456_789, line.at().getNano());
    var rate = first(Samples.class);
    assertEquals("log_lines_per_second", rate.labels().metric());
    assertEquals(2, rate.size());
  }

  @Test
  void lineAtTheBorderOfTwoPagesIsToldOnce() throws Exception {
    try (var source = open(opening())) {
      var first = pull(source, io.watchfloor.model.source.Cursor.START);
      long lines = first.signals().stream().filter(LogLine.class::isInstance).count();
      assertEquals(2, lines);
      var again = pull(source, first.next()).signals();
      assertTrue(again.stream().noneMatch(LogLine.class::isInstance));
    }
  }
}
