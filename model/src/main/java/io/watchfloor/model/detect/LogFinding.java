package io.watchfloor.model.detect;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// Something that stands out in the logs of one entity: a template never seen before, one whose
/// rate left its band, one that went silent. `attributes` hold what its parameters agree on, by
/// kind (`ip`, `path`, `user`, …): the value that makes up most of the lines.
public record LogFinding(
    String id,
    Kind kind,
    SourceId source,
    EntityId entity,
    long template,
    String pattern,
    String example,
    Severity severity,
    Instant from,
    Optional<Instant> until,
    Instant at,
    int lines,
    Map<String, String> attributes) {
  public enum Kind {
    NEW_TEMPLATE,
    RATE_UP,
    WENT_SILENT
  }

  public LogFinding {
    attributes = Map.copyOf(attributes);
  }

  public boolean isOpen() {
    return until.isEmpty();
  }
}
