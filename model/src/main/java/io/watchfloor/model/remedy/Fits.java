package io.watchfloor.model.remedy;

import io.watchfloor.model.cause.FaultKind;
import java.util.List;
import java.util.Set;

/// What a runbook is for: the kinds of fault, and globs (`*`) on the suspect's entity, on its kind
/// in the topology, on the metric, on the alert's name, on the kind and text of the change to
/// blame, on the sentence of a reason that supports the suspect. Texts are compared in lower case.
/// An empty list asks nothing; where `changeKinds` or `changeTexts` are given, a change must be to
/// blame.
public record Fits(
    Set<FaultKind> kinds,
    List<String> entities,
    List<String> entityKinds,
    List<String> metrics,
    List<String> alerts,
    List<String> changeKinds,
    List<String> changeTexts,
    List<String> evidence) {
  public Fits {
    kinds = Set.copyOf(kinds);
    entities = List.copyOf(entities);
    entityKinds = List.copyOf(entityKinds);
    metrics = List.copyOf(metrics);
    alerts = List.copyOf(alerts);
    changeKinds = List.copyOf(changeKinds);
    changeTexts = List.copyOf(changeTexts);
    evidence = List.copyOf(evidence);
  }

  public Fits(
      Set<FaultKind> kinds,
      List<String> entities,
      List<String> entityKinds,
      List<String> metrics,
      List<String> alerts,
      List<String> changeKinds,
      List<String> changeTexts) {
    this(kinds, entities, entityKinds, metrics, alerts, changeKinds, changeTexts, List.of());
  }

  /// Whether it asks for nothing at all, and so would fit everything.
  public boolean isEmpty() {
    return kinds.isEmpty()
        && entities.isEmpty()
        && entityKinds.isEmpty()
        && metrics.isEmpty()
        && alerts.isEmpty()
        && changeKinds.isEmpty()
        && changeTexts.isEmpty()
        && evidence.isEmpty();
  }
}
