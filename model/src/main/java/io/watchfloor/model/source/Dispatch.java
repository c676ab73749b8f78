package io.watchfloor.model.source;

import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One act on its way to one source, as it stands: who asked for what, how far it has come, and the
/// source's own words. `alerts` are the keys of the alerts it is for; `receipts` what the source
/// called it (ids of silences, downtimes, tickets); `nextTry` is set while it waits for a source
/// that can't be reached.
public record Dispatch(
    String id,
    SourceId source,
    WriteBack.Act act,
    List<String> alerts,
    State state,
    Instant at,
    Instant changedAt,
    int attempts,
    Optional<Instant> nextTry,
    List<String> receipts,
    String words) {
  public Dispatch {
    alerts = List.copyOf(alerts);
    receipts = List.copyOf(receipts);
  }

  /// How far it has come.
  public enum State {
    /// Being sent, or waiting for a source that can't be reached.
    QUEUED,

    /// The source took it; it has not been read back.
    SENT,

    /// Read back: the source holds it.
    CONFIRMED,

    /// The source refused it, or holds something else; `words` say what.
    DIVERGED,

    /// The source has no such act; the record is ours alone.
    LOCAL,

    /// Taken back by a person before it was sent.
    WITHDRAWN;

    public boolean isOver() {
      return this != QUEUED;
    }
  }

  public Dispatch to(State next, Instant now, List<String> receipts, String words) {
    return new Dispatch(
        id,
        source,
        act,
        alerts,
        next,
        at,
        now,
        attempts + 1,
        Optional.empty(),
        receipts.isEmpty() ? this.receipts : receipts,
        words);
  }

  public Dispatch waiting(Instant again, Instant now, String words) {
    return new Dispatch(
        id,
        source,
        act,
        alerts,
        State.QUEUED,
        at,
        now,
        attempts + 1,
        Optional.of(again),
        receipts,
        words);
  }

  /// It is being sent now.
  public Dispatch sending() {
    return new Dispatch(
        id,
        source,
        act,
        alerts,
        State.QUEUED,
        at,
        changedAt,
        attempts,
        Optional.empty(),
        receipts,
        words);
  }

  /// What would take it back at the source; empty where nothing can.
  public Optional<WriteBack.Act.Kind> undo() {
    boolean stands = state == State.CONFIRMED || state == State.SENT;
    if (!stands) return Optional.empty();
    return switch (act.kind()) {
      case ACKNOWLEDGE -> Optional.of(WriteBack.Act.Kind.UNACKNOWLEDGE);
      case SILENCE, DOWNTIME ->
          receipts.isEmpty() ? Optional.empty() : Optional.of(WriteBack.Act.Kind.END_SILENCE);
      default -> Optional.empty();
    };
  }
}
