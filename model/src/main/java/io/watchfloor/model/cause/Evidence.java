package io.watchfloor.model.cause;

import io.watchfloor.model.incident.Ref;
import java.time.Instant;

/// One reason for or against a suspect: a plain sentence, when, its weight (log-odds; positive
/// speaks for, negative against), and the rows behind it.
public record Evidence(Kind kind, String text, Instant at, double weight, Ref ref) {
  public enum Kind {
    ALERT,
    DEVIATION,
    ONSET,
    TOPOLOGY,
    CHANGE,
    LOG,
    RECORD
  }

  public boolean supports() {
    return weight >= 0;
  }
}
