package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.topology.EntityRules;
import java.util.List;
import java.util.TreeSet;

/// Reads from an alert's labels whom it is about, and what else it names.
final class Subjects {
  /// Labels that say which part of the estate something is of; the first that is there counts.
  private static final List<String> SCOPES =
      List.of("system", "cluster", "namespace", "environment", "site");

  private static final String EXPORTER = "exporter";

  private final EntityRules rules;

  Subjects(EntityRules rules) {
    this.rules = rules;
  }

  Subject of(Alert alert) {
    var mentioned = new TreeSet<EntityId>();
    for (var edge : rules.edges()) {
      var other = alert.labels().value(edge.to());
      if (!other.isEmpty() && !alert.labels().value(edge.from()).isEmpty())
        mentioned.add(rules.named(other));
    }
    var watched = rules.entity(alert.labels().without(Labels.NAME, EXPORTER));
    boolean isWatcher =
        !alert.labels().value(EXPORTER).isEmpty() && !watched.equals(alert.entity());
    var scope =
        SCOPES.stream()
            .map(alert.labels()::value)
            .filter(value -> !value.isEmpty())
            .findFirst()
            .orElse("");
    return new Subject(alert.entity(), mentioned, isWatcher ? watched : EntityId.NONE, scope);
  }

  /// Keeps what an incident's alerts name.
  void note(Draft draft, Subject subject) {
    draft.mentioned.addAll(subject.mentioned());
    if (subject.watched().isNone()) return;
    draft.watchers.add(subject.entity());
    draft.watched.add(subject.watched());
  }
}
