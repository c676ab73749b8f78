package io.watchfloor.model.pipeline;

import io.watchfloor.model.detect.Band;
import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.incident.AlertBook;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.PastIncidents;
import io.watchfloor.model.learn.Priors;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Remediation;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Puts together what the screens show.
final class Snapshots {
  private static final int TEMPLATES = 500;
  private static final int SIMILAR = 5;
  private static final Duration MISSED_AFTER = Duration.ofSeconds(60);

  private final boolean sandbox;
  private final ServiceTiles tiles;
  private final Memory memory;
  private final AlertBook alerts;
  private final Correlator correlator;
  private final Desk desk;
  private final Dispatches dispatches;
  private final NoiseCount noise;
  private final Outlooker outlooker;
  private final PastIncidents past;
  private Map<IncidentId, Looked> lookedFor = new TreeMap<>();

  private record Looked(int version, List<PastIncidents.Match> like) {}

  Snapshots(
      boolean sandbox,
      RecentSamples recent,
      Memory memory,
      AlertBook alerts,
      Correlator correlator,
      Desk desk,
      Dispatches dispatches,
      NoiseCount noise,
      Outlooker outlooker,
      PastIncidents past) {
    this.sandbox = sandbox;
    this.tiles = new ServiceTiles(recent);
    this.memory = memory;
    this.alerts = alerts;
    this.correlator = correlator;
    this.desk = desk;
    this.dispatches = dispatches;
    this.noise = noise;
    this.outlooker = outlooker;
    this.past = past;
  }

  Snapshot snapshot(
      long number,
      Instant now,
      Duration took,
      List<SourceStatus> status,
      Store.Size size,
      List<String> problems,
      Detectors detectors,
      List<Remediation> catalogue,
      Priors priors) {
    var incidents =
        correlator.all().stream()
            .sorted(Comparator.comparing(Incident::openedAt).reversed())
            .toList();
    var anomalies = memory.anomalies();
    return new Snapshot(
        number,
        now,
        took,
        status,
        List.copyOf(alerts.all()),
        incidents,
        Map.copyOf(memory.diagnoses()),
        List.copyOf(desk.proposals()),
        List.copyOf(desk.runs()),
        dispatches.all(),
        anomalies,
        memory.logFindings(),
        detectors.groups(),
        detectors.templates(TEMPLATES),
        memory.changes(),
        tiles.tiles(
            memory.topology(),
            incidents,
            anomalies,
            blind(status),
            id -> band(detectors, id),
            sandbox,
            now),
        memory.outlooks(),
        outlooker.record(),
        detectors.deep(),
        detectors.focus().chosen(),
        memory.topology(),
        catalogue,
        priors,
        desk.automation(),
        noise.noise(missed(now), now),
        size,
        problems,
        similar(incidents),
        correlator.outside(now));
  }

  private static double[] band(Detectors detectors, SeriesId id) {
    return detectors
        .band(id)
        .map(Snapshots::columns)
        .orElseGet(() -> new double[] {Double.NaN, Double.NaN, Double.NaN});
  }

  private static double[] columns(Band band) {
    return new double[] {band.expected(), band.low(), band.high()};
  }

  private static Set<SourceId> blind(List<SourceStatus> status) {
    return status.stream()
        .filter(source -> source.health() == SourceHealth.BLIND)
        .map(SourceStatus::id)
        .collect(Collectors.toSet());
  }

  /// Alerts that have fired for a minute and are in no incident.
  private int missed(Instant now) {
    return (int)
        alerts.all().stream()
            .filter(
                alert ->
                    alert.alert().isActive()
                        && alert.incident().isEmpty()
                        && alert.firstSeen().isBefore(now.minus(MISSED_AFTER)))
            .count();
  }

  /// For each open incident, past ones like it; looked for again when the incident changed.
  private Map<String, List<PastIncidents.Match>> similar(List<Incident> incidents) {
    for (var run : desk.runs())
      if (run.state() == RunState.SUCCEEDED) past.fixed(run.incident(), run.plan().title());
    var similar = new TreeMap<String, List<PastIncidents.Match>>();
    var looked = new TreeMap<IncidentId, Looked>();
    for (var incident : incidents) {
      if (!incident.isOpen()) continue;
      var last = lookedFor.get(incident.id());
      var found =
          last != null && last.version() == incident.version()
              ? last
              : new Looked(incident.version(), past.like(incident, SIMILAR));
      looked.put(incident.id(), found);
      if (!found.like().isEmpty()) similar.put(incident.id().text(), found.like());
    }
    lookedFor = looked;
    return similar;
  }
}
