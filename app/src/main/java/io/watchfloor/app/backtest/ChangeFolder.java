package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CallSummary;
import io.watchfloor.model.cause.ChangeJudge;
import io.watchfloor.model.cause.LineShape;
import io.watchfloor.model.cause.LogCounts;
import io.watchfloor.model.cause.Onset;
import io.watchfloor.model.cause.Scene;
import io.watchfloor.model.cause.Track;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder with one case about changes: alerts, commits, deploys and flags, metrics (long), logs
/// and traces. Whatever cannot be read is told and left out.
final class ChangeFolder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LINES = 200_000;
  private static final int LARGEST_TRACES = 64 << 20;
  private static final int WINDOW_SECONDS = 600;
  private static final double DURING_SECONDS = 300;

  private final Path folder;
  private final Consumer<String> complain;

  ChangeFolder(Path folder, Consumer<String> complain) {
    this.folder = folder;
    this.complain = complain;
  }

  static boolean is(Path folder) {
    return Files.exists(folder.resolve("alerts.jsonl"))
        && Files.exists(folder.resolve("events.jsonl"));
  }

  /// What a case about changes holds. `began` in epoch seconds; `alerted` are those with an alert.
  record Read(
      Scene scene,
      List<ChangeJudge.Candidate> changes,
      List<EntityId> alerted,
      double began,
      String symptoms) {}

  /// One series of the long table.
  private record Points(List<Double> times, List<Double> values) {}

  Read read() {
    var alerts = lines("alerts.jsonl");
    double alarm = Double.MAX_VALUE;
    var alerted = new ArrayList<EntityId>();
    var symptoms = new StringBuilder();
    Optional<Scene.Complaint> complaint = Optional.empty();
    for (var alert : alerts) {
      alarm = Math.min(alarm, seconds(alert.path("fired_at")));
      var entity = new EntityId(text(alert, "service"));
      if (!alerted.contains(entity)) alerted.add(entity);
      if (complaint.isEmpty())
        complaint = Optional.of(new Scene.Complaint(entity, text(alert, "metric")));
      symptoms.append(text(alert, "metric")).append(' ').append(text(alert, "summary")).append(' ');
    }
    var topology = topology();
    var series = series();
    double began = began(series, alerted, alarm);
    var windows = logs(began, symptoms);
    var now = windows.remove(Long.MAX_VALUE);
    var scene =
        new Scene(
            topology,
            Optional.empty(),
            List.of(),
            tracks(series, Math.min(alarm, began + DURING_SECONDS) - DURING_SECONDS),
            List.<CallSummary>of(),
            List.of(),
            List.of(),
            List.copyOf(windows.values()),
            now == null ? LogCounts.NONE : now);
    return new Read(scene, changes(began, alerted), alerted, began, symptoms.toString());
  }

  /// The earliest lasting move of a series of an alerted entity; the alert where nothing moved.
  private static double began(Map<String, Points> series, List<EntityId> alerted, double alarm) {
    double began = alarm;
    for (var entry : series.entrySet()) {
      var entity = entry.getKey().substring(0, entry.getKey().lastIndexOf('|'));
      if (!alerted.contains(new EntityId(entity))) continue;
      var onset = Onset.of(array(entry.getValue().times), array(entry.getValue().values));
      if (onset.isPresent()) began = Math.min(began, onset.getAsDouble());
    }
    return began;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Track> tracks(Map<String, Points> series, double since) {
    var tracks = new ArrayList<Track>();
    series.forEach(
        (name, points) -> {
          int split = 0;
          while (split < points.times.size() && points.times.get(split) < since) split++;
          int bar = name.lastIndexOf('|');
          var metric = name.substring(bar + 1);
          tracks.add(
              new Track(
                  new EntityId(name.substring(0, bar)),
                  metric,
                  metric,
                  Optional.empty(),
                  array(points.values.subList(0, split)),
                  new double[0],
                  array(points.values.subList(split, points.values.size()))));
        });
    return tracks;
  }

  private Map<String, Points> series() {
    var series = new TreeMap<String, Points>();
    var file = folder.resolve("metrics_long.csv.gz");
    if (!Files.exists(file)) return series;
    try (var rows = RowFile.open(file)) {
      rows.next();
      for (var line = rows.next(); line != null; line = rows.next()) {
        if (line.isBlank()) continue;
        var cells = Cells.of(line);
        if (cells.size() < 4) throw new BadInput(rows.line(), "a row has four cells");
        var points =
            series.computeIfAbsent(
                cells.get(1) + "|" + cells.get(2),
                k -> new Points(new ArrayList<>(), new ArrayList<>()));
        points.times.add(instant(cells.getFirst(), rows.line()));
        points.values.add(Cells.number(cells, 3, rows.line()));
      }
    } catch (BadInput e) {
      tell(file, e.line(), e.what());
    } catch (IOException e) {
      complain.accept(file + ": cannot be read: " + e.getMessage());
    }
    return series;
  }

  /// Windows of ten minutes by their start, and under `Long.MAX_VALUE` all since it began. Words of
  /// warnings and errors since then join the symptoms.
  private Map<Long, LogCounts> logs(double began, StringBuilder symptoms) {
    var counts = new TreeMap<Long, Map<EntityId, Map<String, Integer>>>();
    for (var line : lines("logs.jsonl.gz")) {
      double at = seconds(line.path("timestamp"));
      var message = text(line, "msg");
      boolean isNow = at >= began;
      if (isNow && !text(line, "severity_text").matches("INFO|DEBUG|TRACE"))
        symptoms.append(message).append(' ');
      long window = isNow ? Long.MAX_VALUE : (long) (at / WINDOW_SECONDS);
      counts
          .computeIfAbsent(window, k -> new TreeMap<>())
          .computeIfAbsent(new EntityId(text(line, "service")), k -> new TreeMap<>())
          .merge(text(line, "severity_text") + " " + LineShape.of(message), 1, Integer::sum);
    }
    var windows = new TreeMap<Long, LogCounts>();
    counts.forEach((window, lines) -> windows.put(window, new LogCounts(lines)));
    return windows;
  }

  /// Who calls whom, from spans and their parents.
  private Topology topology() {
    var topology = Topology.EMPTY;
    var file = folder.resolve("traces.json.gz");
    if (!Files.exists(file)) return topology;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      var spans = JSON.readTree(in.readNBytes(LARGEST_TRACES));
      var owner = new HashMap<String, String>();
      for (var span : spans) owner.put(text(span, "span_id"), text(span, "service"));
      for (var span : spans) {
        var caller = owner.getOrDefault(text(span, "parent_id"), "");
        topology = topology.with(new EntityId(caller), new EntityId(text(span, "service")));
      }
    } catch (JacksonException e) {
      tell(file, line(e), "it is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      complain.accept(file + ": cannot be read: " + e.getMessage());
    }
    return topology;
  }

  /// Commits with the deploy that brought them; flags.
  private List<ChangeJudge.Candidate> changes(double began, List<EntityId> alerted) {
    var events = lines("events.jsonl");
    var deploys = new HashMap<String, JsonNode>();
    for (var event : events)
      if (text(event, "type").equals("deploy"))
        deploys.putIfAbsent(text(event, "commit_sha"), event);
    var changes = new ArrayList<ChangeJudge.Candidate>();
    for (var event : events) {
      double at = seconds(event.path("timestamp"));
      if (text(event, "type").equals("flag"))
        changes.add(
            new ChangeJudge.Candidate(
                text(event, "flag"),
                new EntityId(text(event, "service")),
                at,
                true,
                true,
                text(event, "flag") + " " + text(event, "change"),
                List.of(),
                ""));
      if (!text(event, "type").equals("commit")) continue;
      var deploy = deploys.get(text(event, "sha"));
      var files = new ArrayList<String>();
      event.path("files_changed").forEach(file -> files.add(file.asString()));
      var riding = deploy == null ? next(events, at, began, alerted) : Optional.of(deploy);
      changes.add(
          new ChangeJudge.Candidate(
              text(event, "sha"),
              new EntityId(riding.map(it -> text(it, "service")).orElse("")),
              riding.map(it -> seconds(it.path("timestamp"))).orElse(at),
              deploy != null,
              false,
              text(event, "message"),
              files,
              text(event, "diff")));
    }
    return changes;
  }

  /// What was merged goes out with whatever is deployed next: of those that complain, if one of
  /// them was deployed before it began.
  private static Optional<JsonNode> next(
      List<JsonNode> events, double after, double began, List<EntityId> alerted) {
    var later =
        events.stream()
            .filter(it -> text(it, "type").equals("deploy"))
            .filter(it -> seconds(it.path("timestamp")) >= after)
            .sorted(Comparator.comparingDouble(it -> seconds(it.path("timestamp"))))
            .toList();
    return later.stream()
        .filter(it -> seconds(it.path("timestamp")) <= began)
        .filter(it -> alerted.contains(new EntityId(text(it, "service"))))
        .findFirst()
        .or(() -> later.stream().findFirst());
  }

  private List<JsonNode> lines(String name) {
    var lines = new ArrayList<JsonNode>();
    var file = folder.resolve(name);
    if (!Files.exists(file)) return lines;
    try (var rows = RowFile.open(file)) {
      for (var line = rows.next(); line != null && lines.size() < MOST_LINES; line = rows.next()) {
        if (line.isBlank()) continue;
        try {
          lines.add(
              JSON.readTree(
                  new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
        } catch (JacksonException e) {
          tell(file, rows.line(), "it is no JSON: " + e.getOriginalMessage());
        }
      }
    } catch (BadInput e) {
      tell(file, e.line(), e.what());
    } catch (IOException e) {
      complain.accept(file + ": cannot be read: " + e.getMessage());
    }
    return lines;
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).isString() ? json.path(name).asString() : "";
  }

  private static double seconds(JsonNode time) {
    try {
      return time.isNumber() ? time.asDouble() : Instant.parse(time.asString("")).getEpochSecond();
    } catch (DateTimeParseException e) {
      return Double.NaN;
    }
  }

  private static double instant(String text, long line) throws BadInput {
    try {
      return Instant.parse(text).getEpochSecond();
    } catch (DateTimeParseException e) {
      throw new BadInput(line, "'" + Cells.shown(text) + "' is no time");
    }
  }

  private static long line(JacksonException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private void tell(Path file, long line, String what) {
    complain.accept(file + ": line " + line + ": " + what + ". It is left out.");
  }
}
