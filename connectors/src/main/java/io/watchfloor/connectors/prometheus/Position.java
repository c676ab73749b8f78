package io.watchfloor.connectors.prometheus;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.util.Set;
import java.util.TreeSet;

/// What the cursor remembers: how far the samples have been taken (in the source's own
/// milliseconds, 0 for not at all), the alerts listed last, the targets that were down.
final class Position {
  long to;
  final KnownAlerts alerts = new KnownAlerts();
  final Set<String> down = new TreeSet<>();

  /// Reads what [#toString] wrote; what can't be read is as if nothing had been.
  static Position read(String state, SourceId source, EntityRules rules) {
    return Json.remembered(
        state,
        Position::new,
        (memory, name, parser) -> {
          switch (name) {
            case "to" -> memory.to = (long) Json.number(parser);
            case "alerts" -> memory.alerts.read(parser, one -> one.alert(source, rules::entity));
            case "down" -> memory.down.addAll(Json.texts(parser));
            default -> {}
          }
        });
  }

  @Override
  public String toString() {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeNumberProperty("to", to);
          json.writeName("alerts");
          alerts.write(json);
          json.writeName("down");
          json.writeStartArray();
          down.forEach(json::writeString);
          json.writeEndArray();
          json.writeEndObject();
        });
  }
}
