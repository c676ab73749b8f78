package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.LogLevels;
import io.watchfloor.connectors.LogParser;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes a log line of each message, and an event as well where it is as bad as `events` says. It
/// is about the program where one runs there, else about the host: what the kernel and the logins
/// say is about the host.
record SyslogMapper(
    SourceId source,
    LogParser parser,
    EntityRules rules,
    boolean aboutHost,
    Optional<Severity> events) {
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "ntp",
          "audit",
          "alert",
          "clock",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");
  private static final Set<String> OF_THE_HOST =
      Set.of("kern", "auth", "authpriv", "cron", "audit", "clock", "ntp");
  private static final String COOKIE = "@cee:";

  List<Signal> signals(SyslogMessage message, String sender, Instant now) {
    var labels = labels(message, sender);
    var text = message.text();
    if (text.startsWith(COOKIE)) text = text.substring(COOKIE.length());
    var severity = LogLevels.ofPriority(message.priority());
    var parsed = parser.inner(text, message.at(), severity, labels, now);
    var all = Labels.of(parsed.labels());
    var entity = entity(parsed, message, all);
    var at = parsed.at().orElse(now);
    var words = SafeText.cut(parsed.text(), SafeText.ANNOTATION);
    var signals = new ArrayList<Signal>(2);
    signals.add(new LogLine(source, entity, all, parsed.severity(), words, at, now));
    if (events.isPresent() && parsed.severity().atLeast(events.get()))
      signals.add(
          new Event(
              source,
              entity,
              all,
              "syslog",
              SafeText.cut(words, SafeText.LABEL),
              parsed.severity(),
              at,
              now));
    return signals;
  }

  private static Map<String, String> labels(SyslogMessage message, String sender) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("facility", FACILITIES.get(message.facility()));
    labels.put("host", message.host().isEmpty() ? sender : message.host());
    labels.put("sender", sender);
    put(labels, "program", message.program());
    put(labels, "process", message.process());
    put(labels, "message_id", message.messageId());
    if (message.at().isEmpty()) put(labels, "timestamp", message.timeWords());
    labels.putAll(message.data());
    return labels;
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (!value.isEmpty()) labels.put(name, value);
  }

  private EntityId entity(LogParser.Parsed parsed, SyslogMessage message, Labels labels) {
    if (!parsed.entity().isEmpty()) return rules.named(parsed.entity());
    if (aboutHost || OF_THE_HOST.contains(FACILITIES.get(message.facility())))
      return rules.named(labels.value("host"));
    var ran = rules.entity(labels.without("host", "instance"));
    if (!ran.isNone()) return ran;
    var program = message.program();
    return rules.named(program.isEmpty() ? labels.value("host") : program);
  }
}
