package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Recording.RecordedLog;
import io.watchfloor.model.signal.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one recorded log line. Where its text is a JSON object, the words are in there.
final class RecordedText {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST_LABEL = 200;

  private RecordedText() {}

  static RecordedLog log(Instant at, JsonNode line, Map<String, String> serviceOfProgram) {
    var labels = new TreeMap<String, String>();
    for (var field : List.of("host", "program", "facility")) put(labels, field, line.path(field));
    var level = line.path("severity").asString("info");
    var text = line.path("text").asString("");
    var inner = object(text);
    if (inner != null) {
      for (var entry : inner.properties()) put(labels, entry.getKey(), entry.getValue());
      level = inner.path("level").asString(level);
      text = inner.path("msg").asString(inner.path("message").asString(text));
      labels.keySet().removeAll(List.of("time", "level", "msg", "message"));
    }
    var service = serviceOfProgram.getOrDefault(labels.getOrDefault("program", ""), "");
    if (!service.isEmpty()) labels.putIfAbsent("service", service);
    return new RecordedLog(at, Labels.of(labels), level, text);
  }

  private static void put(Map<String, String> labels, String name, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) return;
    var text = value.asString("");
    if (!text.isEmpty() && text.length() <= LONGEST_LABEL) labels.put(name, text);
  }

  private static @org.jspecify.annotations.Nullable JsonNode object(String text) {
    if (!text.startsWith("{")) return null;
    try {
      var node = JSON.readTree(text);
      return node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
