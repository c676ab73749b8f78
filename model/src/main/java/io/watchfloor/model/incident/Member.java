package io.watchfloor.model.incident;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.Optional;

/// Why something belongs to an incident. `reason` is a sentence for the screen; `until` is empty
/// while it is active.
public record Member(
    Ref ref,
    EntityId entity,
    String text,
    Severity severity,
    Instant from,
    Optional<Instant> until,
    String reason) {
  /// The same with another reason.
  public Member because(String why) {
    return new Member(ref, entity, text, severity, from, until, why);
  }

  public boolean isActive() {
    return until.isEmpty();
  }
}
