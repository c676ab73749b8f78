package io.watchfloor.connectors.declared;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes signals of the items of one read. What lacks a needed field is counted and left out; the
/// points of one series become one stretch of samples. Used for one read of one pull.
final class Mapper {
  private final Read read;
  private final SourceId source;
  private final EntityRules rules;
  private final Instant received;
  private final List<Signal> signals = new ArrayList<>();
  private final Map<Labels, TreeMap<Long, Double>> series = new LinkedHashMap<>();
  private final Map<Labels, MetricInfo> infos = new LinkedHashMap<>();
  private int samples;
  private final Map<String, Integer> lacking = new TreeMap<>();

  Mapper(Read read, SourceId source, EntityRules rules, Instant received) {
    this.read = read;
    this.source = source;
    this.rules = rules;
    this.received = received;
  }

  /// Takes one item or point; tells its time where it has one. What was before `${since}` was asked
  /// for by nobody: not every system can be told from when on it shall tell.
  Optional<Instant> take(Scope scope) {
    var mapping = read.mapping();
    for (var field : read.tells().needed())
      if (!isThere(field, scope)) {
        lacking.merge(field, 1, Integer::sum);
        return Optional.empty();
      }
    var at = mapping.time("at", scope);
    if (read.tells().isDated()
        && at.isPresent()
        && scope.variable("since") instanceof Instant since
        && at.get().isBefore(since.minusSeconds(1))) return at;
    switch (read.tells()) {
      case ALERTS -> signals.add(alert(scope));
      case METRICS -> sample(scope, at.orElse(received));
      case DEPENDENCIES -> signals.add(dependency(scope));
      case EVENTS, CHANGES, TICKETS, LOGS -> signals.add(dated(scope, at.orElse(received)));
    }
    return at;
  }

  private boolean isThere(String field, Scope scope) {
    return switch (field) {
      case "at" -> read.mapping().time("at", scope).isPresent();
      case "from", "to" -> !read.mapping().labels(field, scope).isEmpty();
      case "value" -> !Double.isNaN(read.mapping().number("value", scope));
      default -> !read.mapping().text(field, scope).isEmpty();
    };
  }

  private Alert alert(Scope scope) {
    var mapping = read.mapping();
    var severity = severity(scope, Severity.WARNING);
    var labels = new TreeMap<>(mapping.labels("labels", scope).map());
    labels.put("alertname", mapping.text("name", scope));
    labels.putIfAbsent("severity", severity.name().toLowerCase(Locale.ROOT));
    var all = Labels.of(labels);
    var annotations = mapping.labels("annotations", scope);
    var summary = mapping.text("summary", scope);
    var state = state(scope);
    var said = mapping.has("said") ? mapping.text("said", scope) : mapping.raw("state", scope);
    var start = mapping.time("start", scope).orElse(received);
    return new Alert(
        source,
        mapping.raw("id", scope),
        rules.entity(all),
        all,
        summary.isEmpty() ? annotations : annotations.with("summary", summary),
        severity,
        state,
        said,
        start,
        state == Alert.State.RESOLVED
            ? Optional.of(mapping.time("end", scope).orElse(received))
            : Optional.empty(),
        mapping.time("at", scope).orElse(received),
        received);
  }

  private Alert.State state(Scope scope) {
    var suppressed = read.mapping().text("suppressed", scope);
    var word = read.mapping().text("state", scope).toUpperCase(Locale.ROOT);
    var state = Alert.State.FIRING;
    for (var each : Alert.State.values()) if (each.name().equals(word)) state = each;
    boolean isMuted = !suppressed.replace("false", "").replace("0", "").isEmpty();
    return isMuted && state == Alert.State.FIRING ? Alert.State.SUPPRESSED : state;
  }

  private Severity severity(Scope scope, Severity otherwise) {
    var word = read.mapping().text("severity", scope);
    return word.isEmpty() ? otherwise : Severity.ofWord(word);
  }

  private Signal dated(Scope scope, Instant at) {
    var mapping = read.mapping();
    var labels = mapping.labels("labels", scope);
    var entity = rules.entity(labels);
    var id = mapping.raw("id", scope);
    var text = mapping.text("text", scope);
    var kind = mapping.has("kind") ? mapping.text("kind", scope) : read.name();
    return switch (read.tells()) {
      case EVENTS ->
          new Event(
              source, entity, labels, kind, text, severity(scope, Severity.INFO), at, received);
      case CHANGES ->
          new Change(
              source, id, entity, labels, kind, mapping.text("version", scope), text, at, received);
      case TICKETS ->
          new Ticket(
              source,
              id,
              entity,
              labels,
              mapping.text("subject", scope),
              mapping.text("state", scope),
              at,
              received);
      default ->
          new LogLine(source, entity, labels, severity(scope, Severity.INFO), text, at, received);
    };
  }

  private Dependency dependency(Scope scope) {
    var from = read.mapping().labels("from", scope);
    var to = read.mapping().labels("to", scope);
    var labels = read.mapping().labels("labels", scope);
    return new Dependency(source, named(from), named(to), labels, received, received);
  }

  /// Who labels are about, or, where the rules know none of them, the first itself.
  private io.watchfloor.model.signal.EntityId named(Labels labels) {
    var entity = rules.entity(labels);
    return entity.isNone() ? rules.named(labels.map().values().iterator().next()) : entity;
  }

  private void sample(Scope scope, Instant at) {
    var mapping = read.mapping();
    var labels = mapping.labels("labels", scope).with(Labels.NAME, mapping.text("name", scope));
    infos.computeIfAbsent(
        labels,
        _ ->
            new MetricInfo(
                MetricInfo.Type.GAUGE, mapping.text("unit", scope), mapping.text("help", scope)));
    series
        .computeIfAbsent(labels, _ -> new TreeMap<>())
        .put(at.toEpochMilli(), mapping.number("value", scope));
    samples++;
  }

  /// How many were made so far; a series counts once for each of its samples.
  int made() {
    return signals.size() + samples;
  }

  /// All that was made.
  List<Signal> signals() {
    series.forEach(
        (labels, points) ->
            signals.add(
                new Samples(
                    source,
                    rules.entity(labels),
                    labels,
                    infos.getOrDefault(labels, MetricInfo.UNKNOWN),
                    received,
                    points.keySet().stream().mapToLong(Long::longValue).toArray(),
                    points.values().stream().mapToDouble(Double::doubleValue).toArray())));
    series.clear();
    return signals;
  }

  /// What was left out, in words.
  List<String> notices() {
    return lacking.entrySet().stream()
        .map(
            each ->
                read.name()
                    + ": "
                    + each.getValue()
                    + " items left out, because they have no `"
                    + each.getKey()
                    + "`. Is its path right?")
        .toList();
  }
}
