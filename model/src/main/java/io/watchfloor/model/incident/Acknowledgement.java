package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import java.time.Instant;
import java.util.Optional;

/// A person has it in hand. Holds until the alert clears, or until `until`. `written` says how far
/// the source knows: the silence (or acknowledgement) there is `receipt`, and `words` are the
/// source's own where it disagrees.
public record Acknowledgement(
    Operator by,
    Instant at,
    String comment,
    Optional<Instant> until,
    Written written,
    String receipt,
    String words) {
  public enum Written {
    /// The source has no such thing; the record is ours alone.
    LOCAL,
    QUEUED,
    SENT,
    CONFIRMED,
    DIVERGED
  }
}
