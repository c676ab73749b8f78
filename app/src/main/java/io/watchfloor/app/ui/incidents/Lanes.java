package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Unusual;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.Timeline;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.pipeline.Gaps;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the timeline draws: the lanes and the series behind the anomaly lanes, with the ordinary
/// range each had when it was left; `gaps` are when sources were blind. Read off the FX thread.
///
/// @param unusual what can be said of the incident's anomalies, by their ids
record Lanes(
    Timeline timeline,
    Map<SeriesId, Series> series,
    Map<SeriesId, Anomaly> strangest,
    Map<SourceId, List<Window>> gaps,
    Map<String, Unusual> unusual) {
  private static final int MOST = 2_000;
  private static final int MOST_SAID = 20;
  private static final Duration AROUND = Duration.ofMinutes(15);

  static Lanes read(Incident incident, Snapshot snapshot, History history, Instant now) {
    var end = incident.resolvedAt().orElse(now);
    var until = end.isAfter(incident.since()) ? end : incident.since().plusSeconds(1);
    var around = new Window(incident.since().minus(AROUND), until.plusSeconds(300));
    var alerts = new LinkedHashMap<String, TrackedAlert>();
    var versions = new ArrayList<TrackedAlert>(history.alerts(around, MOST));
    for (var alert : versions) alerts.put(alert.key(), alert);
    for (var alert : snapshot.alerts()) if (!alerts.containsKey(alert.key())) versions.add(alert);
    var anomalies = new LinkedHashMap<String, Anomaly>();
    for (var one : history.anomalies(around, MOST)) anomalies.put(one.id(), one);
    for (var one : snapshot.anomalies()) anomalies.put(one.id(), one);
    var findings = findings(incident, snapshot);
    var gaps = gaps(incident, snapshot, history, around);
    var lines = new HashMap<String, List<Instant>>();
    for (var finding : findings) {
      var found =
          history.logs(around, finding.template(), finding.entity(), "", MOST).stream()
              .map(LogLine::at)
              .sorted()
              .toList();
      lines.put(finding.id(), found);
    }
    var timeline =
        Timeline.of(
            incident,
            new Timeline.Known(
                versions,
                List.copyOf(anomalies.values()),
                findings,
                lines,
                changes(snapshot, history, around),
                blamed(snapshot.diagnoses().get(incident.id())),
                acts(incident, snapshot),
                gaps),
            now);
    var series = new HashMap<SeriesId, Series>();
    var strangest = new HashMap<SeriesId, Anomaly>();
    for (var lane : timeline.lanes())
      lane.series().ifPresent(id -> series.put(id, history.series(id, timeline.span())));
    for (var one : anomalies.values())
      if (series.containsKey(one.series())) strangest.put(one.series(), one);
    return new Lanes(
        timeline,
        series,
        strangest,
        gaps,
        unusual(incident, anomalies.values(), snapshot, history));
  }

  private static Map<String, Unusual> unusual(
      Incident incident, Collection<Anomaly> anomalies, Snapshot snapshot, History history) {
    var ids = new HashSet<String>();
    for (var member : incident.members())
      if (member.ref() instanceof Ref.ToAnomaly(String id) && ids.size() < MOST_SAID) ids.add(id);
    var said = new HashMap<String, Unusual>();
    for (var one : anomalies)
      if (ids.contains(one.id()))
        for (var it : Unusual.of(one.series(), List.of(one), snapshot, history))
          said.put(one.id(), it);
    return said;
  }

  private static List<LogFinding> findings(Incident incident, Snapshot snapshot) {
    var ids =
        incident.members().stream()
            .map(member -> member.ref() instanceof Ref.ToLog(String id) ? id : "")
            .collect(Collectors.toSet());
    return snapshot.logFindings().stream().filter(one -> ids.contains(one.id())).toList();
  }

  private static List<io.watchfloor.model.signal.Change> changes(
      Snapshot snapshot, History history, Window around) {
    var all = new LinkedHashMap<String, io.watchfloor.model.signal.Change>();
    for (var change : history.changes(around, MOST)) all.put(change.id(), change);
    for (var change : snapshot.changes())
      if (around.contains(change.at())) all.put(change.id(), change);
    return List.copyOf(all.values());
  }

  private static Set<String> blamed(@org.jspecify.annotations.Nullable Diagnosis diagnosis) {
    if (diagnosis == null) return Set.of();
    return diagnosis.hypotheses().stream()
        .flatMap(hypothesis -> hypothesis.change().stream())
        .map(change -> change.id())
        .collect(Collectors.toSet());
  }

  private static List<Timeline.Act> acts(Incident incident, Snapshot snapshot) {
    var acts = new ArrayList<Timeline.Act>();
    for (Run run : snapshot.runs()) {
      if (!run.incident().equals(incident.id())) continue;
      Optional<Ref> ref = Optional.of(new Ref.ToRun(run.id()));
      acts.add(
          new Timeline.Act(
              run.startedAt().orElse(run.approval().at()),
              run.endedAt(),
              run.approval().by(),
              run.plan().title(),
              ref));
    }
    return acts;
  }

  private static Map<SourceId, List<Window>> gaps(
      Incident incident, Snapshot snapshot, History history, Window around) {
    var gaps = Gaps.in(around, snapshot, history);
    boolean sandbox = incident.id().isSandbox();
    gaps.keySet().removeIf(id -> id.isSandbox() != sandbox);
    return gaps;
  }

  Optional<Series> of(Timeline.Lane lane) {
    return lane.series().map(series::get);
  }

  /// When a source that feeds the lane was blind.
  List<Window> unseen(Timeline.Lane lane) {
    return Gaps.joined(
        lane.sources().stream()
            .flatMap(source -> gaps.getOrDefault(source, List.of()).stream())
            .toList());
  }
}
