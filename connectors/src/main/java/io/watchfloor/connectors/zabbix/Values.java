package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The values of the numeric items: history asked by value type (another type gives nothing), a
/// little back each time because proxies deliver late; of a long gap the older part as hourly
/// trends. A cache of what was told in the overlap, not more.
final class Values {
  private static final Duration ITEMS_LAST = Duration.ofMinutes(5);
  private static final Duration TRENDS_BEFORE = Duration.ofHours(6);
  static final Duration OVERLAP = Duration.ofMinutes(1);
  private static final int ITEMS_AT_ONCE = 250;
  private static final int MOST_VALUES = 50_000;

  private final SourceId source;
  private final EntityRules rules;
  private final ZabbixApi api;
  private final int mostItems;
  private final Map<String, Set<Long>> told = new HashMap<>();
  private Map<String, Item> items = Map.of();
  private Instant itemsAt = Instant.MIN;

  Values(SourceId source, EntityRules rules, ZabbixApi api, int mostItems) {
    this.source = source;
    this.rules = rules;
    this.api = api;
    this.mostItems = mostItems;
  }

  /// All values from `from` on, in the server's time.
  List<Signal> since(Instant from, Instant theirNow, List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    refresh(notices, now);
    var values = new LinkedHashMap<String, TreeMap<Long, Double>>();
    var recent = theirNow.minus(TRENDS_BEFORE);
    boolean isLong = from.isBefore(recent);
    for (int type : new int[] {0, 3}) {
      var ids = items.values().stream().filter(it -> it.type() == type).map(Item::id).toList();
      for (int at = 0; at < ids.size(); at += ITEMS_AT_ONCE) {
        var some = ids.subList(at, Math.min(ids.size(), at + ITEMS_AT_ONCE));
        if (isLong) trends(some, from, recent, values);
        history(type, some, (isLong ? recent : from).minus(OVERLAP), values, notices);
      }
    }
    var signals = new ArrayList<Signal>();
    values.forEach((id, series) -> tell(id, series, theirNow, signals, now));
    return signals;
  }

  private void refresh(List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    if (!now.isBefore(itemsAt) && now.isBefore(itemsAt.plus(ITEMS_LAST))) return;
    var found = new LinkedHashMap<String, Item>();
    var question = new LinkedHashMap<String, Object>();
    question.put("output", List.of("itemid", "key_", "name", "units", "value_type"));
    question.put("selectHosts", List.of("host"));
    question.put("monitored", true);
    question.put("filter", Map.of("value_type", List.of(0, 3)));
    question.put("sortfield", "itemid");
    question.put("limit", mostItems + 1);
    api.call("item.get", question, one -> found.put(one.label("itemid"), Item.of(one)));
    if (found.size() > mostItems) {
      found.remove(found.keySet().stream().reduce((a, b) -> b).orElse(""));
      notices.add("More than " + mostItems + " items: the rest is left out. Allow more of them.");
    }
    items = found;
    itemsAt = now;
    told.keySet().retainAll(items.keySet());
  }

  private void history(
      int type,
      List<String> ids,
      Instant from,
      Map<String, TreeMap<Long, Double>> into,
      List<String> notices)
      throws SourceException, InterruptedException {
    var question = new LinkedHashMap<String, Object>();
    question.put("history", type);
    question.put("itemids", ids);
    question.put("time_from", from.getEpochSecond());
    question.put("sortfield", "clock");
    question.put("sortorder", "ASC");
    question.put("limit", MOST_VALUES);
    int[] count = {0};
    api.call(
        "history.get",
        question,
        one -> {
          count[0]++;
          put(one, "value", into);
        });
    if (count[0] >= MOST_VALUES)
      notices.add("More values than are taken at once: the newest of a gap are left out.");
  }

  /// Hourly means.
  private void trends(
      List<String> ids, Instant from, Instant to, Map<String, TreeMap<Long, Double>> into)
      throws SourceException, InterruptedException {
    var question = new LinkedHashMap<String, Object>();
    question.put("itemids", ids);
    question.put("output", List.of("itemid", "clock", "value_avg"));
    question.put("time_from", from.getEpochSecond());
    question.put("time_till", to.getEpochSecond());
    question.put("limit", MOST_VALUES);
    api.call("trend.get", question, one -> put(one, "value_avg", into));
  }

  private static void put(Node one, String value, Map<String, TreeMap<Long, Double>> into) {
    double number = one.number(value);
    var at = Wire.at(one);
    if (Double.isNaN(number) || Double.isInfinite(number) || at.equals(Instant.EPOCH)) return;
    into.computeIfAbsent(one.label("itemid"), _ -> new TreeMap<>()).put(at.toEpochMilli(), number);
  }

  private void tell(
      String id, TreeMap<Long, Double> series, Instant theirNow, List<Signal> into, Instant now) {
    var item = items.get(id);
    if (item == null) return;
    var known = told.computeIfAbsent(id, _ -> new HashSet<>());
    series.keySet().removeAll(known);
    known.removeIf(at -> at < theirNow.minus(OVERLAP.multipliedBy(3)).toEpochMilli());
    known.addAll(series.keySet());
    if (series.isEmpty()) return;
    var labels = item.labels();
    into.add(
        new Samples(
            source,
            rules.entity(labels),
            labels,
            item.info(),
            now,
            series.keySet().stream().mapToLong(it -> it).toArray(),
            series.values().stream().mapToDouble(it -> it).toArray()));
  }
}
