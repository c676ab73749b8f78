package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The search API that Elasticsearch and OpenSearch share.
final class ElasticsearchKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "elasticsearch";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("index", List.of("logs-*"));
  }

  @Override
  boolean isRead(Request request) {
    return request.path().endsWith("/_search");
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("ApiKey " + TOKEN))
      return no(
          401,
          "{\"error\":{\"type\":\"security_exception\",\"reason\":\"unable to"
              + " authenticate\"},\"status\":401}");
    if (!request.header("content-type").equals("application/json"))
      return no(406, "{\"error\":\"Content-Type header [] is not supported\",\"status\":406}");
    if (request.body().contains("\"size\":10001") || request.body().contains("\"from\""))
      return no(400, "{\"error\":{\"reason\":\"Result window is too large\"},\"status\":400}");
    assertTrue(request.body().contains("\"track_total_hits\":false"), request.body());
    assertTrue(request.body().contains("\"gte\":\"2026-"), request.body());
    return Optional.empty();
  }

  @Override
  @org.junit.jupiter.api.BeforeEach
  void signIn() {
    secrets.put("kit/apiKey", new io.watchfloor.model.source.Secrets.Secret(TOKEN));
  }

  @Override
  List<String> wrongSecrets() {
    return List.of("apiKey");
  }

  @Test
  void linesAreToldWithWhoWroteThem() throws Exception {
    var line = first(LogLine.class);
    assertEquals("catalogue", line.entity().name());
    assertEquals("connection refused", line.text());
    assertEquals(Severity.MAJOR, line.severity());
  }

  @Test
  void answerOfOnlySomeShardsIsNotTakenForTheWhole() throws Exception {
    server.fault(
        (server, request, healthy, out) -> {
          var reply =
              healthy.with(
                  healthy
                      .text()
                      .replace(
                          "\"failed\":0",
                          "\"failed\":1,\"failures\":[{\"shard\":1,\"reason\":{\"reason\":\"node"
                              + " left\"}}]"));
          server.write(out, 200, reply.headers(), reply.body().length);
          out.write(reply.body());
        });
    try (var source = open(opening())) {
      var error =
          org.junit.jupiter.api.Assertions.assertThrows(
              io.watchfloor.model.source.SourceException.class,
              () -> pull(source, io.watchfloor.model.source.Cursor.START));
      assertTrue(error.why().contains("node left"), error.why());
    }
  }
}
