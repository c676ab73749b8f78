package io.watchfloor.model.signal;

import java.time.Instant;
import java.util.Optional;

/// An alert as its source last told it. `fingerprint` is stable over the alert's life and the same
/// from every HA peer. `sourceState` keeps the source's own word; `endsAt` is empty while it is not
/// over.
public record Alert(
    SourceId source,
    String fingerprint,
    EntityId entity,
    Labels labels,
    Labels annotations,
    Severity severity,
    State state,
    String sourceState,
    Instant startsAt,
    Optional<Instant> endsAt,
    Instant at,
    Instant received)
    implements Signal {

  /// PENDING has not fired yet; SUPPRESSED fires but is silenced or inhibited at its source.
  public enum State {
    PENDING,
    FIRING,
    SUPPRESSED,
    RESOLVED
  }

  /// What people call it: the label `alertname`, else the fingerprint.
  public String name() {
    return labels.get("alertname").orElse(fingerprint);
  }

  /// The sentence its author wrote, or its name.
  public String summary() {
    return annotations
        .get("summary")
        .or(() -> annotations.get("description"))
        .orElseGet(this::name);
  }

  /// This alert once it is over: `word` is what stands for the source's own.
  public Alert resolved(String word, Instant end, Instant now) {
    return new Alert(
        source,
        fingerprint,
        entity,
        labels,
        annotations,
        severity,
        State.RESOLVED,
        word,
        startsAt,
        Optional.of(end),
        now,
        now);
  }

  public boolean isActive() {
    return state == State.FIRING || state == State.SUPPRESSED;
  }
}
