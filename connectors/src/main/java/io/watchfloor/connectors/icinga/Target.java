package io.watchfloor.connectors.icinga;

import java.util.Map;

/// Exactly one host or service, as a filter that can match nothing else.
record Target(String type, String key) {
  static Target of(String key) {
    return new Target(key.contains("!") ? "Service" : "Host", key);
  }

  String objects() {
    return type.equals("Host") ? "hosts" : "services";
  }

  String filter() {
    return type.equals("Host") ? "host.__name==key" : "service.__name==key";
  }

  Map<String, Object> variables() {
    return Map.of("key", key);
  }
}
