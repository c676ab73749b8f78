package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Recording.Edge;
import io.watchfloor.connectors.replay.Recording.Fault;
import io.watchfloor.connectors.replay.Recording.RecordedAlert;
import io.watchfloor.connectors.replay.Recording.RecordedChange;
import io.watchfloor.connectors.replay.Recording.RecordedLog;
import io.watchfloor.connectors.replay.Recording.RecordedSeries;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.Entity;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Reads the format of recordings: `meta.json`, `metrics.jsonl`, `alerts.jsonl`, `logs.jsonl.gz`,
/// `events.jsonl` and, where somebody wrote it down, `truth.jsonl`.
final class RecordingReader {
  private static final int MOST_SERIES = 50_000;
  private static final int MOST_VALUES = 20_000_000;
  private static final int MOST_LINES = 1_000_000;

  private final RecordingFolder folder;
  private final RecordedLines lines;
  private final List<RecordedSeries> series = new ArrayList<>();
  private final List<RecordedAlert> alerts = new ArrayList<>();
  private final List<RecordedLog> logs = new ArrayList<>();
  private final List<RecordedChange> changes = new ArrayList<>();
  private final Map<String, Fault> faults = new TreeMap<>();
  private final List<Entity> entities = new ArrayList<>();
  private final List<Edge> edges = new ArrayList<>();
  private final Map<String, String> serviceOfProgram = new HashMap<>();
  private final HashSet<Labels> names = new HashSet<>();
  private int values;

  private RecordingReader(RecordingFolder folder) {
    this.folder = folder;
    this.lines = new RecordedLines(folder);
  }

  static Recording read(RecordingFolder folder) throws SourceException {
    return new RecordingReader(folder).read();
  }

  private Recording read() throws SourceException {
    var meta = lines.whole("meta.json");
    Window span;
    try {
      if (meta.path("format").asInt(0) != 1)
        throw new IllegalArgumentException("only format 1 can be played");
      span = new Window(seconds(meta, "start"), seconds(meta, "end"));
      for (var service : meta.path("services")) addService(service);
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          folder.name() + "/meta.json: " + e.getMessage() + ". Record it again.", false, e);
    }
    lines.each("metrics.jsonl", this::addSeries);
    lines.each("alerts.jsonl", this::addAlert);
    lines.eachIfThere("logs.jsonl.gz", line -> addLog(line, span));
    lines.eachIfThere("events.jsonl", this::addChange);
    lines.eachIfThere("truth.jsonl", line -> addTruth(line, span.to()));
    alerts.sort(Comparator.comparing(RecordedAlert::time));
    logs.sort(Comparator.comparing(RecordedLog::time));
    changes.sort(Comparator.comparing(RecordedChange::time));
    return new Recording(
        folder.name(),
        span.from(),
        span.to(),
        entities,
        edges,
        series,
        alerts,
        logs,
        changes,
        List.copyOf(faults.values()));
  }

  private void addService(JsonNode service) {
    var id = new EntityId(text(service, "name"));
    var kind = service.path("kind").asString("");
    entities.add(
        new Entity(
            id, kind, service.path("tier").asString(""), service.path("owner").asString("")));
    for (var callee : service.path("depends_on"))
      edges.add(new Edge(id, new EntityId(callee.asString())));
    // A log line names the program; the program's name is a kind of which there may be one only.
    serviceOfProgram.merge(kind, id.name(), (one, another) -> "");
    serviceOfProgram.put(id.name(), id.name());
  }

  private void addSeries(JsonNode line) {
    if (series.size() >= MOST_SERIES)
      throw new IllegalArgumentException("there are more than " + MOST_SERIES + " series");
    var query = text(line, "query");
    var labels = labels(line.path("labels")).with(Labels.NAME, text(line, "name"));
    if (!names.add(labels)) labels = labels.with("query", query);
    double step = line.path("step").asDouble(0);
    if (!(step >= 0.001 && step <= 86_400))
      throw new IllegalArgumentException("step must be 0.001 to 86400 seconds");
    var list = line.path("values");
    if (!list.isArray()) throw new IllegalArgumentException("values must be a list");
    values += list.size();
    if (values > MOST_VALUES)
      throw new IllegalArgumentException("there are more than " + MOST_VALUES + " values");
    var column = new double[list.size()];
    for (int i = 0; i < column.length; i++) column[i] = value(list.get(i));
    var info = RecordedMetric.info(labels.metric(), query);
    series.add(
        new RecordedSeries(
            labels, info, seconds(line, "start").toEpochMilli(), Math.round(step * 1000), column));
  }

  private static double value(JsonNode node) {
    if (node.isNull()) return Double.NaN;
    if (!node.isNumber()) throw new IllegalArgumentException("a value must be a number or null");
    return node.asDouble();
  }

  private void addAlert(JsonNode line) {
    bounded(alerts.size());
    var change = text(line, "change");
    if (!List.of("active", "suppressed", "resolved").contains(change))
      throw new IllegalArgumentException("change must be active, suppressed or resolved");
    alerts.add(
        new RecordedAlert(
            seconds(line, "time"),
            change,
            text(line, "fingerprint"),
            labels(line.path("labels")),
            labels(line.path("annotations")),
            time(text(line, "startsAt"))));
  }

  /// A line may have been written a moment before or after what was recorded; it belongs to it.
  private void addLog(JsonNode line, Window span) {
    bounded(logs.size());
    logs.add(RecordedText.log(within(span, time(text(line, "time"))), line, serviceOfProgram));
  }

  private static Instant within(Window span, Instant at) {
    if (at.isBefore(span.from())) return span.from();
    return at.isBefore(span.to()) ? at : span.to().minusMillis(1);
  }

  private void addChange(JsonNode line) {
    bounded(changes.size());
    var at = seconds(line, "time");
    var kind = text(line, "kind");
    var service = line.path("service").asString("");
    var version = line.path("version").asString("");
    var id = Labels.of("kind", kind, "service", service, "version", version, "at", at.toString());
    changes.add(
        new RecordedChange(
            at,
            Long.toHexString(id.fingerprint()),
            kind,
            service,
            version,
            line.path("text").asString(kind + " of " + service)));
  }

  private void addTruth(JsonNode line, Instant end) {
    bounded(faults.size());
    var id = text(line, "id");
    if (text(line, "event").equals("start")) {
      var from = seconds(line, "start");
      faults.put(
          id,
          new Fault(
              text(line, "fault"),
              new EntityId(text(line, "service")),
              text(line, "remedy"),
              from,
              end));
      return;
    }
    var to = seconds(line, "end");
    faults.computeIfPresent(
        id,
        (key, fault) -> new Fault(fault.name(), fault.entity(), fault.remedy(), fault.from(), to));
  }

  private static void bounded(int size) {
    if (size >= MOST_LINES)
      throw new IllegalArgumentException("there are more than " + MOST_LINES + " lines");
  }

  private static Labels labels(JsonNode node) {
    if (!node.isObject()) throw new IllegalArgumentException("labels must be an object");
    var map = new TreeMap<String, String>();
    for (var entry : node.properties()) map.put(entry.getKey(), entry.getValue().asString(""));
    return Labels.of(map);
  }

  private static String text(JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isString() || value.asString().isBlank())
      throw new IllegalArgumentException(field + " is missing or no text");
    return value.asString();
  }

  private static Instant seconds(JsonNode node, String field) {
    double value = node.path(field).asDouble(Double.NaN);
    if (!(value > 0 && value < 1e10))
      throw new IllegalArgumentException(field + " must be a time in epoch seconds");
    return Instant.ofEpochMilli(Math.round(value * 1000));
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "\"" + text.substring(0, Math.min(40, text.length())) + "\" is no RFC 3339 time", e);
    }
  }
}
