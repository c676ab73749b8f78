package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Http;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Labels;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A Nagios core. States are read as they are now; what happened in between, and in any gap, comes
/// from its archive, which is read a little back each time because a core writes late.
final class NagiosSource implements Source {
  private static final Duration OVERLAP = Duration.ofMinutes(2);
  private static final Duration LONGEST_FILL = Duration.ofDays(1);
  private static final Duration PARENTS_LAST = Duration.ofMinutes(10);

  private final SourceId id;
  private final NagiosApi api;
  private final Opening opening;
  private final NagiosMapper mapper;
  private final boolean metrics;
  private final Duration firstFill;
  private Instant parentsAt = Instant.MIN;

  NagiosSource(SourceSettings settings, Http http, Opening opening) throws SourceException {
    this.id = settings.id();
    this.api = new NagiosApi(http);
    this.opening = opening;
    this.mapper = new NagiosMapper(id, opening.entities());
    this.metrics = settings.text("metrics", "true").equals("true");
    try {
      this.firstFill = settings.duration("firstFill", Duration.ofHours(1));
    } catch (IllegalArgumentException e) {
      throw new SourceException(String.valueOf(e.getMessage()), false, e);
    }
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
    var state = State.read(from.state(), id, opening);
    api.takeRequests();
    var checked = api.checked();
    if (metrics) for (var each : checked) signals.addAll(mapper.samples(each, now));
    signals.addAll(parents(notices, now));
    archive(state, signals, notices, now);
    signals.addAll(alerts(checked, state.known, notices, now));
    notices.addAll(ClockSkew.notice(api.skew()));
    return new Pull(
        signals, new Cursor(now, state.toString()), notices, api.takeRequests(), api.skew());
  }

  private List<Alert> alerts(
      List<Checked> checked, KnownAlerts known, List<String> notices, Instant now) {
    var problems =
        checked.stream().filter(Checked::isProblem).map(each -> mapper.alert(each, now)).toList();
    if (!checked.isEmpty()) return known.listed(problems, now, 1, Duration.ZERO);
    notices.add("It lists no host at all. May this user see them?");
    return known.listed(problems, now, Integer.MAX_VALUE, Duration.ZERO);
  }

  private void archive(State state, List<Signal> signals, List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    var theirNow = now.plus(api.skew());
    var start = state.archived.equals(Instant.EPOCH) ? theirNow.minus(firstFill) : state.archived;
    if (Duration.between(start, theirNow).compareTo(LONGEST_FILL) > 0) {
      notices.add("The gap was longer than a day: only its newest day is read from the archive.");
      start = theirNow.minus(LONGEST_FILL);
    }
    var lines = new ArrayList<Node>();
    var since = start.minus(OVERLAP);
    if (api.archive(since, theirNow, lines))
      notices.add("The archive holds more alerts than are taken at once: some are left out.");
    var seen = new TreeSet<String>();
    for (var line : lines) {
      if (line.millis("timestamp", theirNow).isBefore(since)) continue;
      var key = Integer.toHexString(line.toString().hashCode()) + line.text("timestamp");
      if (!seen.add(key) || state.seen.contains(key)) continue;
      signals.add(mapper.event(line, now));
    }
    var keep = String.valueOf(theirNow.minus(OVERLAP).toEpochMilli() - 1000);
    state.seen.clear();
    for (var key : seen)
      if (key.substring(key.length() - 13).compareTo(keep) >= 0) state.seen.add(key);
    state.archived = theirNow;
  }

  private List<Signal> parents(List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    if (!now.isBefore(parentsAt) && now.isBefore(parentsAt.plus(PARENTS_LAST))) return List.of();
    var found = new ArrayList<Signal>();
    try {
      api.ask(
          "objectjson.cgi",
          "hostlist",
          Map.of("details", "true"),
          "hostlist",
          false,
          parser ->
              Json.object(
                  parser,
                  host -> {
                    for (var parent : Node.read(parser).at("parent_hosts").list())
                      needs(host, parent.text(), found, now);
                  }));
      parentsAt = now;
    } catch (SourceException e) {
      if (e.retryable()) throw e;
      notices.add("No parents from here: " + e.why());
    }
    return found;
  }

  private void needs(String host, String parent, List<Signal> into, Instant now) {
    var child = opening.entities().entity(Labels.of("host", host));
    var above = opening.entities().entity(Labels.of("host", parent));
    if (child.isNone() || above.isNone() || child.equals(above)) return;
    into.add(new Dependency(id, child, above, Labels.EMPTY, now, now));
  }

  @Override
  public List<WriteBack> writeBacks() {
    return List.of(new NagiosWriteBack(id, api, mapper, opening));
  }

  @Override
  public void close() {
    api.close();
  }

  /// What the cursor remembers: the problems listed last, how far the archive was read (their
  /// time), and which of its lines in the overlap were told.
  private static final class State {
    final KnownAlerts known = new KnownAlerts();
    final Set<String> seen = new TreeSet<>();
    Instant archived = Instant.EPOCH;

    static State read(String text, SourceId id, Opening opening) {
      return Json.remembered(
          text,
          State::new,
          (memory, name, parser) -> {
            switch (name) {
              case "alerts" ->
                  memory.known.read(parser, one -> one.alert(id, opening.entities()::entity));
              case "archived" -> memory.archived = Instant.ofEpochMilli((long) Json.number(parser));
              case "seen" -> memory.seen.addAll(Json.texts(parser));
              default -> {}
            }
          });
    }

    @Override
    public String toString() {
      return Json.write(
          json -> {
            json.writeStartObject();
            json.writeName("alerts");
            known.write(json);
            json.writeNumberProperty("archived", archived.toEpochMilli());
            json.writeName("seen");
            json.writeStartArray();
            seen.stream().limit(5_000).forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
          });
    }
  }
}
