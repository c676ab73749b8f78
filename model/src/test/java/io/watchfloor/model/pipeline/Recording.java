package io.watchfloor.model.pipeline;

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
import io.watchfloor.model.topology.EntityRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A recorded stretch of a real estate, as the batches it would have arrived in. What was at work
/// is in [#truths]; nothing but the tests reads that.
final class Recording {
  static final SourceId METRICS = new SourceId("metrics");
  static final SourceId ALERTS = new SourceId("alerts");
  static final SourceId LOGS = new SourceId("logs");
  static final SourceId CHANGES = new SourceId("changes");
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A fault that was really there. `kind` is empty where the recording does not say.
  record Truth(String fault, String culprit, String kind, Instant from, Instant until) {}

  final List<Truth> truths = new ArrayList<>();
  private final TreeMap<Instant, List<Signal>> signals = new TreeMap<>();
  private final EntityRules rules = EntityRules.DEFAULT;
  private final Instant start;

  Recording(Path folder) {
    var meta = rows(folder, "meta.json").getFirst();
    start = time(meta.get("start"));
    for (var service : meta.get("services"))
      for (var callee : service.get("depends_on"))
        add(
            start,
            new Dependency(
                METRICS,
                new EntityId(service.get("name").asString()),
                new EntityId(callee.asString()),
                Labels.EMPTY,
                start,
                start));
    for (var row : rows(folder, "metrics.jsonl")) samples(row);
    for (var row : rows(folder, "alerts.jsonl")) alert(row);
    for (var row : rows(folder, "events.jsonl")) change(row);
    for (var row : rows(folder, "logs.jsonl")) log(row);
    for (var row : rows(folder, "truth.jsonl")) truth(row);
  }

  /// Two-second batches, oldest first, each at the time it arrived.
  List<Batch> batches() {
    var batches = new ArrayList<Batch>();
    var from = start;
    while (!from.isAfter(signals.lastKey())) {
      var to = from.plusSeconds(2);
      var all = new ArrayList<Signal>();
      signals.subMap(from, true, to, false).values().forEach(all::addAll);
      batches.add(new Batch(METRICS, all, to));
      from = to;
    }
    return batches;
  }

  private void add(Instant at, Signal signal) {
    signals.computeIfAbsent(at.isBefore(start) ? start : at, t -> new ArrayList<>()).add(signal);
  }

  private static Instant time(JsonNode seconds) {
    return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
  }

  private static Labels labels(JsonNode node) {
    var map = new TreeMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : node.properties())
      map.put(entry.getKey(), entry.getValue().asString());
    return Labels.of(map);
  }

  private void samples(JsonNode row) {
    var labels = labels(row.get("labels")).with(Labels.NAME, row.get("name").asString());
    var entity = rules.entity(labels);
    long from = Math.round(row.get("start").asDouble() * 1000);
    long step = Math.round(row.get("step").asDouble() * 1000);
    var values = row.get("values");
    boolean there = false;
    for (int i = 0; i < values.size(); i++) {
      boolean isThere = !values.get(i).isNull();
      if (isThere || there) {
        long at = from + i * step;
        double value = isThere ? values.get(i).asDouble() : Double.NaN;
        add(
            Instant.ofEpochMilli(at),
            new Samples(
                METRICS,
                entity,
                labels,
                MetricInfo.UNKNOWN,
                Instant.ofEpochMilli(at),
                new long[] {at},
                new double[] {value}));
      }
      there = isThere;
    }
  }

  private void alert(JsonNode row) {
    var labels = labels(row.get("labels"));
    var at = time(row.get("time"));
    var state =
        switch (row.get("change").asString()) {
          case "resolved" -> Alert.State.RESOLVED;
          case "suppressed" -> Alert.State.SUPPRESSED;
          default -> Alert.State.FIRING;
        };
    add(
        at,
        new Alert(
            ALERTS,
            row.get("fingerprint").asString(),
            rules.entity(labels),
            labels,
            labels(row.get("annotations")),
            Severity.ofWord(labels.value("severity")),
            state,
            row.get("change").asString(),
            OffsetDateTime.parse(row.get("startsAt").asString()).toInstant(),
            state == Alert.State.RESOLVED ? Optional.of(at) : Optional.empty(),
            at,
            at));
  }

  private void change(JsonNode row) {
    var at = time(row.get("time"));
    var service = row.get("service").asString();
    add(
        at,
        new Change(
            CHANGES,
            service + at,
            new EntityId(service),
            Labels.of("service", service),
            row.get("kind").asString(),
            row.get("version").asString(),
            row.get("text").asString(),
            at,
            at));
  }

  private void log(JsonNode row) {
    var at = OffsetDateTime.parse(row.get("time").asString()).toInstant();
    var text = row.get("text").asString();
    var severity = Severity.ofWord(row.get("severity").asString());
    var entity = new EntityId(row.get("program").asString());
    if (text.startsWith("{")) {
      try {
        var inner = JSON.readTree(text);
        if (inner.has("msg")) text = inner.get("msg").asString();
        if (inner.has("service")) entity = new EntityId(inner.get("service").asString());
      } catch (tools.jackson.core.JacksonException _) {
        // A line cut short is text like any other.
      }
    }
    add(at, new LogLine(LOGS, entity, Labels.EMPTY, severity, text, at, at));
  }

  private void truth(JsonNode row) {
    var fault = row.get("fault").asString();
    var kind = row.has("kind") ? row.get("kind").asString() : "";
    var key = row.has("start") ? "start" : "time";
    if (row.get("event").asString().equals("start")) {
      truths.add(
          new Truth(fault, row.get("service").asString(), kind, time(row.get(key)), Instant.MAX));
      return;
    }
    var end = time(row.get(row.has("end") ? "end" : "time"));
    truths.replaceAll(
        it ->
            it.fault().equals(fault) && it.until().equals(Instant.MAX)
                ? new Truth(fault, it.culprit(), it.kind(), it.from(), end)
                : it);
  }

  private static List<JsonNode> rows(Path folder, String name) {
    var rows = new ArrayList<JsonNode>();
    var plain = folder.resolve(name);
    var packed = folder.resolve(name + ".gz");
    try {
      if (name.equals("meta.json")) return List.of(JSON.readTree(Files.readString(plain)));
      if (!Files.exists(plain) && !Files.exists(packed)) return rows;
      try (var in =
          new BufferedReader(
              new InputStreamReader(
                  Files.exists(plain)
                      ? Files.newInputStream(plain)
                      : new GZIPInputStream(Files.newInputStream(packed)),
                  StandardCharsets.UTF_8))) {
        for (var line = in.readLine(); line != null; line = in.readLine())
          if (!line.isBlank()) rows.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
