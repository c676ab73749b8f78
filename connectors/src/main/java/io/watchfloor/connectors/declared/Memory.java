package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// What a described source remembers in its cursor, by read: up to when it was taken, when it was
/// last asked, the alerts that stood, and what of the overlap was told, so that a log line asked
/// for twice is told once.
final class Memory {
  private static final int MOST_TOLD = 8_000;

  /// Of one read; mutable.
  static final class OfRead {
    Instant upTo = Instant.EPOCH;
    Instant asked = Instant.EPOCH;
    final KnownAlerts alerts = new KnownAlerts();
    private TreeMap<Long, Long> told = new TreeMap<>();

    /// Those not told before; remembers what is not older than `from`, which will be asked again.
    List<Signal> fresh(List<Signal> signals, Instant from) {
      var fresh = new ArrayList<Signal>();
      for (var signal : signals) {
        long hash = hash(signal);
        if (hash == 0 || !told.containsKey(hash)) fresh.add(signal);
        if (hash != 0) told.put(hash, signal.at().toEpochMilli());
      }
      var kept = new TreeMap<Long, Long>();
      told.forEach(
          (hash, at) -> {
            if (at >= from.toEpochMilli() && kept.size() < MOST_TOLD) kept.put(hash, at);
          });
      told = kept;
      return fresh;
    }

    /// 0 for what may be told twice.
    private static long hash(Signal signal) {
      var text =
          switch (signal) {
            case LogLine line -> line.text();
            case Event event -> event.kind() + " " + event.text();
            default -> "";
          };
      return text.isEmpty() ? 0 : signal.labels().with("", text + signal.at()).fingerprint();
    }
  }

  private final Map<String, OfRead> reads = new TreeMap<>();

  OfRead of(String read) {
    return reads.computeIfAbsent(read, _ -> new OfRead());
  }

  static Memory read(String state, SourceId source, Opening opening) {
    return Json.remembered(
        state,
        Memory::new,
        (memory, name, parser) -> memory.readOne(memory.of(name), parser, source, opening));
  }

  private void readOne(OfRead one, JsonParser parser, SourceId source, Opening opening)
      throws SourceException {
    Json.object(
        parser,
        key -> {
          switch (key) {
            case "u" -> one.upTo = Instant.ofEpochMilli((long) Json.number(parser));
            case "q" -> one.asked = Instant.ofEpochMilli((long) Json.number(parser));
            case "a" ->
                one.alerts.read(parser, each -> each.alert(source, opening.entities()::entity));
            case "t" -> {
              var texts = Json.texts(parser);
              for (int i = 0; i + 1 < texts.size(); i += 2)
                one.told.put(
                    Long.parseUnsignedLong(texts.get(i), 36), Long.parseLong(texts.get(i + 1), 36));
            }
            default -> {}
          }
        });
  }

  String write() {
    return Json.write(
        json -> {
          json.writeStartObject();
          reads.forEach((name, one) -> write(json, name, one));
          json.writeEndObject();
        });
  }

  private static void write(JsonGenerator json, String name, OfRead one) {
    json.writeName(name);
    json.writeStartObject();
    json.writeNumberProperty("u", one.upTo.toEpochMilli());
    json.writeNumberProperty("q", one.asked.toEpochMilli());
    json.writeName("a");
    one.alerts.write(json);
    json.writeName("t");
    json.writeStartArray();
    one.told.forEach(
        (hash, at) -> {
          json.writeString(Long.toUnsignedString(hash, 36));
          json.writeString(Long.toString(at, 36));
        });
    json.writeEndArray();
    json.writeEndObject();
  }
}
