package io.watchfloor.connectors.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.FakeServer.Reply;
import io.watchfloor.connectors.FakeServer.Request;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.LogLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Splunk's REST API.
final class SplunkKitTest extends DeclaredKit {
  @Override
  String kind() {
    return "splunk";
  }

  @Override
  protected String name() {
    return "catalogue";
  }

  @Override
  Map<String, List<String>> values() {
    return Map.of("auth", List.of("bearer"), "searches", List.of("search index=shop level=ERROR"));
  }

  @Override
  boolean isRead(Request request) {
    return true;
  }

  @Override
  Optional<Reply> refusal(Request request) {
    if (!request.header("authorization").equals("Bearer " + TOKEN))
      return no(
          401, "{\"messages\":[{\"type\":\"WARN\",\"text\":\"call not properly authenticated\"}]}");
    var asked = request.parameters();
    if (!asked.getOrDefault("output_mode", "xml").equals("json"))
      return Optional.of(new Reply(200, Map.of("Content-Type", "text/xml"), new byte[] {'<'}));
    if (request.path().endsWith("/jobs")) {
      if (!asked.get("search").startsWith("search "))
        return no(400, "{\"messages\":[{\"type\":\"FATAL\",\"text\":\"Unknown search command\"}]}");
      if (!asked.containsKey("earliest_time"))
        return no(400, "{\"messages\":[{\"text\":\"a search over all time is not allowed\"}]}");
    }
    return Optional.empty();
  }

  @Override
  protected Reply certified(Request request) throws Exception {
    return recorded(request);
  }

  @Test
  void linesAndFiredAlertsAreTold() throws Exception {
    assertEquals("catalogue", first(LogLine.class).labels().value("service"));
    assertEquals("2026-11-25T07:58:00Z", first(LogLine.class).at().toString());
    assertEquals("Errors in shop", first(Event.class).text());
  }

  @Test
  void searchThatIsRefusedIsANoticeInItsWords() throws Exception {
    try (var source = open(server.url(), Map.of("searches", "index=shop"))) {
      var pull = pull(source, io.watchfloor.model.source.Cursor.START);
      assertTrue(
          pull.notices().toString().contains("Unknown search command"), pull.notices().toString());
    }
  }
}
