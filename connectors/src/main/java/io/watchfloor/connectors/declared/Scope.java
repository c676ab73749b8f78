package io.watchfloor.connectors.declared;

import io.watchfloor.connectors.http.Node;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a description's values are read from: variables (texts, times, lists of objects), the item
/// and the point inside it.
record Scope(Map<String, Object> variables, Node item, Node point, Instant now) {
  static Scope of(Map<String, Object> variables, Instant now) {
    return new Scope(Map.copyOf(variables), Node.MISSING, Node.MISSING, now);
  }

  Scope with(String name, Object value) {
    return with(Map.of(name, value));
  }

  Scope with(Map<String, Object> more) {
    var all = new HashMap<>(variables);
    all.putAll(more);
    return new Scope(Map.copyOf(all), item, point, now);
  }

  Scope at(Node item) {
    return new Scope(variables, item, Node.MISSING, now);
  }

  Scope inside(Node point) {
    return new Scope(variables, item, point, now);
  }

  Node node(JsonPath path) {
    return path.first(path.isOfPoint() ? point : item);
  }

  List<Node> nodes(JsonPath path) {
    return path.all(path.isOfPoint() ? point : item);
  }

  /// Empty where there is none of this name.
  Object variable(String name) {
    return variables.getOrDefault(name, "");
  }
}
