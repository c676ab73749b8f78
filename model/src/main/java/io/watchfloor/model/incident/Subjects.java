package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Reads from an alert's labels whom it is about, and what else it names.
final class Subjects {
  /// Labels that say which part of the estate something is of; the first that is there counts.
  private static final List<String> SCOPES =
      List.of("system", "cluster", "namespace", "environment", "site");

  private static final String EXPORTER = "exporter";
  private static final int LONGEST = 300;
  private static final Pattern BETWEEN_NAMES = Pattern.compile("->|[^\\p{L}\\p{N}_./-]+");

  private final EntityRules rules;

  Subjects(EntityRules rules) {
    this.rules = rules;
  }

  Subject of(Alert alert, Topology topology) {
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
    return new Subject(
        alert.entity(),
        mentioned,
        isWatcher ? watched : EntityId.NONE,
        scope,
        calls(alert, topology));
  }

  /// Whom it calls and names in a label: latency of `orders->payment` speaks of one call.
  private static TreeSet<EntityId> calls(Alert alert, Topology topology) {
    var calls = new TreeSet<EntityId>();
    var callees = topology.callees(alert.entity());
    if (callees.isEmpty()) return calls;
    var words = new HashSet<String>();
    for (var value : alert.labels().map().values())
      if (value.length() <= LONGEST)
        for (var word : BETWEEN_NAMES.split(value)) words.add(lastOf(word));
    for (var callee : callees) if (words.contains(lastOf(callee.name()))) calls.add(callee);
    return calls;
  }

  private static String lastOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /// Keeps what an incident's alerts name.
  void note(Draft draft, Subject subject) {
    draft.mentioned.addAll(subject.mentioned());
    if (subject.watched().isNone()) return;
    draft.watchers.add(subject.entity());
    draft.watched.add(subject.watched());
  }
}
