package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;
import java.util.Optional;

/// One series around a fault: its values in ordinary times, just before, and since it began, oldest
/// first; NaN where missing, empty where nothing was kept. `edge` where it measures one call: the
/// same operation seen by the caller or by the callee, whichever `entity` is. `metric` holds the
/// words that say what is measured, `name` is what the source calls the series.
public record Track(
    EntityId entity,
    String metric,
    String name,
    Optional<Edge> edge,
    double[] usual,
    double[] before,
    double[] during) {

  /// Who calls whom.
  public record Edge(EntityId caller, EntityId callee) implements Comparable<Edge> {
    @Override
    public int compareTo(Edge other) {
      int byCaller = caller.compareTo(other.caller);
      return byCaller != 0 ? byCaller : callee.compareTo(other.callee);
    }
  }
}
