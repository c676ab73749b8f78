package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.LogLevels;
import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.listen.SenderClocks;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes log lines of log records.
record LogMapper(SourceId source, EntityRules rules, SenderClocks clocks) {
  List<Signal> lines(Node request, Instant now) {
    var lines = new ArrayList<Signal>();
    for (var resource : request.at("resourceLogs").list()) {
      var who = Attributes.who(resource.at("resource"));
      for (var scope : resource.at("scopeLogs").list())
        for (var each : scope.at("logRecords").list()) lines.add(line(who, scope, each, now));
    }
    return lines;
  }

  private LogLine line(Map<String, String> who, Node scope, Node each, Instant now) {
    var labels = new TreeMap<>(who);
    put(labels, "logger", scope.at("scope").text("name"));
    put(labels, "event", each.text("eventName"));
    put(labels, "trace", each.text("traceId"));
    put(labels, "span", each.text("spanId"));
    Attributes.add(labels, each);
    var all = Labels.of(labels);
    var entity = rules.entity(all);
    var at =
        Times.of(each, "timeUnixNano", now)
            .or(() -> Times.of(each, "observedTimeUnixNano", now))
            .orElse(now);
    clocks.heard(entity.isNone() ? "a sender" : entity.name(), at, now);
    var text = SafeText.cut(Attributes.text(each.at("body")), SafeText.ANNOTATION);
    return new LogLine(source, entity, all, severity(each), text, at, now);
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) labels.put(name, SafeText.cut(value, 200));
  }

  /// 1 to 24 in steps of four: trace, debug, info, warn, error, fatal.
  private static Severity severity(Node each) {
    int number = each.whole("severityNumber", 0);
    if (number <= 0) return LogLevels.ofWord(each.text("severityText"));
    if (number >= 21) return Severity.CRITICAL;
    if (number >= 17) return Severity.MAJOR;
    return number >= 13 ? Severity.WARNING : Severity.INFO;
  }
}
