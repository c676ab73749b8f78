package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.Optional;

/// Alerts for tests, at seconds after a fixed moment.
final class Alerts {
  static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private Alerts() {}

  static Instant at(long second) {
    return START.plusSeconds(second);
  }

  static Alert alert(
      String source, Alert.State state, Severity severity, long second, String... labels) {
    var all = Labels.of(labels);
    boolean over = state == Alert.State.RESOLVED;
    return new Alert(
        new SourceId(source),
        Long.toHexString(all.fingerprint()),
        EntityRules.DEFAULT.entity(all),
        all,
        Labels.of("summary", all.value("alertname") + " of " + all.value("service")),
        severity,
        state,
        source.startsWith("rules") ? "firing" : "active",
        at(second),
        over ? Optional.of(at(second)) : Optional.empty(),
        at(second),
        at(second));
  }

  static Alert firing(long second, String name, String service) {
    return alert(
        "am", Alert.State.FIRING, Severity.CRITICAL, second, "alertname", name, "service", service);
  }

  static Alert resolved(long second, String name, String service) {
    return alert(
        "am",
        Alert.State.RESOLVED,
        Severity.CRITICAL,
        second,
        "alertname",
        name,
        "service",
        service);
  }
}
