package io.watchfloor.model.learn;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.IncidentId;
import java.time.Instant;

/// What a person said about a conclusion, or what a verified run showed.
public sealed interface Feedback {
  Instant at();

  /// "This suspect was right" (or not), with the probability we had given it; by a person, or by
  /// [Operator#WATCHFLOOR] where a fix of it was verified. The newest word on an incident's suspect
  /// counts.
  record Suspect(
      Instant at,
      Operator by,
      IncidentId incident,
      String entity,
      FaultKind kind,
      double probability,
      boolean right)
      implements Feedback {}

  /// What was said of an incident's suspect is taken back: it counts no longer.
  record SuspectTakenBack(Instant at, Operator by, IncidentId incident, String entity)
      implements Feedback {}

  /// "It was right to tell me" or "normal for us", about one series. The newest word on an episode
  /// counts.
  record Episode(Instant at, Operator by, String anomaly, String series, boolean right)
      implements Feedback {}

  /// What was said of an episode is taken back: it counts no longer.
  record TakenBack(Instant at, Operator by, String anomaly, String series) implements Feedback {}

  /// A run's verified end.
  record Outcome(
      Instant at, String remediation, FaultKind kind, boolean worked, long clearedAfterMillis)
      implements Feedback {}
}
