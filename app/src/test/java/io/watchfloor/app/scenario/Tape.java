package io.watchfloor.app.scenario;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.Entity;
import io.watchfloor.model.topology.EntityRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A recorded incident, second by second, for scenario tests: what each source told when.
final class Tape {
  record Truth(String fault, String service, Instant start, Instant end) {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final SourceId METRICS = new SourceId("prometheus");
  private static final SourceId ALERTS = new SourceId("alertmanager");
  private static final SourceId LOGS = new SourceId("logs");
  private static final SourceId CHANGES = new SourceId("changes");

  final Instant start;
  final Instant end;
  final List<Entity> entities = new ArrayList<>();
  final List<Dependency> edges = new ArrayList<>();
  final List<Truth> truths = new ArrayList<>();
  private final TreeMap<Long, List<Signal>> bySecond = new TreeMap<>();

  static Tape of(String name) throws IOException {
    return new Tape("/io/watchfloor/assets/samples/" + name + "/");
  }

  private Tape(String folder) throws IOException {
    var meta = JSON.readTree(open(folder + "meta.json"));
    start = at(meta.get("start").asDouble());
    end = at(meta.get("end").asDouble());
    for (var service : meta.get("services")) {
      var id = new EntityId(service.get("name").asString());
      entities.add(
          new Entity(
              id,
              service.get("kind").asString(),
              service.get("tier").asString(),
              service.get("owner").asString()));
      for (var callee : service.get("depends_on")) {
        edges.add(
            new Dependency(
                METRICS, id, new EntityId(callee.asString()), Labels.EMPTY, start, start));
      }
    }
    for (var row : rows(open(folder + "metrics.jsonl"))) metrics(row);
    for (var row : rows(open(folder + "alerts.jsonl"))) alert(row);
    for (var row : rows(new GZIPInputStream(open(folder + "logs.jsonl.gz")))) log(row);
    for (var row : rows(open(folder + "events.jsonl"))) change(row);
    truths(rows(open(folder + "truth.jsonl")));
  }

  private static InputStream open(String path) {
    var in = Tape.class.getResourceAsStream(path);
    if (in == null) throw new IllegalArgumentException("no " + path);
    return in;
  }

  private static List<JsonNode> rows(InputStream in) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.isBlank()).map(JSON::readTree).toList();
    }
  }

  private static Instant at(double seconds) {
    return Instant.ofEpochMilli(Math.round(seconds * 1000));
  }

  private void add(Instant when, Signal signal) {
    bySecond.computeIfAbsent(when.getEpochSecond(), second -> new ArrayList<>()).add(signal);
  }

  private static Labels labels(JsonNode node) {
    var map = new TreeMap<String, String>();
    for (var entry : node.properties()) map.put(entry.getKey(), entry.getValue().asString());
    return Labels.of(map);
  }

  private void metrics(JsonNode row) {
    var labels = labels(row.get("labels")).with(Labels.NAME, row.get("name").asString());
    var entity = EntityRules.DEFAULT.entity(labels.without(Labels.NAME));
    double from = row.get("start").asDouble(), step = row.get("step").asDouble();
    int i = 0;
    for (var value : row.get("values")) {
      var when = at(from + step * i++);
      if (value.isNull()) continue;
      add(
          when,
          new Samples(
              METRICS,
              entity,
              labels,
              MetricInfo.UNKNOWN,
              when,
              new long[] {when.toEpochMilli()},
              new double[] {value.asDouble()}));
    }
  }

  private void alert(JsonNode row) {
    var labels = labels(row.get("labels"));
    var when = at(row.get("time").asDouble());
    var state =
        switch (row.get("change").asString()) {
          case "active" -> Alert.State.FIRING;
          case "suppressed" -> Alert.State.SUPPRESSED;
          default -> Alert.State.RESOLVED;
        };
    Optional<Instant> over = state == Alert.State.RESOLVED ? Optional.of(when) : Optional.empty();
    add(
        when,
        new Alert(
            ALERTS,
            row.get("fingerprint").asString(),
            EntityRules.DEFAULT.entity(labels),
            labels,
            labels(row.get("annotations")),
            Severity.ofWord(labels.value("severity")),
            state,
            row.get("change").asString(),
            Instant.parse(row.get("startsAt").asString()),
            over,
            when,
            when));
  }

  private void log(JsonNode row) {
    var when = Instant.parse(row.get("time").asString());
    var text = row.get("text").asString();
    var entity = row.get("program").asString();
    var severity = Severity.ofWord(row.get("severity").asString());
    if (text.startsWith("{")) {
      try {
        var node = JSON.readTree(text);
        text = node.path("msg").asString(text);
        entity = node.path("service").asString(entity);
      } catch (RuntimeException e) {
        text = row.get("text").asString();
      }
    }
    add(when, new LogLine(LOGS, new EntityId(entity), Labels.EMPTY, severity, text, when, when));
  }

  private void change(JsonNode row) {
    var when = at(row.get("time").asDouble());
    var entity = new EntityId(row.get("service").asString());
    add(
        when,
        new Change(
            CHANGES,
            row.toString(),
            entity,
            Labels.EMPTY,
            row.get("kind").asString(),
            row.path("version").asString(""),
            row.get("text").asString(),
            when,
            when));
  }

  private void truths(List<JsonNode> rows) {
    for (var row : rows) {
      if (!row.get("event").asString().equals("end")) continue;
      truths.add(
          new Truth(
              row.get("fault").asString(),
              row.get("service").asString(),
              at(row.get("start").asDouble()),
              at(row.get("end").asDouble())));
    }
  }

  /// What arrived in the second that begins at `second`, as one batch a source.
  List<Batch> second(long second) {
    var bySource = new TreeMap<SourceId, List<Signal>>();
    for (var signal : bySecond.getOrDefault(second, List.of()))
      bySource.computeIfAbsent(signal.source(), s -> new ArrayList<>()).add(signal);
    var now = Instant.ofEpochSecond(second + 1);
    return bySource.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparing(SourceId::name)))
        .map(entry -> new Batch(entry.getKey(), entry.getValue(), now))
        .toList();
  }
}
