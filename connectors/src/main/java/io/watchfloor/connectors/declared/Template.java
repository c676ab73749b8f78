package io.watchfloor.connectors.declared;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A text with `${…}` in it: a setting or variable (`${since}`, `${act.comment}`) or a path
/// (`${$.id}`), and after a colon how to write it: a time's format ([TimeText]), `comma` for a
/// list, `number` for one in a body, `part1`, `part2` for what slashes part, `head` and `tail` for
/// what the last `#` parts, `and` for commas that mean it, `path` for what may hold slashes in an
/// address.
final class Template {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^{}]{1,300})}");
  private static final Pattern PART = Pattern.compile("part([1-9])");
  private static final List<String> WAYS =
      List.of("comma", "path", "number", "head", "tail", "and");

  private sealed interface Part {}

  private record Literal(String text) implements Part {}

  private record Variable(String name, String way, Optional<TimeText> time) implements Part {}

  private record Found(JsonPath path) implements Part {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /// @throws IllegalArgumentException says what can't be read
  static Template parse(String text) {
    if (JsonPath.looksLikeOne(text)) return new Template(List.of(new Found(JsonPath.parse(text))));
    var parts = new ArrayList<Part>();
    var hole = HOLE.matcher(text);
    int at = 0;
    while (hole.find()) {
      if (hole.start() > at) parts.add(new Literal(text.substring(at, hole.start())));
      parts.add(part(hole.group(1).strip()));
      at = hole.end();
    }
    if (at < text.length()) parts.add(new Literal(text.substring(at)));
    return new Template(List.copyOf(parts));
  }

  private static Part part(String text) {
    if (JsonPath.looksLikeOne(text)) return new Found(JsonPath.parse(text));
    int colon = text.indexOf(':');
    var name = colon < 0 ? text : text.substring(0, colon);
    var way = colon < 0 ? "" : text.substring(colon + 1);
    boolean isTime = !way.isEmpty() && !WAYS.contains(way) && !PART.matcher(way).matches();
    return new Variable(name, way, isTime ? Optional.of(TimeText.of(way)) : Optional.empty());
  }

  /// The variables it names.
  List<String> names() {
    return parts.stream()
        .filter(Variable.class::isInstance)
        .map(part -> ((Variable) part).name())
        .toList();
  }

  /// The path, where it is nothing else.
  Optional<JsonPath> path() {
    return parts.size() == 1 && parts.getFirst() instanceof Found(var path)
        ? Optional.of(path)
        : Optional.empty();
  }

  String text(Scope scope) {
    var text = new StringBuilder();
    for (var part : parts) text.append(text(part, scope));
    return text.toString();
  }

  /// Whether that is neither empty nor `false`.
  boolean isYes(Scope scope) {
    var text = text(scope);
    return !text.isEmpty() && !text.equals("false");
  }

  /// For an address: what is put in is encoded, what stands there is not.
  String address(Scope scope) {
    var text = new StringBuilder();
    for (var part : parts) {
      if (part instanceof Literal(var literal)) {
        text.append(literal);
        continue;
      }
      var encoded =
          URLEncoder.encode(text(part, scope), StandardCharsets.UTF_8)
              .replace("+", "%20")
              .replaceAll("^\\.+$", "%2E");
      boolean slashes = part instanceof Variable variable && variable.way().equals("path");
      text.append(slashes ? encoded.replace("%2F", "/") : encoded);
    }
    return text.toString();
  }

  /// For a body: a list stays a list, a time in seconds is a number.
  Object value(Scope scope) {
    if (parts.size() != 1 || !(parts.getFirst() instanceof Variable variable)) return text(scope);
    var value = scope.variable(variable.name());
    if (value instanceof Collection<?> && variable.way().isEmpty()) return value;
    boolean isNumber =
        value instanceof Instant
            ? variable.time().map(TimeText::isNumber).orElse(false)
            : variable.way().equals("number");
    var text = text(scope);
    return isNumber && text.matches("-?\\d{1,18}") ? (Object) Long.parseLong(text) : text;
  }

  private static String text(Part part, Scope scope) {
    return switch (part) {
      case Literal(var text) -> text;
      case Found(var path) -> scope.node(path).text();
      case Variable variable -> written(variable, scope);
    };
  }

  private static String written(Variable variable, Scope scope) {
    var value = scope.variable(variable.name());
    if (value instanceof Instant at)
      return variable.time().orElse(TimeText.ISO).write(at, scope.now());
    if (value instanceof Collection<?> list)
      return String.join(",", list.stream().map(String::valueOf).toList());
    var text = String.valueOf(value);
    int mark = text.lastIndexOf('#');
    if (variable.way().equals("head")) return mark < 0 ? text : text.substring(0, mark);
    if (variable.way().equals("and")) return text.replace(",", " AND ");
    if (variable.way().equals("tail")) return text.substring(mark + 1);
    var part = PART.matcher(variable.way());
    if (!part.matches()) return text;
    var pieces = text.split("/", -1);
    int n = Integer.parseInt(part.group(1)) - 1;
    return n < pieces.length ? pieces[n] : "";
  }
}
