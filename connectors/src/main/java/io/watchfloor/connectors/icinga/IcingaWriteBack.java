package io.watchfloor.connectors.icinga;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Acts on single hosts and services. An acknowledgement is sticky: it stands until the object is
/// OK again, or until it expires. Icinga answers for each object; its own words are kept.
/// Thread-safe.
final class IcingaWriteBack implements WriteBack {
  static final List<Act.Kind> OFFERS =
      List.of(
          Act.Kind.ACKNOWLEDGE,
          Act.Kind.UNACKNOWLEDGE,
          Act.Kind.DOWNTIME,
          Act.Kind.END_SILENCE,
          Act.Kind.COMMENT,
          Act.Kind.RECHECK);

  private final SourceId id;
  private final IcingaApi api;
  private final IcingaMapper mapper;
  private final Opening opening;

  IcingaWriteBack(SourceId id, IcingaApi api, IcingaMapper mapper, Opening opening) {
    this.id = id;
    this.api = api;
    this.mapper = mapper;
    this.opening = opening;
  }

  /// One request: the action and its content.
  private record Request(String action, String body) {}

  @Override
  public SourceId source() {
    return id;
  }

  @Override
  public List<Act.Kind> offers() {
    return OFFERS;
  }

  private List<Request> requests(Act act) throws SourceException {
    var action = action(act.kind());
    if (act.kind() == Act.Kind.END_SILENCE)
      return List.of(new Request(action, Json.object(Map.of("downtime", act.target()))));
    if (act.alerts().isEmpty()) throw new SourceException("Nothing is selected.", false, null);
    var requests = new ArrayList<Request>();
    for (var alert : act.alerts()) requests.add(new Request(action, body(act, alert)));
    return requests;
  }

  private static String action(Act.Kind kind) throws SourceException {
    return switch (kind) {
      case ACKNOWLEDGE -> "acknowledge-problem";
      case UNACKNOWLEDGE -> "remove-acknowledgement";
      case DOWNTIME -> "schedule-downtime";
      case END_SILENCE -> "remove-downtime";
      case COMMENT -> "add-comment";
      case RECHECK -> "reschedule-check";
      case SILENCE, RENEW, CLOSE, TICKET_CREATE, TICKET_COMMENT, TICKET_RESOLVE ->
          throw new SourceException("Icinga can't do this: " + kind + ".", false, null);
    };
  }

  private String body(Act act, Alert alert) {
    var target = Target.of(alert.fingerprint());
    var body = new LinkedHashMap<String, Object>();
    body.put("type", target.type());
    body.put("filter", target.filter());
    body.put("filter_vars", target.variables());
    var from = act.from().plus(api.skew());
    var to = from.plus(act.length());
    switch (act.kind()) {
      case ACKNOWLEDGE -> {
        words(act, body);
        body.put("sticky", true);
        body.put("notify", false);
        if (!act.untilClear()) body.put("expiry", to.getEpochSecond());
      }
      case DOWNTIME -> {
        words(act, body);
        body.put("start_time", from.getEpochSecond());
        body.put("end_time", to.getEpochSecond());
        body.put("fixed", true);
      }
      case COMMENT -> words(act, body);
      case RECHECK -> body.put("force", true);
      default -> {}
    }
    return Json.object(body);
  }

  private static void words(Act act, Map<String, Object> body) {
    body.put("author", act.author().isBlank() ? "watchfloor" : act.author());
    body.put("comment", act.comment().isBlank() ? "acknowledged" : act.comment());
  }

  @Override
  public Preview preview(Act act) throws SourceException, InterruptedException {
    var lines = new ArrayList<String>();
    for (var request : requests(act))
      lines.add("POST " + api.address("/v1/actions/" + request.action()) + "\n" + request.body());
    var now = opening.clock().instant();
    var caught = api.checked(keys(act)).stream().map(each -> mapper.alert(each, now)).toList();
    return new Preview(lines, caught);
  }

  private static List<String> keys(Act act) {
    return act.alerts().stream().map(Alert::fingerprint).toList();
  }

  @Override
  public Receipt send(Act act) throws SourceException, InterruptedException {
    var made = new ArrayList<String>();
    var said = new ArrayList<String>();
    for (var request : requests(act)) {
      var results = api.act(request.action(), request.body());
      for (var result : results) {
        said.add(SafeText.words(result.text("status")));
        if (result.at("name").isThere()) made.add(result.label("name"));
        if (result.whole("code", 500) >= 300 && !isAsAsked(act, result))
          throw new SourceException("Icinga says: " + result.text("status"), false, null);
      }
      if (results.isEmpty())
        throw new SourceException("Icinga finds no such object any more.", false, null);
    }
    return new Receipt(act, List.copyOf(made), String.join("\n", said));
  }

  /// What was there already is not refused.
  private static boolean isAsAsked(Act act, Node result) {
    return act.kind() == Act.Kind.ACKNOWLEDGE
        && result.text("status").contains("already acknowledged");
  }

  @Override
  public ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException {
    var act = receipt.act();
    return switch (act.kind()) {
      case DOWNTIME -> held("downtimes", receipt, "The downtime stands.");
      case COMMENT -> held("comments", receipt, "The comment stands there.");
      case END_SILENCE ->
          names("downtimes", act.target()).isEmpty()
              ? new ReadBack(true, "The downtime is over.")
              : new ReadBack(false, "The downtime " + act.target() + " still stands.");
      default -> states(act);
    };
  }

  private ReadBack held(String kind, Receipt receipt, String words)
      throws SourceException, InterruptedException {
    for (var name : receipt.ids())
      if (names(kind, name).isEmpty())
        return new ReadBack(false, "Icinga does not know " + name + " any more.");
    return receipt.ids().isEmpty()
        ? new ReadBack(false, "Icinga named nothing that it made: " + receipt.answer())
        : new ReadBack(true, words);
  }

  private List<String> names(String kind, String name)
      throws SourceException, InterruptedException {
    var found = new ArrayList<String>();
    var filter = kind.equals("downtimes") ? "downtime.__name==key" : "comment.__name==key";
    api.objects(
        kind,
        filter,
        Map.of("key", name),
        List.of("__name"),
        each -> found.add(each.label("name")));
    return found;
  }

  /// Looks at the objects themselves.
  private ReadBack states(Act act) throws SourceException, InterruptedException {
    var objects =
        api.checked(keys(act)).stream()
            .collect(Collectors.toMap(Checked::key, each -> each, (a, b) -> b));
    for (var alert : act.alerts()) {
      var object = objects.get(alert.fingerprint());
      if (object == null)
        return new ReadBack(false, alert.fingerprint() + " is not there any more.");
      var state = IcingaMapper.state(object.isHost(), object.state());
      boolean holds =
          switch (act.kind()) {
            case ACKNOWLEDGE -> object.acknowledged();
            case UNACKNOWLEDGE -> !object.acknowledged();
            default -> object.checkedAt().isAfter(act.from().plus(api.skew()).minusSeconds(1));
          };
      if (!holds)
        return new ReadBack(
            false,
            act.kind() == Act.Kind.RECHECK
                ? alert.fingerprint() + " was last checked at " + object.checkedAt() + "."
                : alert.fingerprint()
                    + " is "
                    + state
                    + (object.acknowledged() ? " and acknowledged." : " and not acknowledged."));
    }
    return new ReadBack(
        true,
        switch (act.kind()) {
          case ACKNOWLEDGE -> "It is acknowledged there.";
          case UNACKNOWLEDGE -> "It is no longer acknowledged there.";
          default -> "It was checked again.";
        });
  }

  /// The downtimes.
  @Override
  public List<Silence> silences() throws SourceException, InterruptedException {
    var now = opening.clock().instant().plus(api.skew());
    var found = new ArrayList<Silence>();
    api.objects(
        "downtimes",
        "",
        Map.of(),
        List.of("author", "comment", "host_name", "service_name", "start_time", "end_time"),
        each -> found.add(silence(each, now)));
    found.sort(Comparator.comparing(Silence::startsAt).reversed().thenComparing(Silence::id));
    return List.copyOf(found);
  }

  private Silence silence(Node result, Instant now) {
    var downtime = result.at("attrs");
    var matchers = new ArrayList<Matcher>();
    matchers.add(new Matcher("host", downtime.label("host_name"), false, true));
    var check = downtime.label("service_name");
    if (!check.isEmpty()) matchers.add(new Matcher("check", check, false, true));
    var from = downtime.seconds("start_time", now);
    var to = downtime.seconds("end_time", now);
    return new Silence(
        id,
        result.label("name"),
        matchers,
        from,
        to,
        downtime.label("author"),
        downtime.label("comment"),
        Silence.stateAt(now, from, to),
        1);
  }
}
