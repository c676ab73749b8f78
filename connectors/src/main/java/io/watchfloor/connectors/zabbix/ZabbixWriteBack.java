package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Acts on single problems through `event.acknowledge`, whose `action` is a set of bits. To
/// acknowledge is never to close. A downtime suppresses the one problem where Zabbix can (6.2 and
/// later); before, it is a maintenance of its host, narrowed to the problem's tags, and the preview
/// shows all that it would catch. Thread-safe.
final class ZabbixWriteBack implements WriteBack {
  static final List<Act.Kind> OFFERS =
      List.of(
          Act.Kind.ACKNOWLEDGE,
          Act.Kind.UNACKNOWLEDGE,
          Act.Kind.DOWNTIME,
          Act.Kind.END_SILENCE,
          Act.Kind.COMMENT,
          Act.Kind.CLOSE);

  private static final int CLOSE = 1;
  private static final int ACKNOWLEDGE = 2;
  private static final int MESSAGE = 4;
  private static final int UNACKNOWLEDGE = 16;
  private static final int SUPPRESS = 32;
  private static final int SUPPRESSES_SINCE = 602;

  private final SourceId id;
  private final ZabbixApi api;
  private final Problems problems;
  private final Opening opening;

  ZabbixWriteBack(SourceId id, ZabbixApi api, Problems problems, Opening opening) {
    this.id = id;
    this.api = api;
    this.problems = problems;
    this.opening = opening;
  }

  private record Request(String method, Object parameters) {}

  @Override
  public SourceId source() {
    return id;
  }

  @Override
  public List<Act.Kind> offers() {
    return OFFERS;
  }

  private static String eventId(Alert alert) throws SourceException {
    var event = alert.annotations().value("eventid");
    if (event.isEmpty())
      throw new SourceException("This alert names no event of Zabbix.", false, null);
    return event;
  }

  private List<Request> requests(Act act) throws SourceException, InterruptedException {
    if (act.kind() == Act.Kind.END_SILENCE)
      return List.of(new Request("maintenance.delete", List.of(act.target())));
    if (act.alerts().isEmpty()) throw new SourceException("Nothing is selected.", false, null);
    var requests = new ArrayList<Request>();
    for (var alert : act.alerts()) requests.add(request(act, alert));
    return requests;
  }

  private Request request(Act act, Alert alert) throws SourceException, InterruptedException {
    boolean says = !act.comment().isBlank();
    int bits =
        switch (act.kind()) {
          case ACKNOWLEDGE -> ACKNOWLEDGE;
          case UNACKNOWLEDGE -> UNACKNOWLEDGE;
          case COMMENT -> MESSAGE;
          case CLOSE -> CLOSE;
          case DOWNTIME -> SUPPRESS;
          case SILENCE,
              RENEW,
              END_SILENCE,
              RECHECK,
              TICKET_CREATE,
              TICKET_COMMENT,
              TICKET_RESOLVE ->
              throw new SourceException("Zabbix can't do this: " + act.kind() + ".", false, null);
        };
    if (act.kind() == Act.Kind.CLOSE && !problems.trigger(alert.fingerprint()).closes())
      throw new SourceException("Its trigger does not allow to close it by hand.", false, null);
    if (act.kind() == Act.Kind.DOWNTIME && api.version() < SUPPRESSES_SINCE)
      return maintenance(act, alert);
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("eventids", List.of(eventId(alert)));
    parameters.put("action", says ? bits | MESSAGE : bits);
    if (says) parameters.put("message", act.author() + ": " + act.comment());
    if (act.kind() == Act.Kind.DOWNTIME) parameters.put("suppress_until", until(act));
    return new Request("event.acknowledge", parameters);
  }

  private long until(Act act) {
    return act.from().plus(api.skew()).plus(act.length()).getEpochSecond();
  }

  private Request maintenance(Act act, Alert alert) throws SourceException {
    var trigger = problems.trigger(alert.fingerprint());
    long from = act.from().plus(api.skew()).getEpochSecond();
    long length = Math.max(300, act.length().toSeconds());
    var parameters = new LinkedHashMap<String, Object>();
    parameters.put("name", "watchfloor " + eventId(alert) + " " + from);
    parameters.put("description", act.author() + ": " + act.comment());
    parameters.put("active_since", from);
    parameters.put("active_till", from + length);
    parameters.put("hosts", List.of(Map.of("hostid", trigger.hostId())));
    parameters.put(
        "timeperiods", List.of(Map.of("timeperiod_type", 0, "start_date", from, "period", length)));
    var tags = new ArrayList<Object>();
    for (var tag : tags(alert).entrySet())
      tags.add(Map.of("tag", tag.getKey(), "operator", 0, "value", tag.getValue()));
    if (!tags.isEmpty()) parameters.put("tags", tags);
    return new Request("maintenance.create", parameters);
  }

  private static Map<String, String> tags(Alert alert) {
    return alert.labels().without("host", "alertname", "severity").map();
  }

  @Override
  public Preview preview(Act act) throws SourceException, InterruptedException {
    var now = opening.clock().instant();
    var all = problems.alerts(new ArrayList<>(), now);
    var lines = new ArrayList<String>();
    for (var request : requests(act))
      lines.add(
          "POST "
              + api.httpSettings().base()
              + ZabbixApi.PATH
              + "\n"
              + ZabbixApi.body(request.method(), request.parameters(), Optional.empty()));
    boolean whole = act.kind() == Act.Kind.DOWNTIME && api.version() < SUPPRESSES_SINCE;
    var caught =
        all.stream()
            .filter(
                one ->
                    act.alerts().stream()
                        .anyMatch(chosen -> whole ? isBeside(one, chosen) : isSame(one, chosen)))
            .toList();
    return new Preview(lines, caught);
  }

  private static boolean isSame(Alert one, Alert chosen) {
    return one.annotations().value("eventid").equals(chosen.annotations().value("eventid"));
  }

  /// Whether a maintenance for `chosen` catches it: the same host, and its tags (any value of the
  /// same tag, all tags).
  private static boolean isBeside(Alert one, Alert chosen) {
    return one.labels().value("host").equals(chosen.labels().value("host"))
        && tags(chosen).entrySet().stream()
            .allMatch(tag -> one.labels().value(tag.getKey()).equals(tag.getValue()));
  }

  @Override
  public Receipt send(Act act) throws SourceException, InterruptedException {
    problems.alerts(new ArrayList<>(), opening.clock().instant());
    var made = new ArrayList<String>();
    var said = new ArrayList<String>();
    for (var request : requests(act))
      api.call(
          request.method(),
          request.parameters(),
          result -> {
            said.add(result.toString());
            for (var each : result.at("maintenanceids").list()) made.add(each.text());
          });
    return new Receipt(act, List.copyOf(made), String.join("\n", said));
  }

  @Override
  public ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException {
    var act = receipt.act();
    if (act.kind() == Act.Kind.END_SILENCE)
      return silences().stream().anyMatch(it -> it.id().equals(act.target()))
          ? new ReadBack(false, "The maintenance still stands.")
          : new ReadBack(true, "The maintenance is over.");
    if (!receipt.ids().isEmpty()) {
      var held = silences().stream().map(Silence::id).toList();
      return held.containsAll(receipt.ids())
          ? new ReadBack(true, "The maintenance stands.")
          : new ReadBack(false, "Zabbix does not know the maintenance " + receipt.ids() + ".");
    }
    for (var alert : act.alerts()) {
      var one = readBack(act, eventId(alert));
      if (!one.confirmed()) return one;
    }
    return new ReadBack(true, "Zabbix shows it.");
  }

  private ReadBack readBack(Act act, String eventId) throws SourceException, InterruptedException {
    var found = new ArrayList<Node>();
    var question = new LinkedHashMap<String, Object>();
    question.put("eventids", List.of(eventId));
    question.put("output", List.of("eventid", "acknowledged", "r_eventid", "suppressed"));
    question.put("selectAcknowledges", "extend");
    question.put("recent", true);
    api.call("problem.get", question, found::add);
    if (found.isEmpty()) return new ReadBack(false, "Zabbix does not show this event any more.");
    var event = found.getFirst();
    boolean holds =
        switch (act.kind()) {
          case ACKNOWLEDGE -> event.flag("acknowledged");
          case UNACKNOWLEDGE -> !event.flag("acknowledged");
          case DOWNTIME -> event.flag("suppressed");
          case CLOSE -> event.whole("r_eventid", 0) > 0;
          default ->
              event.at("acknowledges").list().stream()
                  .anyMatch(it -> it.text("message").endsWith(act.comment()));
        };
    return new ReadBack(
        holds,
        "The event "
            + eventId
            + (event.flag("acknowledged") ? " is acknowledged" : " is not acknowledged")
            + (event.whole("r_eventid", 0) > 0 ? " and closed." : " and open."));
  }

  /// The maintenances.
  @Override
  public List<Silence> silences() throws SourceException, InterruptedException {
    var now = opening.clock().instant().plus(api.skew());
    var found = new ArrayList<Silence>();
    var question = new LinkedHashMap<String, Object>();
    question.put(
        "output", List.of("maintenanceid", "name", "description", "active_since", "active_till"));
    question.put("selectTags", "extend");
    question.put("sortfield", List.of("maintenanceid"));
    question.put("sortorder", "DESC");
    question.put("limit", 1_000);
    question.put("selectHosts", List.of("host"));
    api.call("maintenance.get", question, one -> found.add(silence(one, now)));
    return List.copyOf(found);
  }

  private Silence silence(Node one, Instant now) {
    var matchers = new ArrayList<Matcher>();
    for (var host : one.at("hosts").list())
      matchers.add(new Matcher("host", host.label("host"), false, true));
    for (var tag : one.at("tags").list())
      matchers.add(new Matcher(tag.label("tag"), tag.label("value"), false, true));
    var from = one.seconds("active_since", now);
    var to = one.seconds("active_till", now);
    return new Silence(
        id,
        one.label("maintenanceid"),
        matchers,
        from,
        to,
        "",
        one.label("name") + " " + one.label("description"),
        Silence.stateAt(now, from, to),
        0);
  }
}
