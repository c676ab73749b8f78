package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// An incident's ordered facts, as lanes one above the other: changes, alerts, anomalies, logs,
/// people, sight. `span` is the incident and a quarter of its length around it; `onset` when the
/// trouble began; `end` is empty while it lasts. Pure: the same facts give the same lanes, which
/// are in the order in which they are to be drawn.
public record Timeline(Window span, Instant onset, Optional<Instant> end, List<Lane> lanes) {
  private static final Duration SHORTEST = Duration.ofSeconds(60);
  private static final Duration MOST_BEFORE = Duration.ofMinutes(15);
  private static final int MOST_MARKS = 2_000;
  private static final int MOST_LANES_OF_A_KIND = 20;

  public enum Kind {
    CHANGES,
    ALERTS,
    ANOMALIES,
    LOGS,
    PEOPLE,
    SIGHT
  }

  /// One row. `series` is what an anomaly lane draws; `note` is a word at the lane's end ("flaps,
  /// 3×"); `sources` are those it is fed by: where they were blind, the lane says nothing.
  public record Lane(
      Kind kind,
      String label,
      EntityId entity,
      Optional<SeriesId> series,
      List<Mark> marks,
      String note,
      Set<SourceId> sources) {
    public Lane {
      marks = List.copyOf(marks);
      sources = Set.copyOf(sources);
    }
  }

  /// One thing that happened: a moment (`until` equals `from`) or a stretch. `isOpen` lasts until
  /// now; `stands` stands out: the change to blame, the log pattern never seen before.
  public record Mark(
      Instant from,
      Instant until,
      boolean isOpen,
      Severity severity,
      String text,
      Optional<Ref> ref,
      boolean stands) {
    public boolean isMoment() {
      return from.equals(until);
    }
  }

  /// What somebody (or a runbook) did, where it is no note on the incident: an acknowledgement of
  /// an alert, a run.
  public record Act(
      Instant from, Optional<Instant> until, Operator by, String text, Optional<Ref> ref) {}

  /// What is known around the incident. `alerts` may hold several versions of one alert, one for
  /// each time it fired; `logLines` are the times of the lines of a finding, by its id; `blamed`
  /// are the ids of the changes that a suspect is blamed for; `gaps` are when sources were blind.
  public record Known(
      List<TrackedAlert> alerts,
      List<Anomaly> anomalies,
      List<LogFinding> logs,
      Map<String, List<Instant>> logLines,
      List<Change> changes,
      Set<String> blamed,
      List<Act> acts,
      Map<SourceId, List<Window>> gaps) {}

  public Timeline {
    lanes = List.copyOf(lanes);
  }

  public static Timeline of(Incident incident, Known known, Instant now) {
    var span = span(incident, known, now);
    var lanes = new ArrayList<Lane>();
    lanes.addAll(changes(known, span));
    lanes.addAll(alerts(incident, known, now));
    lanes.addAll(anomalies(incident, known, now));
    lanes.addAll(logs(incident, known, now));
    lanes.addAll(people(incident, known, span, now));
    lanes.addAll(sight(known, span, now));
    return new Timeline(span, incident.since(), incident.resolvedAt(), lanes);
  }

  /// The incident ± 25 %, wide enough to show the change that is blamed.
  private static Window span(Incident incident, Known known, Instant now) {
    var from = incident.since();
    var until = incident.resolvedAt().orElse(now);
    if (Duration.between(from, until).compareTo(SHORTEST) < 0) until = from.plus(SHORTEST);
    var span = new Window(from, until).widened(0.25);
    var first =
        known.changes().stream()
            .filter(change -> known.blamed().contains(change.id()))
            .map(Change::at)
            .filter(at -> at.isAfter(incident.since().minus(MOST_BEFORE)))
            .min(Comparator.naturalOrder());
    if (first.isEmpty() || first.get().isAfter(span.from())) return span;
    return new Window(first.get().minusSeconds(10), span.to());
  }

  private static List<Lane> changes(Known known, Window span) {
    var marks = new ArrayList<Mark>();
    for (var change : known.changes()) {
      if (!span.contains(change.at())) continue;
      var ref = new Ref.ToChange(change.source(), change.id());
      var text = change.text().isBlank() ? change.kind() + " " + change.entity() : change.text();
      boolean blamed = known.blamed().contains(change.id());
      marks.add(moment(change.at(), Severity.INFO, text, Optional.of(ref), blamed));
    }
    if (marks.isEmpty()) return List.of();
    var sources = known.changes().stream().map(Change::source).collect(Collectors.toSet());
    return List.of(lane(Kind.CHANGES, "Changes", marks, sources));
  }

  private static List<Lane> alerts(Incident incident, Known known, Instant now) {
    var byKey = new LinkedHashMap<String, List<TrackedAlert>>();
    for (var member : incident.members())
      if (member.ref() instanceof Ref.ToAlert ref) byKey.put(ref.key(), new ArrayList<>());
    for (var alert : known.alerts())
      if (byKey.containsKey(alert.key())) byKey.getOrDefault(alert.key(), List.of()).add(alert);
    var lanes = new ArrayList<Lane>();
    for (var member : incident.members()) {
      if (!(member.ref() instanceof Ref.ToAlert ref)) continue;
      var versions = byKey.getOrDefault(ref.key(), List.of());
      lanes.add(alertLane(member, ref, versions, now));
    }
    lanes.sort(Comparator.comparing((Lane lane) -> lane.marks().getFirst().from()));
    return lanes.stream().limit(MOST_LANES_OF_A_KIND).toList();
  }

  private static Lane alertLane(
      Member member, Ref.ToAlert ref, List<TrackedAlert> versions, Instant now) {
    var bars = new TreeMap<Instant, Mark>();
    for (var version : versions) {
      var alert = version.alert();
      if (alert.state() == Alert.State.PENDING) continue;
      var from = alert.startsAt().isAfter(now) ? now : alert.startsAt();
      boolean open = alert.isActive();
      var until = open ? now : alert.endsAt().orElse(version.lastChange());
      bars.put(from, stretch(from, until, open, alert.severity(), alert.summary(), ref));
    }
    if (bars.isEmpty()) {
      var until = member.until().orElse(now);
      bars.put(
          member.from(),
          stretch(member.from(), until, member.isActive(), member.severity(), member.text(), ref));
    }
    var newest =
        versions.isEmpty() ? Optional.<TrackedAlert>empty() : Optional.of(versions.getLast());
    var label = newest.map(version -> version.alert().name()).orElse(member.text());
    var note =
        newest
            .filter(version -> version.flapping() || version.count() > 1)
            .map(version -> (version.flapping() ? "flaps, " : "fired ") + version.count() + "×")
            .orElse("");
    return new Lane(
        Kind.ALERTS,
        label,
        member.entity(),
        Optional.empty(),
        List.copyOf(bars.values()),
        note,
        versions.stream().map(version -> version.alert().source()).collect(Collectors.toSet()));
  }

  private static List<Lane> anomalies(Incident incident, Known known, Instant now) {
    var wanted = members(incident, Ref.ToAnomaly.class);
    var lanes = new LinkedHashMap<SeriesId, List<Mark>>();
    var entities = new LinkedHashMap<SeriesId, EntityId>();
    for (var anomaly : known.anomalies()) {
      var ref = new Ref.ToAnomaly(anomaly.id());
      if (!wanted.contains(ref)) continue;
      var text = anomaly.series() + (anomaly.direction() < 0 ? " below" : " above") + " its band";
      lanes
          .computeIfAbsent(anomaly.series(), s -> new ArrayList<>())
          .add(
              stretch(
                  anomaly.from(),
                  anomaly.until().orElse(now),
                  anomaly.isOpen(),
                  Severity.WARNING,
                  text,
                  ref));
      entities.put(anomaly.series(), anomaly.entity());
    }
    var found = new ArrayList<Lane>();
    lanes.forEach(
        (series, marks) ->
            found.add(
                new Lane(
                    Kind.ANOMALIES,
                    series.metric(),
                    entities.getOrDefault(series, EntityId.NONE),
                    Optional.of(series),
                    marks,
                    "",
                    Set.of(series.source()))));
    return found.stream().limit(MOST_LANES_OF_A_KIND).toList();
  }

  private static List<Lane> logs(Incident incident, Known known, Instant now) {
    var wanted = members(incident, Ref.ToLog.class);
    var lanes = new ArrayList<Lane>();
    for (var finding : known.logs()) {
      var ref = new Ref.ToLog(finding.id());
      if (!wanted.contains(ref)) continue;
      boolean isNew = finding.kind() == LogFinding.Kind.NEW_TEMPLATE;
      var lines = known.logLines().getOrDefault(finding.id(), List.of());
      var marks = new ArrayList<Mark>();
      for (var at : lines.subList(0, Math.min(MOST_MARKS, lines.size())))
        marks.add(moment(at, finding.severity(), finding.example(), Optional.of(ref), false));
      if (marks.isEmpty())
        marks.add(
            stretch(
                finding.from(),
                finding.until().orElse(now),
                finding.isOpen(),
                finding.severity(),
                finding.example(),
                ref));
      if (isNew) marks.set(0, standing(marks.getFirst()));
      var note = finding.lines() + (finding.lines() == 1 ? " line" : " lines");
      lanes.add(
          new Lane(
              Kind.LOGS,
              finding.pattern(),
              finding.entity(),
              Optional.empty(),
              marks,
              note,
              Set.of(finding.source())));
    }
    return lanes.stream().limit(MOST_LANES_OF_A_KIND).toList();
  }

  private static List<Lane> people(Incident incident, Known known, Window span, Instant now) {
    var marks = new ArrayList<Mark>();
    for (var note : incident.notes()) {
      var did =
          switch (note.kind()) {
            case NOTE -> ": " + note.text();
            case ACKNOWLEDGED -> " took it in hand" + said(note.text());
            case ASSIGNED -> " gave it to " + note.text();
            case OPENED_FIX -> " opened the fix " + note.text();
            case VERDICT -> " judged: " + note.text();
            case MERGED -> " merged " + note.text() + " into it";
            case UNLINKED -> " took a member out";
            case SPLIT -> " made an incident of its own of some of it";
            case LINKED -> " put a member in";
          };
      marks.add(moment(note.at(), Severity.INFO, note.by().name() + did, Optional.empty(), false));
    }
    for (var act : known.acts()) {
      if (act.from().isBefore(span.from()) || act.from().isAfter(span.to())) continue;
      var until = act.until().orElse(now);
      marks.add(
          new Mark(
              act.from(),
              until.isBefore(act.from()) ? act.from() : until,
              act.until().isEmpty(),
              Severity.INFO,
              act.by().name() + " " + act.text(),
              act.ref(),
              false));
    }
    if (marks.isEmpty()) return List.of();
    return List.of(lane(Kind.PEOPLE, "People", marks, Set.of()));
  }

  private static String said(String text) {
    return text.isBlank() ? "" : ": " + text;
  }

  private static List<Lane> sight(Known known, Window span, Instant now) {
    var lanes = new ArrayList<Lane>();
    new TreeMap<>(known.gaps())
        .forEach(
            (source, gaps) -> {
              var marks = new ArrayList<Mark>();
              for (var gap : gaps) {
                if (!gap.from().isBefore(span.to()) || !gap.to().isAfter(span.from())) continue;
                boolean open = !gap.to().isBefore(now);
                var ref = new Ref.ToSource(source);
                var text = "no data from " + source + " since " + gap.from();
                marks.add(stretch(gap.from(), gap.to(), open, Severity.UNKNOWN, text, ref));
              }
              if (!marks.isEmpty())
                lanes.add(lane(Kind.SIGHT, source.name(), marks, Set.of(source)));
            });
    return lanes;
  }

  private static Set<Ref> members(Incident incident, Class<? extends Ref> kind) {
    var refs = new HashSet<Ref>();
    for (var member : incident.members()) if (kind.isInstance(member.ref())) refs.add(member.ref());
    return refs;
  }

  private static Lane lane(Kind kind, String label, List<Mark> marks, Set<SourceId> sources) {
    var ordered = new ArrayList<>(marks);
    ordered.sort(Comparator.comparing(Mark::from).thenComparing(Mark::text));
    return new Lane(kind, label, EntityId.NONE, Optional.empty(), ordered, "", sources);
  }

  private static Mark moment(
      Instant at, Severity severity, String text, Optional<Ref> ref, boolean stands) {
    return new Mark(at, at, false, severity, text, ref, stands);
  }

  private static Mark stretch(
      Instant from, Instant until, boolean open, Severity severity, String text, Ref ref) {
    var end = until.isBefore(from) ? from : until;
    return new Mark(from, end, open, severity, text, Optional.of(ref), false);
  }

  private static Mark standing(Mark mark) {
    return new Mark(
        mark.from(), mark.until(), mark.isOpen(), mark.severity(), mark.text(), mark.ref(), true);
  }
}
