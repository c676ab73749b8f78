package io.watchfloor.connectors.webhook;

import io.watchfloor.connectors.http.Node;
import java.util.Arrays;
import java.util.List;

/// Where a value may stand in a posted object: paths with dots (`incident.host.0.name`), of which
/// the first that is there counts.
record Paths(List<String> paths) {
  /// Paths with commas between them.
  static Paths of(String text) {
    return new Paths(
        Arrays.stream(text.split(",")).map(String::strip).filter(path -> !path.isEmpty()).toList());
  }

  Node in(Node node) {
    for (var path : paths) {
      var found = follow(node, path);
      if (found.isThere()) return found;
    }
    return Node.MISSING;
  }

  String text(Node node) {
    for (var path : paths) {
      var text = follow(node, path).text();
      if (!text.isBlank()) return text.strip();
    }
    return "";
  }

  private static Node follow(Node node, String path) {
    if (node.at(path).isThere()) return node.at(path);
    var at = node;
    for (var step : path.split("\\.", -1)) {
      boolean isIndex = step.matches("\\d{1,6}") && !at.list().isEmpty();
      at = isIndex ? at.at(Integer.parseInt(step)) : at.at(step);
    }
    return at;
  }
}
