package io.watchfloor.connectors.icinga;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.LineStream;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// An Icinga 2. Its event stream tells nothing of what was before it opened, so each pull catches
/// up: the stream stands open and is buffered, then all objects are fetched, then what was buffered
/// is applied. What happened while the stream was away is lost as events, not as states, and a
/// notice says so.
final class IcingaSource implements Source {
  private static final Duration DEPENDENCIES_LAST = Duration.ofMinutes(10);
  private static final List<String> ENDS = List.of("child_host_name", "parent_host_name");

  private final SourceId id;
  private final IcingaApi api;
  private final Opening opening;
  private final IcingaMapper mapper;
  private final boolean events;
  private final boolean metrics;
  private @Nullable LineStream stream;
  private final List<String> lastWords = new ArrayList<>();
  private boolean streamedBefore;
  private Instant dependenciesAt = Instant.MIN;

  IcingaSource(SourceSettings settings, Http http, Opening opening) {
    this.id = settings.id();
    this.api = new IcingaApi(http, settings);
    this.opening = opening;
    this.mapper = new IcingaMapper(id, opening.entities());
    this.events = settings.text("events", "true").equals("true");
    this.metrics = settings.text("metrics", "true").equals("true");
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    var notices = new ArrayList<String>();
    var signals = new ArrayList<Signal>();
    api.takeRequests();
    if (events) listen(notices);
    Map<String, Checked> checked = new LinkedHashMap<>();
    for (var each : api.checked()) checked.put(each.key(), each);
    apply(checked, signals, notices, now);
    if (metrics) for (var each : checked.values()) signals.addAll(mapper.samples(each, now));
    signals.addAll(0, dependencies(notices, now));
    var known = known(from);
    signals.addAll(alerts(checked, known, notices, now));
    notices.addAll(ClockSkew.notice(api.skew()));
    var cursor = new Cursor(now, Json.write(known::write));
    return new Pull(signals, cursor, notices, api.takeRequests(), api.skew());
  }

  private void listen(List<String> notices) throws SourceException, InterruptedException {
    var open = stream;
    if (open != null && open.isOpen()) return;
    if (streamedBefore)
      notices.add("The event stream had broken off: events may be missing, states are not.");
    if (open != null) lastWords.addAll(open.drain());
    try {
      stream = api.events();
      streamedBefore = true;
    } catch (SourceException e) {
      if (!e.why().contains("(403)") && !e.why().contains("(404)")) throw e;
      notices.add("No events from here, only states: " + e.why());
    }
  }

  private void apply(
      Map<String, Checked> checked, List<Signal> signals, List<String> notices, Instant now) {
    var open = stream;
    if (open == null) return;
    int broken = 0;
    var lines = new ArrayList<>(lastWords);
    lastWords.clear();
    lines.addAll(open.drain());
    for (var line : lines) {
      Node event;
      try (var parser = Json.parser(line)) {
        parser.nextToken();
        event = Node.read(parser);
      } catch (JacksonException | SourceException e) {
        broken++;
        continue;
      }
      mapper.event(event, now).ifPresent(signals::add);
      if (event.text("type").equals("CheckResult")) {
        if (metrics) signals.addAll(mapper.samples(event, now));
        applyResult(checked, event);
      }
    }
    if (broken > 0) notices.add(broken + " events could not be read and were left out.");
    int dropped = open.takeDropped();
    if (dropped > 0) notices.add(dropped + " events came faster than they were read; dropped.");
  }

  /// A check that ended after the objects were fetched.
  private static void applyResult(Map<String, Checked> checked, Node event) {
    var service = event.label("service");
    var key = event.label("host") + (service.isEmpty() ? "" : "!" + service);
    var at = event.at("check_result").seconds("execution_end", Instant.EPOCH);
    checked.computeIfPresent(
        key, (_, known) -> at.isAfter(known.checkedAt()) ? known.after(event, at) : known);
  }

  private List<Signal> dependencies(List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    if (!now.isBefore(dependenciesAt) && now.isBefore(dependenciesAt.plus(DEPENDENCIES_LAST)))
      return List.of();
    var found = new ArrayList<Signal>();
    try {
      api.objects(
          "dependencies",
          "",
          Map.of(),
          ENDS,
          each -> mapper.dependency(each, now).ifPresent(found::add));
      dependenciesAt = now;
    } catch (SourceException e) {
      if (e.retryable()) throw e;
      notices.add("No dependencies from here: " + e.why());
    }
    return found;
  }

  private KnownAlerts known(Cursor from) {
    var known = new KnownAlerts();
    if (from.state().isEmpty()) return known;
    try (var parser = Json.parser(from.state())) {
      parser.nextToken();
      known.read(parser, one -> one.alert(id, opening.entities()::entity));
      return known;
    } catch (JacksonException | SourceException e) {
      return new KnownAlerts();
    }
  }

  /// Right after a reload Icinga may list nothing at all: that is not "all is well".
  private List<Alert> alerts(
      Map<String, Checked> checked, KnownAlerts known, List<String> notices, Instant now) {
    var problems =
        checked.values().stream()
            .filter(Checked::isProblem)
            .map(each -> mapper.alert(each, now))
            .toList();
    if (!checked.isEmpty()) return known.listed(problems, now, 1, Duration.ZERO);
    notices.add("It lists no host at all. May this user see them, does the filter match?");
    return known.listed(problems, now, Integer.MAX_VALUE, Duration.ZERO);
  }

  @Override
  public List<WriteBack> writeBacks() {
    return List.of(new IcingaWriteBack(id, api, mapper, opening));
  }

  @Override
  public void close() {
    var open = stream;
    if (open != null) open.close();
    api.close();
  }
}
