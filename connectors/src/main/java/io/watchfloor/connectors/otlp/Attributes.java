package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads attributes. Of a resource only those become labels that say who it is, by the names of
/// OpenTelemetry's semantic conventions; of a point or a record all do.
final class Attributes {
  private static final int LONGEST = 200;
  private static final int MOST = 24;
  private static final Map<String, String> WHO =
      Map.of(
          "service.name", "service",
          "service.namespace", "namespace",
          "service.instance.id", "instance",
          "host.name", "host",
          "k8s.deployment.name", "deployment",
          "k8s.pod.name", "pod",
          "container.name", "container",
          "deployment.environment.name", "environment",
          "deployment.environment", "environment");

  private Attributes() {}

  static Map<String, String> who(Node resource) {
    var labels = new TreeMap<String, String>();
    for (var attribute : resource.at("attributes").list()) {
      var name = WHO.get(attribute.text("key"));
      if (name != null) put(labels, name, text(attribute.at("value")));
    }
    return labels;
  }

  static void add(Map<String, String> labels, Node holder) {
    for (var attribute : holder.at("attributes").list())
      put(labels, name(attribute.text("key")), text(attribute.at("value")));
  }

  private static void put(Map<String, String> labels, String name, String value) {
    if (labels.size() < MOST && !name.isEmpty() && !value.isEmpty())
      labels.putIfAbsent(name, SafeText.cut(value, LONGEST));
  }

  /// Names as Prometheus has them: letters, digits and `_`.
  static String name(String text) {
    var name = new StringBuilder(Math.min(text.length(), LONGEST));
    for (int i = 0; i < text.length() && name.length() < LONGEST; i++) {
      char c = text.charAt(i);
      boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      name.append(fits ? c : '_');
    }
    return name.toString();
  }

  /// A value as text; lists in brackets, objects in braces.
  static String text(Node value) {
    return text(value, 0);
  }

  private static String text(Node value, int depth) {
    if (depth > 8) return "…";
    if (value.at("arrayValue").isThere())
      return value.at("arrayValue").at("values").list().stream()
          .map(each -> text(each, depth + 1))
          .collect(Collectors.joining(", ", "[", "]"));
    if (value.at("kvlistValue").isThere())
      return value.at("kvlistValue").at("values").list().stream()
          .map(each -> each.text("key") + "=" + text(each.at("value"), depth + 1))
          .collect(Collectors.joining(", ", "{", "}"));
    for (var name :
        new String[] {"stringValue", "boolValue", "intValue", "doubleValue", "bytesValue"})
      if (value.at(name).isThere()) return value.text(name);
    return "";
  }
}
