package io.watchfloor.model.cause;

import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One suspect: who, by which metric, what kind of fault, how likely (0–1), and why. `change` is
/// the change that did it, where one is to blame. `attributes` are what a runbook's parameters may
/// be filled from (`ip`, `version`, `change.kind`, `change.text`, `exporter`, …); their values are
/// untrusted text.
public record Hypothesis(
    EntityId entity,
    String metric,
    FaultKind kind,
    double probability,
    List<Evidence> evidence,
    Optional<Change> change,
    Map<String, String> attributes) {
  public Hypothesis {
    evidence = List.copyOf(evidence);
    attributes = Map.copyOf(attributes);
    if (!(probability >= 0 && probability <= 1))
      throw new IllegalArgumentException("probability " + probability);
  }
}
