package io.watchfloor.connectors.prometheus;

import java.util.Collection;
import java.util.stream.Collectors;

/// A series selector as PromQL writes it (`up`, `{job="shop"}`, `up{job="shop"}`), to which a
/// condition on the metric's name can be added. Whether it is good PromQL is the server's to say.
record Selector(String text) {
  static final String ALL = "{__name__!=\"\"}";

  /// @throws IllegalArgumentException if it is certainly no selector
  static Selector of(String text) {
    var trimmed = text.strip();
    boolean closed = trimmed.endsWith("}") && trimmed.indexOf('{') >= 0;
    boolean name = trimmed.matches("[a-zA-Z_:][a-zA-Z0-9_:]*");
    if (!closed && !name)
      throw new IllegalArgumentException(
          "selectors: \""
              + text
              + "\" is no series selector; write {job=\"shop\"} or a metric's name.");
    return new Selector(trimmed);
  }

  /// Only those of the selected series that have one of these names.
  String named(Collection<String> names) {
    if (!text.endsWith("}")) return text;
    var before = text.substring(0, text.length() - 1).stripTrailing();
    if (!before.startsWith("{")) return text; // already names its metric
    var comma = before.endsWith("{") || before.endsWith(",") ? "" : ",";
    var any = names.stream().map(Selector::quoted).collect(Collectors.joining("|"));
    return before + comma + "__name__=~\"" + any + "\"}";
  }

  /// For a regular expression inside a PromQL string.
  private static String quoted(String name) {
    var quoted = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"') quoted.append("\\\"");
      else if (c == '\\') quoted.append("\\\\\\\\");
      else if (c < 0x80 && !Character.isLetterOrDigit(c) && c != '_' && c != ':' && c != ' ')
        quoted.append("\\\\").append(c);
      else quoted.append(c);
    }
    return quoted.toString();
  }
}
