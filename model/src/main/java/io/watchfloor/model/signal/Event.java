package io.watchfloor.model.signal;

import java.time.Instant;

/// Something that happened by itself: a state change, a restart, a trap.
public record Event(
    SourceId source,
    EntityId entity,
    Labels labels,
    String kind,
    String text,
    Severity severity,
    Instant at,
    Instant received)
    implements Signal {}
