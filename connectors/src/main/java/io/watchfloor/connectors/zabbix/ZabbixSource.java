package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.KnownAlerts;
import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceSettings;
import io.watchfloor.connectors.http.ClockSkew;
import io.watchfloor.connectors.http.Json;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/// A Zabbix server: problems as they are now, events since the last one by their ids (which only
/// rise, also for what a proxy delivers late), values of items with an overlap.
final class ZabbixSource implements Source {
  private static final Duration DEPENDENCIES_LAST = Duration.ofMinutes(10);
  private static final int MOST_EVENTS = 2_000;

  private final SourceId id;
  private final ZabbixApi api;
  private final Opening opening;
  private final ZabbixMapper mapper;
  private final Problems problems;
  private final Values values;
  private final boolean metrics;
  private final Duration firstFill;
  private final Duration longestFill;
  private Instant dependenciesAt = Instant.MIN;

  ZabbixSource(SourceSettings settings, ZabbixApi api, Opening opening) throws SourceException {
    this.id = settings.id();
    this.api = api;
    this.opening = opening;
    this.mapper = new ZabbixMapper(id, opening.entities());
    this.problems = new Problems(api, mapper);
    try {
      this.metrics = settings.text("metrics", "true").equals("true");
      this.firstFill = settings.duration("firstFill", Duration.ofMinutes(15));
      this.longestFill = settings.duration("longestFill", Duration.ofDays(1));
      this.values =
          new Values(id, opening.entities(), api, Math.max(1, settings.number("mostItems", 5_000)));
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
    var state = State.read(from.state(), id, opening);
    api.takeRequests();
    var listed = problems.alerts(notices, now);
    var theirNow = now.plus(api.skew());
    var signals = new ArrayList<Signal>();
    events(state, theirNow, signals, notices, now);
    if (metrics)
      signals.addAll(values.since(start(state, theirNow, notices), theirNow, notices, now));
    state.valuesTo = theirNow;
    dependencies(signals, notices, now);
    signals.addAll(state.known.listed(listed, now, 1, Duration.ZERO));
    notices.addAll(ClockSkew.notice(api.skew()));
    return new Pull(
        signals, new Cursor(now, state.toString()), notices, api.takeRequests(), api.skew());
  }

  private Instant start(State state, Instant theirNow, List<String> notices) {
    if (state.valuesTo.equals(Instant.EPOCH)) return theirNow.minus(firstFill);
    if (Duration.between(state.valuesTo, theirNow).compareTo(longestFill) <= 0)
      return state.valuesTo;
    notices.add("The gap was longer than is filled: only its newest part is taken.");
    return theirNow.minus(longestFill);
  }

  private void events(
      State state, Instant theirNow, List<Signal> signals, List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    var question = new LinkedHashMap<String, Object>();
    question.put("output", List.of("eventid", "clock", "ns", "value", "name", "severity"));
    question.put("selectHosts", List.of("host"));
    question.put("source", 0);
    question.put("object", 0);
    question.put("sortfield", List.of("eventid"));
    question.put("sortorder", "ASC");
    question.put("limit", MOST_EVENTS);
    if (state.lastEvent.isEmpty())
      question.put("time_from", theirNow.minus(firstFill).getEpochSecond());
    else question.put("eventid_from", Problems.next(state.lastEvent));
    int[] count = {0};
    api.call(
        "event.get",
        question,
        one -> {
          count[0]++;
          var eventId = one.label("eventid");
          if (!isAfter(eventId, state.lastEvent)) return;
          state.lastEvent = eventId;
          signals.add(mapper.event(one, now));
        });
    if (count[0] >= MOST_EVENTS)
      notices.add("More than " + MOST_EVENTS + " events at once: the next pull goes on there.");
  }

  private static boolean isAfter(String eventId, String last) {
    return eventId.length() != last.length()
        ? eventId.length() > last.length()
        : eventId.compareTo(last) > 0;
  }

  private void dependencies(List<Signal> signals, List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    if (!now.isBefore(dependenciesAt) && now.isBefore(dependenciesAt.plus(DEPENDENCIES_LAST)))
      return;
    try {
      var all = problems.triggers("monitored", true);
      var byId = new HashMap<String, Trigger>();
      for (var each : all) byId.put(each.id(), each);
      for (var each : all)
        for (var need : each.needs()) {
          var other = byId.get(need);
          if (other == null || other.host().equals(each.host())) continue;
          var child = opening.entities().entity(Labels.of("host", each.host()));
          var above = opening.entities().entity(Labels.of("host", other.host()));
          signals.add(new Dependency(id, child, above, Labels.EMPTY, now, now));
        }
      dependenciesAt = now;
    } catch (SourceException e) {
      if (e.retryable()) throw e;
      notices.add("No dependencies from here: " + e.why());
    }
  }

  @Override
  public List<WriteBack> writeBacks() {
    return List.of(new ZabbixWriteBack(id, api, problems, opening));
  }

  @Override
  public void close() {
    api.close();
  }

  /// What the cursor remembers: the problems listed last, the last event's id, how far values were
  /// read (their time).
  private static final class State {
    final KnownAlerts known = new KnownAlerts();
    String lastEvent = "";
    Instant valuesTo = Instant.EPOCH;

    static State read(String text, SourceId id, Opening opening) {
      return Json.remembered(
          text,
          State::new,
          (memory, name, parser) -> {
            switch (name) {
              case "alerts" ->
                  memory.known.read(parser, one -> one.alert(id, opening.entities()::entity));
              case "event" -> memory.lastEvent = Json.text(parser);
              case "values" -> memory.valuesTo = Instant.ofEpochMilli((long) Json.number(parser));
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
            json.writeStringProperty("event", lastEvent);
            json.writeNumberProperty("values", valuesTo.toEpochMilli());
            json.writeEndObject();
          });
    }
  }
}
