package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import java.time.Instant;
import java.util.Optional;

/// An alert over its whole life here: deduplicated, with what people did to it. `key` is stable and
/// unique (source and fingerprint); `count` how often it fired; `changes` how often it changed
/// state lately; a cleared alert nobody has seen stays listed as `latched`.
public record TrackedAlert(
    String key,
    Alert alert,
    Instant firstSeen,
    Instant lastChange,
    int count,
    boolean flapping,
    boolean latched,
    Optional<Acknowledgement> acknowledgement,
    Optional<IncidentId> incident) {

  public static String key(Alert alert) {
    return alert.source() + "/" + alert.fingerprint();
  }
}
