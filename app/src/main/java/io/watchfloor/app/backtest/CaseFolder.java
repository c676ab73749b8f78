package io.watchfloor.app.backtest;

import io.watchfloor.model.cause.CallSummary;
import io.watchfloor.model.cause.LogCounts;
import io.watchfloor.model.cause.Scene;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A folder with one case: `case.json` (when and, perhaps, what the alarm was about), metrics of
/// ordinary times and of the incident, and where they are there the graph, trace summaries and
/// logs. Whatever cannot be read is told and left out; the rest is used.
final class CaseFolder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final CaseTables.Wide NOTHING = new CaseTables.Wide(new double[0], Map.of());

  private final Path folder;
  private final Consumer<String> complain;
  private boolean isClean = true;

  CaseFolder(Path folder, Consumer<String> complain) {
    this.folder = folder;
    this.complain = complain;
  }

  /// What is known before the tables are read. `alarm` in epoch seconds.
  record Head(Path folder, String system, double alarm, Optional<Scene.Complaint> complaint) {}

  /// A case to diagnose; `ordinary` and `incident` are its log windows, to be remembered.
  record Read(Scene scene, LogCounts ordinary, LogCounts incident) {}

  boolean isClean() {
    return isClean;
  }

  Optional<Head> head() {
    var file = folder.resolve("case.json");
    try {
      var json = JSON.readTree(Files.readString(file));
      if (!json.path("alarm_time").isNumber())
        throw new BadInput(1, "alarm_time must be a number (epoch seconds)");
      var entity = text(json, "slo_entity");
      var metric = text(json, "slo_metric");
      var complaint =
          entity.isEmpty() || metric.isEmpty()
              ? Optional.<Scene.Complaint>empty()
              : Optional.of(new Scene.Complaint(new EntityId(entity), metric));
      return Optional.of(
          new Head(folder, text(json, "system"), json.path("alarm_time").asDouble(), complaint));
    } catch (JacksonException e) {
      var at = e.getLocation();
      tell(file, at == null ? 1 : at.getLineNr(), "it is no JSON: " + e.getOriginalMessage());
    } catch (BadInput e) {
      tell(file, e.line(), e.what());
    } catch (IOException e) {
      isClean = false;
      complain.accept(file + ": cannot be read: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).isString() ? json.path(name).asString() : "";
  }

  Read read(Head head, List<LogCounts> past) {
    var topology = table("topology.csv", CaseTables::topology, Topology.EMPTY);
    var incident = table("metrics.csv.gz", CaseTables::wide, NOTHING);
    var usual = table("normal.csv.gz", CaseTables::wide, NOTHING);
    double since = head.alarm() - incident.step();

    var entities = new HashSet<String>();
    for (var entity : topology.entities()) entities.add(entity.id().name());
    for (var name : incident.columns().keySet())
      if (name.lastIndexOf('|') > 0) entities.add(name.substring(0, name.lastIndexOf('|')));

    var before = new ArrayList<CallSummary>();
    var during = new ArrayList<CallSummary>();
    for (var minute :
        table("traces_incident.csv.gz", CaseTables::calls, List.<CaseTables.Minute>of()))
      (minute.at() < since ? before : during).add(minute.calls());
    var ordinaryCalls =
        table("traces_normal.csv.gz", CaseTables::calls, List.<CaseTables.Minute>of()).stream()
            .map(CaseTables.Minute::calls)
            .toList();

    var logs =
        table(
            "logs.csv.gz",
            CaseTables::logs,
            new TreeMap<String, Map<EntityId, Map<String, Integer>>>());
    var ordinary = new LogCounts(logs.getOrDefault("normal", Map.of()));
    var now = new LogCounts(logs.getOrDefault("incident", Map.of()));
    var windows = new ArrayList<LogCounts>();
    windows.add(ordinary);
    windows.addAll(past);
    return new Read(
        new Scene(
            topology,
            head.complaint(),
            List.of(),
            CaseTables.tracks(usual, incident, since, entities),
            ordinaryCalls,
            before,
            during,
            windows,
            now),
        ordinary,
        now);
  }

  private interface Table<T> {
    T read(Path file) throws IOException;
  }

  private <T> T table(String name, Table<T> table, T otherwise) {
    var file = folder.resolve(name);
    if (!Files.exists(file)) return otherwise;
    try {
      return table.read(file);
    } catch (BadInput e) {
      tell(file, e.line(), e.what());
    } catch (IOException e) {
      isClean = false;
      complain.accept(file + ": cannot be read: " + e.getMessage() + ". It is left out.");
    }
    return otherwise;
  }

  private void tell(Path file, long line, String what) {
    isClean = false;
    complain.accept(file + ": line " + line + ": " + what + ". It is left out.");
  }
}
