package io.watchfloor.model.cause;

import java.util.HashMap;
import java.util.Map;

/// What each name of a metric says about what it measures, read once a name: a scene has hundreds
/// of series and a few dozen names. Owned by whoever reads one scene.
final class Measures {
  /// `worse` is −1 where less of it is worse; `ofNode` where it is a whole machine's, `ofCallees`
  /// where it is what a caller measures of those it calls.
  record Measure(Quantity quantity, int worse, boolean ofNode, boolean ofCallees) {}

  private final Map<String, Measure> byName = new HashMap<>();

  Measure of(String metric) {
    return byName.computeIfAbsent(
        metric,
        name ->
            new Measure(
                Quantity.of(name),
                Quantity.worse(name),
                Quantity.isOfNode(name),
                Quantity.isOfCallees(name)));
  }
}
