package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.http.Json;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Commands for single hosts and services. Nagios only says that it took a command; whether it was
/// done is read from the states, some seconds later. Its acknowledgements are sticky and have no
/// end of their own. Thread-safe.
final class NagiosWriteBack implements WriteBack {
  static final List<Act.Kind> OFFERS =
      List.of(
          Act.Kind.ACKNOWLEDGE,
          Act.Kind.UNACKNOWLEDGE,
          Act.Kind.DOWNTIME,
          Act.Kind.END_SILENCE,
          Act.Kind.COMMENT,
          Act.Kind.RECHECK);

  private final SourceId id;
  private final NagiosApi api;
  private final NagiosMapper mapper;
  private final Opening opening;

  NagiosWriteBack(SourceId id, NagiosApi api, NagiosMapper mapper, Opening opening) {
    this.id = id;
    this.api = api;
    this.mapper = mapper;
    this.opening = opening;
  }

  /// Exactly one host or service; `service` is empty for the host itself.
  private record Target(String host, String service) {
    static Target of(Alert alert) {
      return new Target(alert.labels().value("host"), alert.labels().value("check"));
    }

    boolean isHost() {
      return service.isEmpty();
    }

    String words() {
      return isHost() ? host : host + ";" + service;
    }
  }

  @Override
  public SourceId source() {
    return id;
  }

  @Override
  public List<Act.Kind> offers() {
    return OFFERS;
  }

  /// The numbers are those of `include/common.h`, for a host and for a service.
  private static int command(Act.Kind kind, boolean host) throws SourceException {
    return switch (kind) {
      case ACKNOWLEDGE -> host ? 33 : 34;
      case UNACKNOWLEDGE -> host ? 51 : 52;
      case DOWNTIME -> host ? 55 : 56;
      case END_SILENCE -> host ? 78 : 79;
      case COMMENT -> host ? 1 : 3;
      case RECHECK -> host ? 96 : 7;
      case SILENCE, RENEW, CLOSE, TICKET_CREATE, TICKET_COMMENT, TICKET_RESOLVE ->
          throw new SourceException("Nagios can't do this: " + kind + ".", false, null);
    };
  }

  /// Which form: the command and who it is for.
  private static List<Map.Entry<String, String>> which(Act act, Target target)
      throws SourceException {
    var which = new ArrayList<Map.Entry<String, String>>();
    which.add(Map.entry("cmd_typ", String.valueOf(command(act.kind(), target.isHost()))));
    if (act.kind() == Act.Kind.END_SILENCE) {
      which.add(Map.entry("down_id", act.target().replaceAll("\\D", "")));
      return which;
    }
    if (target.host().isEmpty())
      throw new SourceException("This alert names no host of Nagios.", false, null);
    which.add(Map.entry("host", target.host()));
    if (!target.isHost()) which.add(Map.entry("service", target.service()));
    return which;
  }

  private static List<Map.Entry<String, String>> fields(Act act, Target target, Times times)
      throws SourceException {
    var fields = new ArrayList<>(which(act, target));
    fields.add(Map.entry("cmd_mod", "2"));
    var author = act.author().isBlank() ? "watchfloor" : act.author();
    var comment = act.comment().isBlank() ? "acknowledged" : act.comment();
    switch (act.kind()) {
      case ACKNOWLEDGE -> fields.add(Map.entry("sticky_ack", "on"));
      case COMMENT -> fields.add(Map.entry("persistent", "on"));
      case DOWNTIME -> {
        fields.add(Map.entry("trigger", "0"));
        fields.add(Map.entry("fixed", "1"));
        fields.add(Map.entry("start_time", times.write(act.from())));
        fields.add(Map.entry("end_time", times.write(act.from().plus(act.length()))));
      }
      case RECHECK -> {
        fields.add(Map.entry("start_time", times.write(act.from())));
        fields.add(Map.entry("force_check", "on"));
      }
      default -> {}
    }
    fields.add(Map.entry("com_author", author));
    fields.add(Map.entry("com_data", comment.replaceAll("\\p{Cntrl}", " ")));
    fields.add(Map.entry("btnSubmit", "Commit"));
    return fields;
  }

  private interface Times {
    String write(Instant at) throws SourceException;
  }

  private static List<Target> targets(Act act) throws SourceException {
    if (act.kind() == Act.Kind.END_SILENCE)
      return List.of(new Target("", act.target().startsWith("host") ? "" : "service"));
    if (act.alerts().isEmpty()) throw new SourceException("Nothing is selected.", false, null);
    return act.alerts().stream().map(Target::of).toList();
  }

  @Override
  public Preview preview(Act act) throws SourceException, InterruptedException {
    var lines = new ArrayList<String>();
    var caught = new ArrayList<Alert>();
    var now = opening.clock().instant();
    for (var target : targets(act)) {
      lines.add(
          "POST "
              + api.http().settings().base()
              + "/cmd.cgi\n"
              + fields(act, target, Instant::toString).stream()
                  .map(field -> field.getKey() + "=" + field.getValue())
                  .collect(Collectors.joining("&")));
      if (act.kind() == Act.Kind.END_SILENCE) continue;
      var object = api.checked(target.host(), target.service());
      if (object != null) caught.add(mapper.alert(object, now));
    }
    return new Preview(lines, caught);
  }

  @Override
  public Receipt send(Act act) throws SourceException, InterruptedException {
    var said = new ArrayList<String>();
    for (var target : targets(act)) {
      var form = CommandForm.fetch(api.http(), which(act, target), opening.clock().instant());
      said.add(form.send(fields(act, target, at -> form.time(at.plus(api.skew())))));
    }
    return new Receipt(act, List.of(), String.join("\n", said));
  }

  @Override
  public ReadBack readBack(Receipt receipt) throws SourceException, InterruptedException {
    var act = receipt.act();
    if (act.kind() == Act.Kind.END_SILENCE)
      return silences().stream().anyMatch(it -> it.id().equals(act.target()))
          ? new ReadBack(false, "The downtime still stands.")
          : new ReadBack(true, "The downtime is over.");
    for (var target : targets(act)) {
      var object = api.checked(target.host(), target.service());
      if (object == null) return new ReadBack(false, target.words() + " is not there any more.");
      if (!holds(act, target, object))
        return new ReadBack(
            false,
            target.words()
                + " is "
                + NagiosMapper.state(object.isHost(), object.state())
                + (object.acknowledged() ? ", acknowledged" : ", not acknowledged")
                + (object.inDowntime() ? ", in downtime" : ", in no downtime")
                + ", last checked at "
                + object.checkedAt()
                + ".");
    }
    return new ReadBack(true, "Nagios shows it.");
  }

  private boolean holds(Act act, Target target, Checked object)
      throws SourceException, InterruptedException {
    return switch (act.kind()) {
      case ACKNOWLEDGE -> object.acknowledged();
      case UNACKNOWLEDGE -> !object.acknowledged();
      case DOWNTIME -> object.inDowntime() || isPlanned(act, target);
      case COMMENT -> isCommented(act, target);
      default -> !object.checkedAt().isBefore(act.from().plus(api.skew()).minusSeconds(1));
    };
  }

  private boolean isPlanned(Act act, Target target) throws SourceException, InterruptedException {
    var end = act.from().plus(api.skew()).plus(act.length());
    for (var each : details("downtimelist"))
      if (isOf(each, target) && each.millis("end_time", Instant.EPOCH).isAfter(end.minusSeconds(2)))
        return true;
    return false;
  }

  private boolean isCommented(Act act, Target target) throws SourceException, InterruptedException {
    for (var each : details("commentlist"))
      if (isOf(each, target) && each.text("comment_data").equals(act.comment())) return true;
    return false;
  }

  private static boolean isOf(Node each, Target target) {
    return each.label("host_name").equals(target.host())
        && each.label("service_description").equals(target.service());
  }

  private List<Node> details(String list) throws SourceException, InterruptedException {
    var found = new ArrayList<Node>();
    api.ask(
        "statusjson.cgi",
        list,
        Map.of("details", "true"),
        list,
        true,
        parser -> Json.object(parser, _ -> found.add(Node.read(parser))));
    return found;
  }

  /// The downtimes.
  @Override
  public List<Silence> silences() throws SourceException, InterruptedException {
    var now = opening.clock().instant().plus(api.skew());
    var found = new ArrayList<Silence>();
    for (var each : details("downtimelist")) found.add(silence(each, now));
    found.sort(Comparator.comparing(Silence::startsAt).reversed().thenComparing(Silence::id));
    return List.copyOf(found);
  }

  private Silence silence(Node downtime, Instant now) {
    var matchers = new ArrayList<Matcher>();
    matchers.add(new Matcher("host", downtime.label("host_name"), false, true));
    var check = downtime.label("service_description");
    if (!check.isEmpty()) matchers.add(new Matcher("check", check, false, true));
    var from = downtime.millis("start_time", now);
    var to = downtime.millis("end_time", now);
    return new Silence(
        id,
        (check.isEmpty() ? "host-" : "service-") + downtime.label("downtime_id"),
        matchers,
        from,
        to,
        downtime.label("author"),
        downtime.label("comment"),
        Silence.stateAt(now, from, to),
        1);
  }
}
