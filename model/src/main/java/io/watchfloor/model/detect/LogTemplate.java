package io.watchfloor.model.detect;

import java.time.Instant;

/// What many log lines have in common: constant words, `<*>` where they differ. `id` is stable
/// across restarts.
public record LogTemplate(
    long id, String pattern, String example, Instant firstSeen, Instant lastSeen, long lines) {}
