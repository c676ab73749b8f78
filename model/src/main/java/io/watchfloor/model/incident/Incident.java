package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What broke, as one line for people: alerts and findings that belong together. Appended as
/// versions, never overwritten. `since` is when the trouble began (its earliest member), `openedAt`
/// when we said so.
public record Incident(
    IncidentId id,
    int version,
    String title,
    Severity severity,
    State state,
    Instant since,
    Instant openedAt,
    Instant updatedAt,
    Optional<Instant> resolvedAt,
    List<Member> members,
    List<EntityId> entities,
    Optional<Operator> owner,
    Optional<Instant> acknowledgedAt,
    List<Note> notes) {

  /// MERGED ones live on in another; RESOLVED ones may open again within a grace time when the same
  /// comes back.
  public enum State {
    OPEN,
    RESOLVED,
    MERGED
  }

  public Incident {
    members = List.copyOf(members);
    entities = List.copyOf(entities);
    notes = List.copyOf(notes);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }

  /// How many alerts it folds.
  public long alertCount() {
    return members.stream().filter(member -> member.ref() instanceof Ref.ToAlert).count();
  }

  public Duration age(Instant now) {
    return Duration.between(since, resolvedAt.orElse(now));
  }
}
