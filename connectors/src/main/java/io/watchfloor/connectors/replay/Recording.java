package io.watchfloor.connectors.replay;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.Entity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What was seen of an estate for a while, each part oldest first, in the times in which it was
/// recorded. `faults` are the truth behind it, where somebody wrote it down.
public record Recording(
    String name,
    Instant start,
    Instant end,
    List<Entity> entities,
    List<Edge> edges,
    List<RecordedSeries> series,
    List<RecordedAlert> alerts,
    List<RecordedLog> logs,
    List<RecordedChange> changes,
    List<Fault> faults) {

  /// How long before the first trouble the playing begins.
  private static final Duration LEAD = Duration.ofSeconds(15);

  /// A stretch without any alert that ends a burst of them.
  private static final Duration CALM = Duration.ofSeconds(60);

  /// "caller needs callee".
  public record Edge(EntityId caller, EntityId callee) {}

  /// One series on a regular grid; NaN where there was no value.
  record RecordedSeries(
      Labels labels, MetricInfo info, long startMillis, long stepMillis, double[] values) {
    long millis(int index) {
      return startMillis + index * stepMillis;
    }

    /// The first index at or after `millis`, at most the length.
    int indexAt(long millis) {
      if (millis <= startMillis) return 0;
      long index = Math.ceilDiv(millis - startMillis, stepMillis);
      return (int) Math.min(index, values.length);
    }
  }

  /// One change of state of one alert: `change` is active, suppressed or resolved.
  record RecordedAlert(
      Instant time,
      String change,
      String fingerprint,
      Labels labels,
      Labels annotations,
      Instant startsAt) {
    boolean isResolved() {
      return change.equals("resolved");
    }
  }

  record RecordedLog(Instant time, Labels labels, String level, String text) {}

  record RecordedChange(
      Instant time, String id, String kind, String service, String version, String text) {}

  /// A fault that was made on purpose, from inclusive, to exclusive; `remedy` is what ended it.
  public record Fault(String name, EntityId entity, String remedy, Instant from, Instant to) {
    boolean isActiveAt(Instant at) {
      return !at.isBefore(from) && at.isBefore(to);
    }
  }

  /// What a person may want to jump to, by its place in the recording. `kind` is the change's own
  /// word, or `alert`.
  public record Milestone(Duration at, String kind, String text) {}

  public Recording {
    entities = List.copyOf(entities);
    edges = List.copyOf(edges);
    series = List.copyOf(series);
    alerts = List.copyOf(alerts);
    logs = List.copyOf(logs);
    changes = List.copyOf(changes);
    faults = List.copyOf(faults);
  }

  /// Reads a recording from a folder.
  ///
  /// @throws SourceException that names the file, the line and what to do
  public static Recording read(Path folder) throws SourceException {
    return RecordingReader.read(RecordingFolder.of(folder));
  }

  /// Reads a recording that comes with the program.
  ///
  /// @throws SourceException if there is none of this name, or it is damaged
  public static Recording bundled(String name) throws SourceException {
    return RecordingReader.read(RecordingFolder.bundled(name));
  }

  public Duration length() {
    return Duration.between(start, end);
  }

  /// Where the playing begins: shortly before the first trouble, so that what was healthy before is
  /// known at once.
  Instant beginning() {
    var trouble =
        Stream.of(
                changes.stream().map(RecordedChange::time),
                alerts.stream().map(RecordedAlert::time),
                faults.stream().map(Fault::from))
            .flatMap(times -> times)
            .min(Instant::compareTo)
            .orElse(start.plus(length().dividedBy(2)));
    var begin = trouble.minus(LEAD);
    return begin.isBefore(start) ? start : begin;
  }

  /// The log lines of a stretch, from inclusive, to exclusive.
  List<RecordedLog> logs(Instant from, Instant to) {
    return logs.subList(logIndex(from), logIndex(to));
  }

  private int logIndex(Instant at) {
    int low = 0;
    int high = logs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (logs.get(middle).time().isBefore(at)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  Optional<Fault> faultAt(Instant at) {
    return faults.stream().filter(fault -> fault.isActiveAt(at)).findFirst();
  }

  /// The changes, and the first alert of each burst, in order.
  public List<Milestone> milestones() {
    var told =
        changes.stream()
            .map(change -> new Milestone(place(change.time()), change.kind(), change.text()));
    return Stream.concat(told, bursts().stream())
        .sorted(Comparator.comparing(Milestone::at))
        .toList();
  }

  private List<Milestone> bursts() {
    var bursts = new ArrayList<Milestone>();
    var active = new HashSet<String>();
    var lastChange = Instant.MIN;
    for (var alert : alerts) {
      boolean isCalm = active.isEmpty() && lastChange.isBefore(alert.time().minus(CALM));
      if (isCalm && !alert.isResolved())
        bursts.add(new Milestone(place(alert.time()), "alert", summary(alert)));
      if (alert.isResolved()) active.remove(alert.fingerprint());
      else active.add(alert.fingerprint());
      lastChange = alert.time();
    }
    return bursts;
  }

  private Duration place(Instant at) {
    return Duration.between(start, at);
  }

  private static String summary(RecordedAlert alert) {
    return alert
        .annotations()
        .get("summary")
        .or(() -> alert.labels().get("alertname"))
        .orElse(alert.fingerprint());
  }
}
