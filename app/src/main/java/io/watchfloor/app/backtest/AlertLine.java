package io.watchfloor.app.backtest;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of a stream of alerts: a notification that something fired at `ts` (seconds), and no
/// word about its end. What makes it the same alert as another line is everything but its time, its
/// severity and its text.
record AlertLine(String id, Alert alert) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int LONGEST = 1_000;
  private static final double LATEST = 1e11;

  /// @throws IllegalArgumentException with what is wrong, in words
  static AlertLine parse(String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("this is no JSON object", e);
    }
    if (!node.isObject()) throw new IllegalArgumentException("this is no JSON object");
    var id = text(node, "id");
    if (id.isEmpty()) throw new IllegalArgumentException("\"id\" is missing");
    var ts = node.get("ts");
    if (ts == null || !ts.isNumber() || !(Math.abs(ts.asDouble()) < LATEST))
      throw new IllegalArgumentException("\"ts\" is no number of seconds");
    var at = Instant.ofEpochMilli(Math.round(ts.asDouble() * 1000));
    return new AlertLine(id, alert(node, at));
  }

  private static Alert alert(JsonNode node, Instant at) {
    var labels = new TreeMap<String, String>();
    for (var name : new String[] {"alertname", "system", "entity", "family", "metric"}) {
      var value = text(node, name);
      if (!value.isEmpty()) labels.put(name, value);
    }
    var source = text(node, "source");
    var all = Labels.of(labels);
    return new Alert(
        new SourceId(source.isEmpty() ? "alerts" : source),
        Long.toHexString(all.fingerprint()),
        new EntityId(text(node, "entity")),
        all,
        Labels.of("summary", text(node, "summary")),
        Severity.ofWord(text(node, "severity")),
        Alert.State.FIRING,
        "told",
        at,
        Optional.of(at),
        at,
        at);
  }

  private static String text(JsonNode node, String name) {
    var value = node.get(name);
    if (value == null || value.isNull() || value.isContainer()) return "";
    var text = value.asString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
