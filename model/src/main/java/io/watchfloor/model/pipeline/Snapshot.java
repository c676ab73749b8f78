package io.watchfloor.model.pipeline;

import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.GroupFinding;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Outside;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Automation;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.SourceStatus;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the screens show: everything at one moment, immutable. `alerts` are active, latched, or
/// resolved within the hour; `incidents` open or resolved within the day, newest first; `noise` is
/// for the last 24 hours. `deep` are the series judged deeply, `chosen` those that people chose for
/// it. `problems` are what is wrong with configuration, runbooks or recordings, each naming file,
/// place and next step. `similar` are past incidents like each open one, likest first; `outside`
/// says of alerts (by key) why they are in no incident.
public record Snapshot(
    long turn,
    Instant at,
    Duration turnTook,
    List<SourceStatus> sources,
    List<TrackedAlert> alerts,
    List<Incident> incidents,
    Map<IncidentId, Diagnosis> diagnoses,
    List<Proposal> proposals,
    List<Run> runs,
    List<Dispatch> dispatches,
    List<Anomaly> anomalies,
    List<LogFinding> logFindings,
    List<GroupFinding> groups,
    List<LogTemplate> templates,
    List<Change> changes,
    List<ServiceHealth> services,
    List<Outlook> outlooks,
    ForecastRecord forecastRecord,
    Set<SeriesId> deep,
    Set<SeriesId> chosen,
    Topology topology,
    List<Remediation> catalogue,
    Priors priors,
    Automation automation,
    Noise noise,
    Store.Size size,
    List<String> problems,
    Map<String, List<PastIncidents.Match>> similar,
    Map<String, Outside> outside) {

  /// How many alerts came in and how many incidents they made, in the last 24 hours; `perHour`
  /// counts alerts, oldest hour first; `noisiest` are rules by how often they fired.
  public record Noise(
      int alerts, int incidents, int missed, int[] perHour, Map<String, Integer> noisiest) {}

  /// A world about which nothing is known yet.
  public static final Snapshot EMPTY =
      new Snapshot(
          0,
          Instant.EPOCH,
          Duration.ZERO,
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          ForecastRecord.NONE,
          Set.of(),
          Set.of(),
          Topology.EMPTY,
          List.of(),
          Priors.NONE,
          new Automation(true, 0),
          new Noise(0, 0, 0, new int[24], Map.of()),
          new Store.Size(0, 0, Optional.empty(), 0, Duration.ZERO),
          List.of(),
          Map.of(),
          Map.of());
}
