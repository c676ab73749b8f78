package io.watchfloor.connectors.declared;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.Optional;

/// An alert of another source, about which a ticket is raised.
record OtherAlert(Instant at) {
  Alert alert() {
    return new Alert(
        new SourceId("other"),
        "f1",
        new EntityId("catalogue"),
        Labels.of("alertname", "Errors"),
        Labels.of("summary", "\"quoted\" <b>and\nbroken"),
        Severity.CRITICAL,
        Alert.State.FIRING,
        "firing",
        at,
        Optional.empty(),
        at,
        at);
  }
}
