package io.watchfloor.model.cause;

import io.watchfloor.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;

/// The suspects of one incident, best first; the probabilities sum to at most 1 and `somethingElse`
/// is the rest. `notToBlame` says in plain words what was looked at and set aside.
public record Diagnosis(
    IncidentId incident,
    Instant at,
    List<Hypothesis> hypotheses,
    double somethingElse,
    List<String> notToBlame) {
  public Diagnosis {
    hypotheses = List.copyOf(hypotheses);
    notToBlame = List.copyOf(notToBlame);
  }

  /// Whether somebody is suspected and none of them because of a change.
  public boolean blamesNoChange() {
    return !hypotheses.isEmpty() && hypotheses.stream().allMatch(it -> it.change().isEmpty());
  }
}
