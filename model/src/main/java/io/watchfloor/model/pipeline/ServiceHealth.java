package io.watchfloor.model.pipeline;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Severity;
import java.util.List;
import java.util.Optional;

/// One tile: how an entity does, by the figure that says most about it now. `low` to `high` is its
/// usual band (NaN: not enough history yet); `recent` its last values, oldest first, NaN where
/// nothing was seen. Severity UNKNOWN: we are blind.
public record ServiceHealth(
    EntityId entity,
    String kind,
    boolean sandbox,
    Severity severity,
    String words,
    Optional<SeriesId> series,
    MetricInfo info,
    double value,
    double low,
    double high,
    List<Double> recent) {}
