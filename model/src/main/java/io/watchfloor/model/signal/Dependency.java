package io.watchfloor.model.signal;

import java.time.Instant;

/// "`entity` was seen to need `target`": observed like everything else, so the graph has a history.
public record Dependency(
    SourceId source, EntityId entity, EntityId target, Labels labels, Instant at, Instant received)
    implements Signal {}
