package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// An unresolved problem as `problem.get` lists it; it names its trigger, and that its host.
record Problem(
    String eventId,
    String triggerId,
    String name,
    int severity,
    Instant since,
    boolean acknowledged,
    boolean suppressed,
    Map<String, String> tags) {
  static final List<String> FIELDS =
      List.of(
          "eventid", "objectid", "name", "severity", "clock", "ns", "acknowledged", "suppressed");

  static Problem of(Node one) {
    var tags = new TreeMap<String, String>();
    for (var tag : one.at("tags").list()) tags.put(tag.label("tag"), tag.label("value"));
    return new Problem(
        one.label("eventid"),
        one.label("objectid"),
        one.label("name"),
        one.whole("severity", 0),
        Wire.at(one),
        one.flag("acknowledged"),
        one.flag("suppressed"),
        tags);
  }
}
