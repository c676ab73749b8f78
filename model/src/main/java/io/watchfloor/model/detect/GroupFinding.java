package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An episode in which several metrics of one entity were strange together, though each alone may
/// have stayed in its band. `score` is by how many decades they were rarer together than chance
/// makes them, at their strangest; `metrics` are those that contributed most then, strangest first.
/// `until` is empty while it lasts. `id` is stable over the episode's life.
public record GroupFinding(
    String id,
    SourceId source,
    EntityId entity,
    Instant from,
    Optional<Instant> until,
    Instant at,
    double score,
    int of,
    List<Contribution> metrics) {
  /// How strange one metric was: `decades` of rarity, negative where it was lower than usual.
  public record Contribution(SeriesId series, double decades) {}

  public GroupFinding {
    metrics = List.copyOf(metrics);
  }

  public boolean isOpen() {
    return until.isEmpty();
  }

  /// Whether the series is one of those that contributed.
  public boolean names(SeriesId series) {
    return metrics.stream().anyMatch(one -> one.series().equals(series));
  }
}
