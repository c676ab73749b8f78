package io.watchfloor.model.signal;

import java.time.Instant;

/// Something somebody or something did: a deploy, a rollback, a configuration, a certificate. The
/// first suspect. `version` is empty where the change has none. `id` is stable, so that the same
/// change told twice is one.
public record Change(
    SourceId source,
    String id,
    EntityId entity,
    Labels labels,
    String kind,
    String version,
    String text,
    Instant at,
    Instant received)
    implements Signal {}
