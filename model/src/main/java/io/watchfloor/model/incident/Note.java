package io.watchfloor.model.incident;

import io.watchfloor.model.audit.Operator;
import java.time.Instant;

/// What a person did or said about an incident: a note, an acknowledgement, taking it over.
public record Note(Instant at, Operator by, Kind kind, String text) {
  public enum Kind {
    NOTE,
    ACKNOWLEDGED,
    ASSIGNED,
    OPENED_FIX,
    VERDICT,
    MERGED,
    UNLINKED,
    SPLIT,
    LINKED
  }
}
