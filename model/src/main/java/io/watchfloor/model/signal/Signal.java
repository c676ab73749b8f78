package io.watchfloor.model.signal;

import java.time.Instant;

/// One thing a source told us. `at` is the source's time, `received` ours: replay "as known then"
/// and clock skew need both. `entity` is who it is about. All text in it is untrusted.
public sealed interface Signal permits Samples, Alert, Event, Change, LogLine, Ticket, Dependency {
  SourceId source();

  Instant at();

  Instant received();

  EntityId entity();

  Labels labels();
}
