package io.watchfloor.app.report;

import io.watchfloor.app.report.ReportData.Fixes;
import io.watchfloor.app.report.ReportData.Happened;
import io.watchfloor.app.report.ReportData.Median;
import io.watchfloor.app.report.ReportData.Noise;
import io.watchfloor.app.report.ReportData.Period;
import io.watchfloor.app.report.ReportData.Rule;
import io.watchfloor.app.report.ReportData.Service;
import io.watchfloor.app.report.ReportData.Sight;
import io.watchfloor.app.report.ReportData.SourceGap;
import io.watchfloor.app.settings.Settings;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.Words;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunState;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Works the report out of what is remembered. Reads the history: not for the FX thread.
final class ReportWriter {
  private static final int MOST = 5_000;
  private static final int SERVICES = 6;
  private static final int INCIDENTS = 4;
  private static final int RULES = 5;
  private static final int PERIODS = 6;

  private final Snapshot snapshot;
  private final Settings settings;
  private final Window window;
  private final ZoneId zone;
  private final Instant now;
  private final List<Incident> incidents;
  private final List<Run> runs;
  private final History history;
  private final int leftOut;

  ReportWriter(
      Snapshot snapshot,
      History history,
      Settings settings,
      Window window,
      ZoneId zone,
      Instant now) {
    this.snapshot = snapshot;
    this.history = history;
    this.settings = settings;
    this.window = window;
    this.zone = zone;
    this.now = now;
    var all =
        history.incidents(window, MOST).stream()
            .filter(incident -> incident.state() != Incident.State.MERGED)
            .toList();
    incidents = all.stream().filter(incident -> !incident.id().isSandbox()).toList();
    leftOut = all.size() - incidents.size();
    runs =
        history.runs(window, MOST).stream()
            .filter(run -> !run.incident().isSandbox() && !run.plan().sandbox())
            .toList();
  }

  ReportData write() {
    var acknowledge = acknowledge(incidents);
    var repair = repair(incidents);
    var sight = sight();
    int open = (int) incidents.stream().filter(Incident::isOpen).count();
    return new ReportData(
        window,
        zone,
        now,
        lead(open, repair, sight),
        acknowledge,
        repair,
        open,
        fixes(),
        sight,
        services(),
        happened(),
        incidents.size(),
        periods(),
        noise(),
        next(),
        leftOut);
  }

  private static Median acknowledge(Collection<Incident> incidents) {
    return Median.of(
        incidents.stream()
            .filter(incident -> incident.acknowledgedAt().isPresent())
            .map(incident -> between(incident.openedAt(), incident.acknowledgedAt().orElseThrow()))
            .toList());
  }

  private static Median repair(Collection<Incident> incidents) {
    return Median.of(
        incidents.stream()
            .filter(incident -> incident.resolvedAt().isPresent())
            .map(incident -> between(incident.since(), incident.resolvedAt().orElseThrow()))
            .toList());
  }

  private static Duration between(Instant from, Instant to) {
    var length = Duration.between(from, to);
    return length.isNegative() ? Duration.ZERO : length;
  }

  private String lead(int open, Median repair, Sight sight) {
    var words = new StringBuilder();
    if (incidents.isEmpty()) words.append(Text.of("report.lead.none"));
    else words.append(Text.of("report.lead.some", incidents.size(), open));
    repair
        .value()
        .ifPresent(
            median -> words.append(' ').append(Text.of("report.lead.repair", Ages.of(median))));
    words.append(' ');
    if (sight.sources() == 0) words.append(Text.of("report.lead.nothing"));
    else if (sight.blind().isZero()) words.append(Text.of("report.lead.seen"));
    else words.append(Text.of("report.lead.blind", Ages.of(sight.blind())));
    return words.toString();
  }

  private Fixes fixes() {
    var ended = runs.stream().filter(run -> run.state().isFinished()).toList();
    int held = (int) ended.stream().filter(run -> run.state() == RunState.SUCCEEDED).count();
    int undone = (int) ended.stream().filter(run -> run.state() == RunState.ROLLED_BACK).count();
    return new Fixes(ended.size(), held, undone);
  }

  private Sight sight() {
    var sources = snapshot.sources().stream().filter(source -> !source.id().isSandbox()).toList();
    var known = new HashSet<SourceId>();
    sources.forEach(source -> known.add(source.id()));
    settings.sources().forEach(source -> known.add(source.id()));
    var rows = new ArrayList<SourceGap>();
    var all = new ArrayList<Window>();
    var total = Duration.ZERO;
    for (var entry : history.gaps(window).entrySet()) {
      if (entry.getKey().isSandbox()) continue;
      known.add(entry.getKey());
      var clipped = clipped(entry.getValue());
      if (clipped.isEmpty()) continue;
      var blind = covered(clipped);
      rows.add(new SourceGap(entry.getKey().name(), blind, clipped.size()));
      all.addAll(clipped);
      total = total.plus(blind);
    }
    rows.sort(Comparator.comparing(SourceGap::blind).reversed());
    double possible = (double) known.size() * window.length().toMillis();
    double share = known.isEmpty() ? Double.NaN : 1 - total.toMillis() / possible;
    return new Sight(share, covered(all), rows, known.size());
  }

  private List<Window> clipped(List<Window> gaps) {
    var clipped = new ArrayList<Window>();
    for (var gap : gaps) {
      var from = gap.from().isBefore(window.from()) ? window.from() : gap.from();
      var to = gap.to().isAfter(window.to()) ? window.to() : gap.to();
      if (from.isBefore(to)) clipped.add(new Window(from, to));
    }
    return clipped;
  }

  /// How long at least one of the windows covers.
  static Duration covered(List<Window> windows) {
    var sorted = windows.stream().sorted(Comparator.comparing(Window::from)).toList();
    var total = Duration.ZERO;
    var reached = Instant.MIN;
    for (var next : sorted) {
      var from = next.from().isBefore(reached) ? reached : next.from();
      if (!from.isBefore(next.to())) continue;
      total = total.plus(Duration.between(from, next.to()));
      reached = next.to();
    }
    return total;
  }

  /// The business services where there are any, else the entities with a tile, worst first.
  private List<Service> services() {
    var rows = new ArrayList<Service>();
    for (var state : BusinessHealth.all(settings.services(), snapshot))
      rows.add(service(state.name(), state.severity(), state.words(), state.entities()));
    if (rows.isEmpty()) {
      for (var tile : snapshot.services()) {
        if (tile.sandbox()) continue;
        rows.add(
            service(tile.entity().name(), tile.severity(), words(tile), Set.of(tile.entity())));
      }
    }
    if (rows.isEmpty()) rows.addAll(fromIncidents());
    rows.sort(
        Comparator.comparing(Service::severity, Severity.WORST_FIRST)
            .thenComparing(Service::well)
            .thenComparing(Service::name));
    return rows.subList(0, Math.min(SERVICES, rows.size()));
  }

  /// Where nobody watches now (no engine runs), what the incidents of the window name.
  private List<Service> fromIncidents() {
    var worst = new TreeMap<EntityId, Severity>();
    for (var incident : incidents)
      for (var entity : incident.entities())
        worst.merge(entity, incident.isOpen() ? incident.severity() : Severity.OK, Severity::worst);
    return worst.entrySet().stream()
        .map(
            one ->
                service(
                    one.getKey().name(),
                    one.getValue(),
                    Text.of("report.fromIncidents"),
                    Set.of(one.getKey())))
        .toList();
  }

  private static String words(ServiceHealth tile) {
    if (tile.severity() == Severity.OK) return Text.of("report.asUsual");
    boolean isSeen = tile.severity() != Severity.UNKNOWN && !Double.isNaN(tile.value());
    if (tile.series().isEmpty() || !isSeen) return tile.words();
    return Text.of(
        "report.figureNow", Words.metric(tile.words()), Figures.of(tile.value(), tile.info()));
  }

  private Service service(String name, Severity severity, String words, Set<EntityId> entities) {
    var trouble = new ArrayList<Window>();
    int count = 0;
    for (var incident : incidents) {
      if (incident.entities().stream().noneMatch(entities::contains)) continue;
      count++;
      if (!incident.severity().atLeast(Severity.MAJOR)) continue;
      var end = incident.resolvedAt().orElse(now);
      if (incident.since().isBefore(end)) trouble.add(new Window(incident.since(), end));
    }
    var troubled = covered(clipped(trouble));
    double well = 1 - (double) troubled.toMillis() / window.length().toMillis();
    return new Service(name, severity, words, well, count, troubled);
  }

  private List<Happened> happened() {
    return incidents.stream()
        .sorted(
            Comparator.comparing(Incident::severity, Severity.WORST_FIRST)
                .thenComparing(Comparator.comparing((Incident i) -> i.age(now)).reversed()))
        .limit(INCIDENTS)
        .map(
            incident ->
                new Happened(
                    incident.id().text(),
                    incident.severity(),
                    incident.since(),
                    incident.age(now),
                    incident.isOpen(),
                    incident.title(),
                    done(incident),
                    (int) incident.alertCount()))
        .toList();
  }

  private String done(Incident incident) {
    var mine = runs.stream().filter(run -> run.incident().equals(incident.id())).toList();
    if (mine.isEmpty()) return Text.of(incident.isOpen() ? "report.open" : "report.clearedAlone");
    var last = mine.getLast();
    var key =
        switch (last.state()) {
          case SUCCEEDED -> "report.done.verified";
          case FAILED -> "report.done.failed";
          case ROLLED_BACK -> "report.done.undone";
          case CANCELLED -> "report.done.cancelled";
          case OUTCOME_UNKNOWN -> "report.done.unknown";
          case APPROVED, RUNNING, VERIFYING -> "report.done.running";
        };
    return Text.of(key, last.plan().title());
  }

  private List<Period> periods() {
    var periods = new ArrayList<Period>();
    long part = window.length().toMillis() / PERIODS;
    for (int i = 0; i < PERIODS; i++) {
      var from = window.from().plusMillis(i * part);
      var to = i == PERIODS - 1 ? window.to() : from.plusMillis(part);
      var stretch = new Window(from, to);
      var mine = incidents.stream().filter(one -> stretch.contains(one.openedAt())).toList();
      periods.add(new Period(stretch, acknowledge(mine), repair(mine)));
    }
    return periods;
  }

  private Noise noise() {
    var fired = new HashMap<String, int[]>();
    int total = 0;
    for (var tracked : history.alerts(window, MOST)) {
      if (tracked.alert().source().isSandbox()) continue;
      int count = Math.max(1, tracked.count());
      total += count;
      var name =
          tracked.alert().name()
              + (tracked.alert().entity().isNone() ? "" : ", " + tracked.alert().entity());
      var row = fired.computeIfAbsent(name, unseen -> new int[2]);
      row[0] += count;
      if (tracked.incident().isPresent()) row[1] += count;
    }
    var rules =
        fired.entrySet().stream()
            .map(entry -> new Rule(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
            .sorted(Comparator.comparingInt(Rule::fired).reversed().thenComparing(Rule::name))
            .limit(RULES)
            .toList();
    return new Noise(total, incidents.size(), rules);
  }

  private List<String> next() {
    var sentences = new LinkedHashSet<String>();
    for (var outlook : snapshot.outlooks()) {
      if (outlook.series().source().isSandbox() || outlook.likely().isEmpty()) continue;
      sentences.add(sentence(outlook));
      if (sentences.size() == 3) break;
    }
    return List.copyOf(sentences);
  }

  /// A forecast has no seconds.
  private String moment(Times times, Instant at) {
    boolean isToday = times.day(at).equals(times.day(now));
    return isToday ? times.minute(at) : times.at(at, now);
  }

  private String sentence(Outlook outlook) {
    var times = new Times(zone);
    var likely = outlook.likely().orElseThrow();
    var subject = outlook.entity().isNone() ? outlook.series().metric() : outlook.entity().name();
    var earliest = outlook.earliest().orElse(likely);
    var latest = outlook.latest().orElse(likely);
    var current = Figures.of(outlook.current(), outlook.info());
    if (earliest.equals(latest))
      return Text.of("report.next.sure", subject, outlook.why(), moment(times, likely), current);
    return Text.of(
        "report.next",
        subject,
        outlook.why(),
        moment(times, likely),
        moment(times, earliest),
        moment(times, latest),
        current);
  }
}
