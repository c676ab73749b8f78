package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import java.util.List;

/// What is asked of a trigger: its hosts, which triggers it depends on, and whether a person may
/// close its problems.
record Trigger(
    String id, String hostId, String host, String hostTitle, boolean closes, List<String> needs) {
  static Trigger of(Node one) {
    var host = one.at("hosts").at(0);
    return new Trigger(
        one.label("triggerid"),
        host.label("hostid"),
        host.label("host"),
        host.label("name"),
        one.flag("manual_close"),
        one.at("dependencies").list().stream().map(each -> each.label("triggerid")).toList());
  }
}
