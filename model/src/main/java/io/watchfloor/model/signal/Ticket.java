package io.watchfloor.model.signal;

import java.time.Instant;

/// A ticket or mail that people wrote about something.
public record Ticket(
    SourceId source,
    String key,
    EntityId entity,
    Labels labels,
    String subject,
    String state,
    Instant at,
    Instant received)
    implements Signal {}
