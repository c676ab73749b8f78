package io.watchfloor.connectors.alertmanager;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Http.Ask;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.model.signal.Alert;
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
import java.util.TreeMap;

/// An Alertmanager, alone or as HA peers. Its alerts are the union of what the peers list, by
/// fingerprint; one that no peer lists any more is over, after a grace. A peer that has just
/// started knows nothing yet, so what it does not list says nothing for a while.
public final class AlertmanagerSource implements Source {
  private static final int MISSED_PULLS = 2;

  /// Prometheus sends each alert again at least once a minute.
  private static final Duration KNOWS_NOTHING_YET = Duration.ofSeconds(90);

  private final SourceId id;
  private final AlertmanagerSettings settings;
  private final Peers peers;
  private final Opening opening;

  AlertmanagerSource(SourceId id, AlertmanagerSettings settings, Peers peers, Opening opening) {
    this.id = id;
    this.settings = settings;
    this.peers = peers;
    this.opening = opening;
  }

  @Override
  public SourceId id() {
    return id;
  }

  @Override
  public Pull pull(Window window, Cursor from) throws SourceException, InterruptedException {
    var now = window.to();
    var notices = new ArrayList<String>();
    var state = State.read(from.state(), id, opening);
    var listed = listed(peers.all(alerts(), notices));
    var alerts =
        listed.values().stream().map(each -> each.alert(id, opening.entities(), now)).toList();
    var told = alerts;
    if (isComplete(state, now, notices))
      told = state.known.listed(alerts, now, MISSED_PULLS, settings.grace());
    else state.known.listed(alerts, now, Integer.MAX_VALUE, Duration.ZERO);
    var skew = peers.skew();
    notices.addAll(ClockSkew.notice(skew));
    return new Pull(
        List.copyOf(told),
        new Cursor(now, state.toString()),
        notices,
        peers.all().size() * 2,
        skew);
  }

  private Ask alerts() {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var filter : settings.filters()) parameters.add(Map.entry("filter", filter));
    settings.receiver().ifPresent(it -> parameters.add(Map.entry("receiver", it)));
    return Ask.get("/api/v2/alerts", parameters);
  }

  static Map<String, Listed> listed(List<Peers.Told> answers) throws SourceException {
    var union = new LinkedHashMap<String, Listed>();
    for (var each : answers)
      each.answer()
          .json(
              parser -> {
                Listed.read(parser, one -> union.merge(one.fingerprint(), one, Listed::newer));
                return true;
              });
    return union;
  }

  /// Whether what is missing may be taken as over: some peer must be at work since before.
  private boolean isComplete(State state, Instant now, List<String> notices)
      throws SourceException, InterruptedException {
    boolean complete = false;
    for (var each : peers.all(Ask.get("/api/v2/status", List.of()), new ArrayList<>())) {
      var started = started(each);
      var before = state.started.put(each.peer(), started);
      var age = Duration.between(Listed.instant(started, Instant.EPOCH), now.plus(peers.skew()));
      boolean young = age.compareTo(KNOWS_NOTHING_YET) < 0;
      boolean restarted = before != null && !before.equals(started);
      if (young && (restarted || state.young.contains(each.peer()))) {
        state.young.add(each.peer());
        notices.add(
            each.peer() + " has just started: what it does not list yet is not taken as over.");
      } else {
        state.young.remove(each.peer());
        complete = true;
      }
    }
    return complete;
  }

  private static String started(Peers.Told status) throws SourceException {
    return status
        .answer()
        .json(
            parser -> {
              var uptime = new String[] {""};
              Json.object(
                  parser,
                  name -> {
                    if (name.equals("uptime")) uptime[0] = Json.text(parser);
                  });
              return uptime[0];
            });
  }

  @Override
  public List<WriteBack> writeBacks() {
    return List.of(new AlertmanagerWriteBack(id, settings, peers, opening));
  }

  @Override
  public void close() {
    peers.close();
  }

  /// What the cursor remembers: the alerts listed last, when each peer started, and which peers
  /// started so lately that their silence says nothing.
  private static final class State {
    final KnownAlerts known = new KnownAlerts();
    final Map<String, String> started = new TreeMap<>();
    final List<String> young = new ArrayList<>();

    static State read(String text, SourceId id, Opening opening) {
      return Json.remembered(
          text,
          State::new,
          (memory, name, parser) -> {
            switch (name) {
              case "alerts" ->
                  memory.known.read(parser, one -> one.alert(id, opening.entities()::entity));
              case "started" -> memory.started.putAll(Json.labels(parser, Integer.MAX_VALUE).map());
              case "young" -> memory.young.addAll(Json.texts(parser));
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
            json.writeName("started");
            json.writeStartObject();
            started.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeName("young");
            json.writeStartArray();
            young.stream().distinct().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
          });
    }
  }

  /// All alerts it lists now, whatever the configured filter: what a silence would catch.
  static List<Alert> now(Peers peers, SourceId id, Opening opening)
      throws SourceException, InterruptedException {
    var now = opening.clock().instant();
    return listed(peers.all(Ask.get("/api/v2/alerts", List.of()), new ArrayList<>()))
        .values()
        .stream()
        .map(each -> each.alert(id, opening.entities(), now))
        .toList();
  }
}
