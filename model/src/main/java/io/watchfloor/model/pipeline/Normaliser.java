package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Batch;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Glob;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Parts a batch by kind, drops what was told before, and reads the edges and changes that metrics
/// carry ([EntityRules]). Remembers what it has seen; the engine thread owns it.
final class Normaliser {
  /// Two sources that tell of the same change disagree about its time by at most this.
  private static final Duration SAME_CHANGE = Duration.ofSeconds(20);

  /// A change older than this at first sight is history, not news.
  private static final Duration NEWS = Duration.ofHours(6);

  private static final int REMEMBERED_CHANGES = 1024;

  private final EntityRules rules;
  private final RecentSamples recent;
  private final Set<SeriesId> edgesRead = new HashSet<>();
  private final Map<SeriesId, Double> changeTimes = new HashMap<>();
  private final Told told = new Told();
  private final Deque<Change> changes = new ArrayDeque<>();

  Normaliser(EntityRules rules, RecentSamples recent) {
    this.rules = rules;
    this.recent = recent;
  }

  void restore(List<Change> known) {
    changes.addAll(known);
  }

  Signals normalise(Batch batch, Instant now) {
    var samples = new ArrayList<Samples>();
    var alerts = new ArrayList<Alert>();
    var events = new ArrayList<Event>();
    var fresh = new ArrayList<Change>();
    var logs = new ArrayList<LogLine>();
    var tickets = new ArrayList<Ticket>();
    var dependencies = new ArrayList<Dependency>();
    for (var signal : batch.signals()) {
      switch (signal) {
        case Samples all ->
            recent
                .take(all)
                .ifPresent(
                    news -> {
                      samples.add(news);
                      readEdge(news, dependencies);
                      readChange(news, now, fresh);
                    });
        case Alert alert -> alerts.add(alert);
        case Event event -> {
          if (told.isNews(event)) events.add(event);
        }
        case Change change -> addNews(change, fresh);
        case LogLine line -> logs.add(line);
        case Ticket ticket -> {
          if (told.isNews(ticket)) tickets.add(ticket);
        }
        case Dependency dependency -> dependencies.add(dependency);
      }
    }
    return new Signals(samples, alerts, events, fresh, logs, tickets, dependencies);
  }

  private void readEdge(Samples samples, List<Dependency> into) {
    if (!edgesRead.add(samples.series())) return;
    for (var rule : rules.edges()) {
      var from = samples.labels().value(rule.from());
      var to = samples.labels().value(rule.to());
      if (from.isEmpty() || to.isEmpty() || !Glob.matches(rule.metric(), samples.labels().metric()))
        continue;
      into.add(
          new Dependency(
              samples.source(),
              rules.named(from),
              rules.named(to),
              samples.labels(),
              samples.at(),
              samples.received()));
    }
  }

  private void readChange(Samples samples, Instant now, List<Change> into) {
    for (var rule : rules.changes()) {
      if (!Glob.matches(rule.metric(), samples.labels().metric())) continue;
      double value = samples.values()[samples.size() - 1];
      var before = changeTimes.put(samples.series(), value);
      if (!(value > 0) || value > 4e9 || (before != null && before >= value)) return;
      var at = Instant.ofEpochMilli(Math.round(value * 1000));
      if (at.isBefore(now.minus(NEWS))) return;
      var kind = samples.labels().value(rule.kind());
      var version = samples.labels().value(rule.version());
      var entity = rules.named(samples.labels().value(rule.entity()));
      var id = Long.toHexString(samples.labels().fingerprint()) + "-" + at.toEpochMilli();
      var text =
          (kind.isEmpty() ? "change" : kind)
              + " of "
              + entity
              + (version.isEmpty() ? "" : " " + version);
      addNews(
          new Change(
              samples.source(),
              id,
              entity,
              samples.labels(),
              kind,
              version,
              text,
              at,
              samples.received()),
          into);
      return;
    }
  }

  private void addNews(Change change, List<Change> into) {
    for (var known : changes) if (isSame(known, change)) return;
    changes.addLast(change);
    if (changes.size() > REMEMBERED_CHANGES) changes.removeFirst();
    into.add(change);
  }

  private static boolean isSame(Change a, Change b) {
    if (a.source().equals(b.source())) return a.id().equals(b.id());
    return a.entity().equals(b.entity())
        && a.kind().equals(b.kind())
        && Duration.between(a.at(), b.at()).abs().compareTo(SAME_CHANGE) <= 0;
  }
}
