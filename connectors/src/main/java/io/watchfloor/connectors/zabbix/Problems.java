package io.watchfloor.connectors.zabbix;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.SourceException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The problems there are now, with the triggers and hosts they are about: `problem.get` knows no
/// hosts, so triggers are asked by their ids and kept for a while. Pages go by event id, because
/// Zabbix has no page token. Thread-safe.
final class Problems {
  private static final Duration TRIGGERS_LAST = Duration.ofMinutes(10);
  private static final int PAGE = 1_000;
  private static final int MOST = 20_000;

  private final ZabbixApi api;
  private final ZabbixMapper mapper;
  private final Map<String, Trigger> triggers = new HashMap<>();
  private Instant triggersAt = Instant.MIN;

  Problems(ZabbixApi api, ZabbixMapper mapper) {
    this.api = api;
    this.mapper = mapper;
  }

  synchronized List<Alert> alerts(List<String> notices, Instant now)
      throws SourceException, InterruptedException {
    var problems = all(Map.of(), notices);
    learn(problems, now);
    var count = new HashMap<String, Integer>();
    for (var each : problems) count.merge(each.triggerId(), 1, Integer::sum);
    return problems.stream()
        .map(
            each ->
                mapper.alert(
                    each,
                    triggers.get(each.triggerId()),
                    count.getOrDefault(each.triggerId(), 1) == 1,
                    now))
        .toList();
  }

  /// The trigger of an alert's problem, as known.
  synchronized Trigger trigger(String fingerprint) throws SourceException {
    var trigger = triggers.get(fingerprint.split("/", 2)[0]);
    if (trigger == null)
      throw new SourceException("Zabbix does not know this problem any more.", true, null);
    return trigger;
  }

  List<Problem> all(Map<String, Object> which, List<String> notices)
      throws SourceException, InterruptedException {
    var all = new ArrayList<Problem>();
    String from = "";
    while (true) {
      var question = new LinkedHashMap<String, Object>(which);
      question.put("output", Problem.FIELDS);
      question.put("selectTags", "extend");
      question.put("source", 0);
      question.put("object", 0);
      question.put("sortfield", List.of("eventid"));
      question.put("sortorder", "ASC");
      question.put("limit", PAGE);
      if (!from.isEmpty()) question.put("eventid_from", from);
      int before = all.size();
      api.call("problem.get", question, one -> all.add(Problem.of(one)));
      if (all.size() - before < PAGE) return all;
      if (all.size() >= MOST) {
        notices.add("More than " + MOST + " problems: the newest are left out.");
        return all;
      }
      from = next(all.getLast().eventId());
    }
  }

  static String next(String eventId) {
    return new java.math.BigInteger(eventId.matches("\\d{1,19}") ? eventId : "0")
        .add(java.math.BigInteger.ONE)
        .toString();
  }

  private void learn(List<Problem> problems, Instant now)
      throws SourceException, InterruptedException {
    if (now.isBefore(triggersAt) || !now.isBefore(triggersAt.plus(TRIGGERS_LAST))) {
      triggers.clear();
      triggersAt = now;
    }
    var unknown = new TreeSet<String>();
    for (var each : problems)
      if (!triggers.containsKey(each.triggerId())) unknown.add(each.triggerId());
    if (unknown.isEmpty()) return;
    triggers("triggerids", new ArrayList<>(unknown)).forEach(each -> triggers.put(each.id(), each));
  }

  /// Triggers with their hosts and what they depend on; Zabbix tells it one way only.
  List<Trigger> triggers(String key, Object value) throws SourceException, InterruptedException {
    var question = new LinkedHashMap<String, Object>();
    question.put("output", List.of("triggerid", "manual_close"));
    question.put("selectHosts", List.of("hostid", "host", "name"));
    question.put("selectDependencies", List.of("triggerid"));
    question.put(key, value);
    var found = new ArrayList<Trigger>();
    api.call("trigger.get", question, one -> found.add(Trigger.of(one)));
    return found;
  }
}
