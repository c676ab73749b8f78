package io.watchfloor.model.cause;

import io.watchfloor.model.signal.EntityId;

/// What people said, in earlier incidents, of the same suspicion: this entity with this kind of
/// fault.
public interface Experience {
  Experience NONE = (entity, kind) -> Verdicts.NONE;

  Verdicts of(EntityId entity, FaultKind kind);

  /// `right` of `all` times it was so.
  record Verdicts(int right, int all) {
    public static final Verdicts NONE = new Verdicts(0, 0);

    private static final double MOST = 1.5;

    /// Log-odds that speak for it (or against, below 0): two more of either kind are added, so that
    /// one verdict moves little, and many never decide alone.
    double weight() {
      return Math.clamp(Math.log((right + 2.0) / (all - right + 2.0)), -MOST, MOST);
    }
  }
}
