package io.watchfloor.model.signal;

import java.time.Instant;

/// One line of a log; `text` is the message, `labels` what surrounded it (program, host, route, …).
public record LogLine(
    SourceId source,
    EntityId entity,
    Labels labels,
    Severity severity,
    String text,
    Instant at,
    Instant received)
    implements Signal {}
