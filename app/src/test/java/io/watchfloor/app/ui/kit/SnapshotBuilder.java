package io.watchfloor.app.ui.kit;

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
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.pipeline.Store;
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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A snapshot by hand: set what a test is about, the rest is empty and calm.
public final class SnapshotBuilder {
  public long turn = 1;
  public Instant at = Estate.NOW;
  public Duration turnTook = Duration.ofMillis(14);
  public final List<SourceStatus> sources = new ArrayList<>();
  public final List<TrackedAlert> alerts = new ArrayList<>();
  public final List<Incident> incidents = new ArrayList<>();
  public final Map<IncidentId, Diagnosis> diagnoses = new LinkedHashMap<>();
  public final List<Proposal> proposals = new ArrayList<>();
  public final List<Run> runs = new ArrayList<>();
  public final List<Dispatch> dispatches = new ArrayList<>();
  public final List<Anomaly> anomalies = new ArrayList<>();
  public final List<LogFinding> logFindings = new ArrayList<>();
  public final List<GroupFinding> groups = new ArrayList<>();
  public final List<LogTemplate> templates = new ArrayList<>();
  public final List<Change> changes = new ArrayList<>();
  public final List<ServiceHealth> services = new ArrayList<>();
  public final List<Outlook> outlooks = new ArrayList<>();
  public ForecastRecord forecastRecord = ForecastRecord.NONE;
  public final Set<SeriesId> deep = new HashSet<>();
  public final Set<SeriesId> chosen = new HashSet<>();
  public Topology topology = Topology.EMPTY;
  public final List<Remediation> catalogue = new ArrayList<>();
  public Priors priors = Priors.NONE;
  public Automation automation = new Automation(false, 6);
  public Snapshot.Noise noise = new Snapshot.Noise(0, 0, 0, new int[24], Map.of());
  public Store.Size size =
      new Store.Size(412_000_000L, 52_000_000L, Optional.empty(), 4L << 30, Duration.ofDays(30));
  public final List<String> problems = new ArrayList<>();
  public final Map<String, List<PastIncidents.Match>> similar = new LinkedHashMap<>();
  public final Map<String, Outside> outside = new LinkedHashMap<>();

  public Snapshot build() {
    return new Snapshot(
        turn,
        at,
        turnTook,
        List.copyOf(sources),
        List.copyOf(alerts),
        List.copyOf(incidents),
        Map.copyOf(diagnoses),
        List.copyOf(proposals),
        List.copyOf(runs),
        List.copyOf(dispatches),
        List.copyOf(anomalies),
        List.copyOf(logFindings),
        List.copyOf(groups),
        List.copyOf(templates),
        List.copyOf(changes),
        List.copyOf(services),
        List.copyOf(outlooks),
        forecastRecord,
        Set.copyOf(deep),
        Set.copyOf(chosen),
        topology,
        List.copyOf(catalogue),
        priors,
        automation,
        noise,
        size,
        List.copyOf(problems),
        Map.copyOf(similar),
        Map.copyOf(outside));
  }
}
