package io.watchfloor.connectors.icinga;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;
import java.util.List;

/// A host or service as `/v1/objects` lists it. `state` of a service is 0 OK, 1 warning, 2
/// critical, 3 unknown, of a host 0 up, 1 down. `service` is empty for a host.
record Checked(
    String key,
    String host,
    String service,
    String title,
    int state,
    boolean hard,
    int attempt,
    int attempts,
    Instant changed,
    boolean acknowledged,
    boolean inDowntime,
    boolean flapping,
    boolean reachable,
    Instant checkedAt,
    String output,
    List<String> performance) {
  /// What is asked of each object; everything else stays there.
  static final List<String> ATTRIBUTES =
      List.of(
          "__name",
          "display_name",
          "state",
          "state_type",
          "check_attempt",
          "max_check_attempts",
          "last_state_change",
          "acknowledgement",
          "downtime_depth",
          "flapping",
          "last_reachable",
          "last_check_result");

  /// `result` is one element of `results`.
  static Checked of(Node result) {
    var attributes = result.at("attrs");
    var check = attributes.at("last_check_result");
    var key = attributes.label("__name");
    int mark = key.indexOf('!');
    return new Checked(
        key,
        mark < 0 ? key : key.substring(0, mark),
        mark < 0 ? "" : key.substring(mark + 1),
        attributes.label("display_name"),
        attributes.whole("state", 0),
        attributes.whole("state_type", 1) == 1,
        attributes.whole("check_attempt", 1),
        attributes.whole("max_check_attempts", 1),
        attributes.seconds("last_state_change", Instant.EPOCH),
        attributes.whole("acknowledgement", 0) > 0,
        attributes.whole("downtime_depth", 0) > 0,
        attributes.flag("flapping"),
        !attributes.text("last_reachable").equals("false"),
        check.seconds("execution_end", Instant.EPOCH),
        check.text("output"),
        performance(check));
  }

  /// Each is `label=value;…`, or, from some agents, an object of its parts.
  static List<String> performance(Node check) {
    return check.at("performance_data").list().stream()
        .map(
            each ->
                each.members().isEmpty()
                    ? each.text()
                    : "'" + each.label("label") + "'=" + each.text("value") + each.label("unit"))
        .toList();
  }

  boolean isHost() {
    return service.isEmpty();
  }

  boolean isProblem() {
    return state != 0;
  }

  /// The same after a later check, as an event told it.
  Checked after(Node event, Instant at) {
    var check = event.at("check_result");
    var vars = check.at("vars_after");
    int next = check.whole("state", state);
    return new Checked(
        key,
        host,
        service,
        title,
        isHost() ? Math.min(next / 2, 1) : next,
        vars.whole("state_type", 1) == 1,
        vars.whole("attempt", attempt),
        attempts,
        next == state ? changed : at,
        event.flag("acknowledgement"),
        event.whole("downtime_depth", inDowntime ? 1 : 0) > 0,
        flapping,
        !vars.text("reachable").equals("false"),
        at,
        check.text("output"),
        performance(check));
  }
}
