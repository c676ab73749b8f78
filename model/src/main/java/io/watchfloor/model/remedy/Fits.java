package io.watchfloor.model.remedy;

import io.watchfloor.model.cause.FaultKind;
import java.util.List;
import java.util.Set;

/// What a runbook is for: the kinds of fault, and globs (`*`) on the suspect's entity, on its kind
/// in the topology, on the metric, on the alert's name, on the kind and text of the change to
/// blame. An empty list asks nothing; where `changeKinds` or `changeTexts` are given, a change must
/// be to blame.
public record Fits(
    Set<FaultKind> kinds,
    List<String> entities,
    List<String> entityKinds,
    List<String> metrics,
    List<String> alerts,
    List<String> changeKinds,
    List<String> changeTexts) {
  public Fits {
    kinds = Set.copyOf(kinds);
    entities = List.copyOf(entities);
    entityKinds = List.copyOf(entityKinds);
    metrics = List.copyOf(metrics);
    alerts = List.copyOf(alerts);
    changeKinds = List.copyOf(changeKinds);
    changeTexts = List.copyOf(changeTexts);
  }
}
