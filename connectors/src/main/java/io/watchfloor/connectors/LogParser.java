package io.watchfloor.connectors;

import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one log line in whichever format it is: JSON, syslog (RFC 5424, RFC 3164, as rsyslog
/// writes it to files; its text may be JSON again), access logs of web servers, or plain text with
/// a time in front. What does not parse is plain text: no line is refused. Stateless.
public record LogParser(Fields fields, LogTimes times, Format format) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LABELS = 24;
  private static final int LONGEST_LABEL = 200;
  private static final int DEEPEST = 3;

  private static final Pattern RFC_5424 =
      Pattern.compile(
          "<(\\d{1,3})>1 (\\S+) (\\S+) (\\S+) (\\S+) \\S+ (?:-|\\[[^\\]]*\\]) ?(.*)",
          Pattern.DOTALL);
  private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>");
  private static final Pattern SYSLOG_REST =
      Pattern.compile(
          "(?:([a-z]\\w{1,11})\\.([a-z]{2,7}) )?([^\\s:\\[\\]]+) ([^\\s:\\[\\]]+)(?:\\[(\\d+)\\])?:"
              + " ?(.*)",
          Pattern.DOTALL);
  private static final Pattern ACCESS =
      Pattern.compile(
          "(\\S+) (?:\\S+ ){1,2}\\[([^\\]]{10,40})\\] \"([A-Z]{3,10}) ([^\"\\s]*)[^\"]*\" (\\d{3})"
              + " (.*)",
          Pattern.DOTALL);

  /// What the lines are written in; AUTO looks at each.
  public enum Format {
    AUTO,
    JSON,
    SYSLOG,
    ACCESS,
    PLAIN;

    boolean mayBe(Format other) {
      return this == AUTO || this == other;
    }
  }

  /// Where in a JSON object the parts are: paths with dots, tried in order.
  public record Fields(
      List<String> time, List<String> level, List<String> message, List<String> entity) {
    public static final Fields USUAL =
        new Fields(
            List.of("time", "ts", "timestamp", "@timestamp", "asctime", "t"),
            List.of("level", "severity", "lvl", "log.level", "levelname", "loglevel"),
            List.of("msg", "message", "event", "text", "log"),
            List.of("service", "app", "application", "service.name", "kubernetes.container_name"));
  }

  /// What a line says; the time is empty where it says none, the entity where it names none.
  public record Parsed(
      Optional<Instant> at,
      Severity severity,
      String text,
      String entity,
      Map<String, String> labels) {}

  public Parsed parse(String line, Instant now) {
    var labels = new LinkedHashMap<String, String>();
    if (format.mayBe(Format.JSON) && line.startsWith("{")) {
      var object = object(line);
      if (object != null) return json(object, Optional.empty(), Severity.INFO, labels, now);
    }
    if (format.mayBe(Format.SYSLOG)) {
      var syslog = syslog(line, labels, now);
      if (syslog.isPresent()) return syslog.get();
    }
    if (format.mayBe(Format.ACCESS)) {
      var access = ACCESS.matcher(line);
      if (access.matches()) return access(line, access, labels, now);
    }
    return plain(line, labels, now);
  }

  private Optional<Parsed> syslog(String line, Map<String, String> labels, Instant now) {
    var modern = RFC_5424.matcher(line);
    if (modern.matches()) {
      put(labels, "host", modern.group(3));
      put(labels, "program", modern.group(4));
      var at = times.head(modern.group(2) + " ", now).map(LogTimes.Head::at);
      return Optional.of(
          inner(
              modern.group(6),
              at,
              LogLevels.ofPriority(Integer.parseInt(modern.group(1))),
              labels,
              now));
    }
    var priority = PRIORITY.matcher(line);
    int begin = priority.lookingAt() ? priority.end() : 0;
    var body = line.substring(begin);
    var head = times.head(body, now);
    if (head.isEmpty()) return Optional.empty();
    var rest = SYSLOG_REST.matcher(body.substring(head.get().end()));
    if (!rest.matches() || LogLevels.isWord(rest.group(3)) || LogLevels.isWord(rest.group(4)))
      return Optional.empty();
    put(labels, "facility", rest.group(1));
    put(labels, "host", rest.group(3));
    put(labels, "program", rest.group(4));
    var severity =
        begin > 0
            ? LogLevels.ofPriority(Integer.parseInt(priority.group(1)))
            : rest.group(2) != null
                ? LogLevels.ofWord(rest.group(2))
                : LogLevels.inText(rest.group(6));
    return Optional.of(inner(rest.group(6), head.map(LogTimes.Head::at), severity, labels, now));
  }

  /// The text of a syslog message, which may be an object or an access line itself. `labels` are
  /// added to.
  public Parsed inner(
      String text,
      Optional<Instant> at,
      Severity severity,
      Map<String, String> labels,
      Instant now) {
    var bare = text.strip();
    var object = bare.startsWith("{") ? object(bare) : null;
    if (object != null) return json(object, at, severity, labels, now);
    var access = ACCESS.matcher(bare);
    if (!access.matches()) return new Parsed(at, severity, bare, "", labels);
    var parsed = access(bare, access, labels, now);
    return new Parsed(
        at.or(parsed::at), parsed.severity().worst(severity), bare, "", parsed.labels());
  }

  private Parsed json(
      JsonNode object,
      Optional<Instant> outer,
      Severity severity,
      Map<String, String> labels,
      Instant now) {
    var at = times.json(first(object, fields.time()), now).or(() -> outer);
    var level = first(object, fields.level());
    var message = first(object, fields.message());
    var entity = first(object, fields.entity());
    collect(object, "", labels, 0);
    return new Parsed(
        at,
        level == null ? severity : level(level),
        message == null ? object.toString() : message.asString(message.toString()),
        entity == null ? "" : entity.asString(""),
        labels);
  }

  /// A word, or the numbers of bunyan and pino (10 trace … 60 fatal).
  private static Severity level(JsonNode node) {
    if (!node.isNumber()) return LogLevels.ofWord(node.asString(""));
    int number = node.asInt(30);
    if (number >= 60) return Severity.CRITICAL;
    if (number >= 50) return Severity.MAJOR;
    return number >= 40 ? Severity.WARNING : Severity.INFO;
  }

  private @Nullable JsonNode first(JsonNode object, List<String> paths) {
    for (var path : paths) {
      if (path.isBlank()) continue;
      var direct = object.path(path);
      if (isText(direct)) return direct;
      var node = object;
      for (var step : path.split("\\.", -1)) node = node.path(step);
      if (isText(node)) return node;
    }
    return null;
  }

  private static boolean isText(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asString("").isBlank();
  }

  private void collect(JsonNode object, String prefix, Map<String, String> labels, int depth) {
    for (var entry : object.properties()) {
      var name = prefix + entry.getKey();
      var value = entry.getValue();
      if (value.isObject() && depth < DEEPEST) collect(value, name + ".", labels, depth + 1);
      else if (isText(value) && !isPart(name)) put(labels, name, value.asString(""));
    }
  }

  private boolean isPart(String name) {
    return fields.time().contains(name)
        || fields.level().contains(name)
        || fields.message().contains(name);
  }

  private Parsed access(String line, Matcher access, Map<String, String> labels, Instant now) {
    int status = Integer.parseInt(access.group(5));
    put(labels, "client", access.group(1));
    put(labels, "method", access.group(3));
    put(labels, "code", access.group(5));
    var path = access.group(4);
    put(labels, "route", path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?')));
    return new Parsed(
        times.access(access.group(2), now), LogLevels.ofStatus(status), line, "", labels);
  }

  private Parsed plain(String line, Map<String, String> labels, Instant now) {
    var head = times.head(line, now);
    var text = head.map(time -> line.substring(time.end())).orElse(line);
    return new Parsed(head.map(LogTimes.Head::at), LogLevels.inText(text), text, "", labels);
  }

  private static @Nullable JsonNode object(String text) {
    try {
      var node = JSON.readTree(text);
      return node.isObject() ? node : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static void put(Map<String, String> labels, String name, @Nullable String value) {
    if (value == null || value.isEmpty() || value.equals("-")) return;
    if (labels.size() < MOST_LABELS
        && value.length() <= LONGEST_LABEL
        && name.length() <= LONGEST_LABEL) labels.put(name, value);
  }
}
