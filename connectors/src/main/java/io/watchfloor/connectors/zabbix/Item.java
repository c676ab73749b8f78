package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import java.util.Locale;
import java.util.Map;

/// A numeric item. `type` is its value type: 0 a float, 3 a whole number; history is asked by it.
record Item(String id, String host, String key, String name, String units, int type) {
  static Item of(Node one) {
    return new Item(
        one.label("itemid"),
        one.at("hosts").at(0).label("host"),
        one.label("key_"),
        one.label("name"),
        one.label("units"),
        one.whole("value_type", -1));
  }

  /// `net.if.in[eth0]` is the metric `net_if_in`; the whole key is a label.
  Labels labels() {
    int bracket = key.indexOf('[');
    var base = bracket < 0 ? key : key.substring(0, bracket);
    var metric = base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return Labels.of(
        Map.of(Labels.NAME, metric.isEmpty() ? "item" : metric, "host", host, "key", key));
  }

  MetricInfo info() {
    var unit = units.equals("Bps") ? "B/s" : units.startsWith("!") ? units.substring(1) : units;
    return new MetricInfo(MetricInfo.Type.GAUGE, unit, name);
  }
}
