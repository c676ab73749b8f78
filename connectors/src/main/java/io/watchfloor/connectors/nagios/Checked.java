package io.watchfloor.connectors.nagios;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;

/// A host or service as `statusjson.cgi` lists it. Times are milliseconds, 0 is never. `state` is
/// its bit: of a service 1 pending, 2 OK, 4 warning, 8 unknown, 16 critical, of a host 1 pending, 2
/// up, 4 down, 8 unreachable. `service` is empty for a host.
record Checked(
    String host,
    String service,
    int state,
    boolean hard,
    int attempt,
    int attempts,
    Instant changed,
    boolean acknowledged,
    boolean inDowntime,
    boolean flapping,
    Instant checkedAt,
    String output,
    String performance) {
  static Checked of(String host, String service, Node status) {
    return new Checked(
        host,
        service,
        status.whole("status", 1),
        status.whole("state_type", 1) == 1,
        status.whole("current_attempt", 1),
        status.whole("max_attempts", 1),
        status.millis("last_state_change", Instant.EPOCH),
        status.flag("problem_has_been_acknowledged"),
        status.whole("scheduled_downtime_depth", 0) > 0,
        status.flag("is_flapping"),
        status.millis("last_check", Instant.EPOCH),
        status.text("plugin_output"),
        status.text("perf_data"));
  }

  boolean isHost() {
    return service.isEmpty();
  }

  boolean isProblem() {
    return state > 2;
  }

  String key() {
    return isHost() ? host : host + ";" + service;
  }
}
