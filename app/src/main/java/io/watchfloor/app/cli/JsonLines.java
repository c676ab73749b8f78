package io.watchfloor.app.cli;

import io.watchfloor.app.engine.Turned;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.cause.Evidence;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.source.HealthBook;
import io.watchfloor.model.source.SourceHealth;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Prints each change as one JSON object a line: incidents, runs, sources. A line is printed when
/// what it says has changed, not whenever something was computed again. Called on the engine
/// thread.
final class JsonLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintStream out;
  private final Map<IncidentId, Incident> incidents = new HashMap<>();
  private final Map<IncidentId, Diagnosis> diagnoses = new HashMap<>();
  private final Map<IncidentId, Map<String, Proposal>> proposals = new HashMap<>();
  private final Map<Object, Map<String, Object>> printed = new HashMap<>();

  JsonLines(PrintStream out) {
    this.out = out;
  }

  void print(Turned turned) {
    for (var turn : turned.health()) source(turn);
    var touched = new TreeSet<IncidentId>();
    for (var incident : turned.facts().incidents()) {
      incidents.put(incident.id(), incident);
      touched.add(incident.id());
    }
    for (var diagnosis : turned.facts().diagnoses()) {
      diagnoses.put(diagnosis.incident(), diagnosis);
      touched.add(diagnosis.incident());
    }
    for (var proposal : turned.facts().proposals()) {
      var ofIncident = proposals.computeIfAbsent(proposal.incident(), id -> new LinkedHashMap<>());
      ofIncident.put(proposal.id(), proposal);
      touched.add(proposal.incident());
    }
    for (var id : touched) {
      var incident = incidents.get(id);
      if (incident != null) incident(incident, turned.at());
    }
    for (var run : turned.facts().runs()) run(run);
  }

  private void source(HealthBook.Turn turn) {
    var state =
        switch (turn.health()) {
          case OK -> "ok";
          case LATE -> "late";
          case BLIND -> "blind";
          case STARTING, PAUSED -> turn.health().name().toLowerCase(Locale.ROOT);
        };
    if (turn.health() == SourceHealth.STARTING) return;
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "source");
    line.put("name", turn.id().name());
    line.put("state", state);
    line.put("since", turn.since().toString());
    line.put("at", turn.at().toString());
    line.put("why", turn.why());
    write(line);
  }

  private void incident(Incident incident, Instant at) {
    var key = incident.id();
    var before = printed.get(key);
    if (before == null && !incident.isOpen()) return;
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "incident");
    line.put("id", incident.id().text());
    line.put("state", !incident.isOpen() ? "resolved" : before == null ? "opened" : "updated");
    line.put("at", at.toString());
    line.put("title", incident.title());
    line.put("severity", incident.severity().name().toLowerCase(Locale.ROOT));
    line.put("entities", incident.entities().stream().map(EntityId::name).toList());
    line.put("causes", causes(diagnoses.get(key)));
    line.put("fixes", fixes(proposals.getOrDefault(key, Map.of())));
    line.put("alerts", incident.alertCount());
    var content = new LinkedHashMap<String, Object>(line);
    content.remove("at");
    content.replace("state", "opened".equals(line.get("state")) ? "updated" : line.get("state"));
    if (content.equals(before)) return;
    printed.put(key, content);
    write(line);
    if (incident.state() == Incident.State.MERGED) forget(key);
  }

  private void forget(IncidentId id) {
    incidents.remove(id);
    diagnoses.remove(id);
    proposals.remove(id);
  }

  private static List<Map<String, Object>> causes(@Nullable Diagnosis diagnosis) {
    if (diagnosis == null) return List.of();
    return diagnosis.hypotheses().stream()
        .map(
            suspect -> {
              var cause = new LinkedHashMap<String, Object>();
              cause.put("entity", suspect.entity().name());
              cause.put("metric", suspect.metric());
              cause.put("kind", suspect.kind().name().toLowerCase(Locale.ROOT));
              cause.put("probability", Math.round(suspect.probability() * 1000) / 1000.0);
              cause.put("why", suspect.evidence().stream().map(Evidence::text).toList());
              return (Map<String, Object>) cause;
            })
        .toList();
  }

  private static List<Map<String, Object>> fixes(Map<String, Proposal> proposals) {
    return proposals.values().stream()
        .filter(proposal -> proposal.state() == Proposal.State.OPEN)
        .sorted(Comparator.comparingInt(Proposal::rank))
        .map(
            proposal -> {
              var fix = new LinkedHashMap<String, Object>();
              fix.put("runbook", proposal.remediation().name());
              fix.put("target", proposal.plan().target().name());
              fix.put("risk", proposal.remediation().risk().name().toLowerCase(Locale.ROOT));
              return (Map<String, Object>) fix;
            })
        .toList();
  }

  private void run(Run run) {
    var line = new LinkedHashMap<String, Object>();
    line.put("type", "run");
    line.put("id", run.id());
    line.put("incident", run.incident().text());
    line.put("runbook", run.plan().remediation());
    line.put("target", run.plan().target().name());
    line.put("argv", argv(run.plan().action()));
    line.put("state", run.state().name().toLowerCase(Locale.ROOT));
    line.put("at", run.changedAt().toString());
    line.put("exit", run.exit().isPresent() ? run.exit().getAsInt() : null);
    line.put("why", run.why());
    var content = new LinkedHashMap<String, Object>(line);
    content.remove("at");
    if (Objects.equals(content, printed.put("run " + run.id(), content))) return;
    write(line);
  }

  private static List<String> argv(Action action) {
    return switch (action) {
      case Action.Command command -> command.argv();
      case Action.Http http -> List.of(http.method(), http.url());
    };
  }

  private void write(Map<String, Object> line) {
    out.println(JSON.writeValueAsString(line));
    out.flush();
  }
}
