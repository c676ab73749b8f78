package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;

/// How Zabbix writes times: `clock` in seconds and `ns` beside it, both in quotes.
final class Wire {
  private Wire() {}

  static Instant at(Node one) {
    var clock = one.seconds("clock", Instant.EPOCH);
    int nanos = one.whole("ns", 0);
    return clock.plusMillis(nanos < 0 || nanos >= 1_000_000_000 ? 0 : nanos / 1_000_000);
  }
}
