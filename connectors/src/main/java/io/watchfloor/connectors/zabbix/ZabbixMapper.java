package io.watchfloor.connectors.zabbix;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes signals of what Zabbix tells. A problem is about its trigger's host, or what its tags
/// name.
final class ZabbixMapper {
  private static final List<String> SEVERITIES =
      List.of("not classified", "information", "warning", "average", "high", "disaster");

  private final SourceId source;
  private final EntityRules rules;

  ZabbixMapper(SourceId source, EntityRules rules) {
    this.source = source;
    this.rules = rules;
  }

  /// The fingerprint is the trigger's, so a problem that comes back is the same alert; where a
  /// trigger has several problems at once, each has its own.
  Alert alert(Problem it, @Nullable Trigger trigger, boolean alone, Instant now) {
    var labels = new TreeMap<>(it.tags());
    if (trigger != null) labels.put("host", trigger.host());
    labels.put("alertname", it.name());
    var severity = severity(it.severity());
    labels.put("severity", word(it.severity()));
    labels.values().removeIf(String::isEmpty);
    labels.keySet().removeIf(String::isEmpty);
    var all = Labels.of(labels);
    var words = word(it.severity());
    if (it.acknowledged()) words += ", acknowledged";
    if (it.suppressed()) words += ", suppressed";
    return new Alert(
        source,
        alone ? it.triggerId() : it.triggerId() + "/" + it.eventId(),
        rules.entity(all),
        all,
        Labels.of(Map.of("summary", it.name(), "eventid", it.eventId())),
        severity,
        it.acknowledged() || it.suppressed() ? Alert.State.SUPPRESSED : Alert.State.FIRING,
        words,
        it.since().equals(Instant.EPOCH) ? now : it.since(),
        Optional.empty(),
        now,
        now);
  }

  static String word(int severity) {
    return severity >= 0 && severity < 6 ? SEVERITIES.get(severity) : "severity " + severity;
  }

  private static Severity severity(int severity) {
    return switch (severity) {
      case 0, 1 -> Severity.INFO;
      case 3, 4 -> Severity.MAJOR;
      case 5 -> Severity.CRITICAL;
      default -> Severity.WARNING;
    };
  }

  /// An event of a trigger: a problem or its recovery.
  Event event(Node one, Instant now) {
    boolean problem = one.whole("value", 0) == 1;
    var labels = Labels.of("host", one.at("hosts").at(0).label("host"));
    var text = (problem ? "problem: " : "recovered: ") + one.label("name");
    var at = Wire.at(one);
    return new Event(
        source,
        rules.entity(labels),
        labels,
        problem ? "problem" : "recovered",
        SafeText.cut(text, SafeText.LABEL),
        problem ? severity(one.whole("severity", 2)) : Severity.OK,
        at.equals(Instant.EPOCH) ? now : at,
        now);
  }
}
