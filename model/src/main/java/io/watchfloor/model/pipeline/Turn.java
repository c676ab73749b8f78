package io.watchfloor.model.pipeline;

import io.watchfloor.model.audit.AuditChain;
import io.watchfloor.model.audit.AuditEntry;
import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Findings;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.learn.Feedback;
import io.watchfloor.model.remedy.Desk;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.source.Dispatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// What one turn gathers. The engine thread owns it.
final class Turn {
  final Signals signals;
  final Findings findings;
  final List<TrackedAlert> alerts = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  final List<Diagnosis> diagnoses = new ArrayList<>();
  final List<Proposal> proposals = new ArrayList<>();
  final List<Run> runs = new ArrayList<>();
  final List<AuditEntry> entries = new ArrayList<>();
  final List<Feedback> feedback = new ArrayList<>();
  final List<Dispatch> dispatches = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  private final AuditChain audit;
  private final Consumer<Feedback> teacher;
  private final List<Desk.Line> lines = new ArrayList<>();
  boolean decisive;

  /// @param teacher takes each lesson at once
  Turn(Signals signals, Findings findings, AuditChain audit, Consumer<Feedback> teacher) {
    this.audit = audit;
    this.teacher = teacher;
    this.signals = signals;
    this.findings = findings;
  }

  void replace(TrackedAlert alert) {
    alerts.removeIf(other -> other.key().equals(alert.key()));
    alerts.add(alert);
  }

  void learn(Feedback lesson) {
    feedback.add(lesson);
    teacher.accept(lesson);
  }

  void audit(Operator by, String action, String subject, String why, Instant now) {
    entries.add(audit.next(now, by, action, subject, why));
  }

  void add(Desk.Outcome outcome) {
    proposals.addAll(outcome.proposals());
    runs.addAll(outcome.runs());
    lines.addAll(outcome.audit());
    decisive |= !outcome.audit().isEmpty() || !outcome.starts().isEmpty();
    for (var start : outcome.starts())
      effects.add(new Effect.StartRun(start.run(), start.plan(), start.action(), start.probe()));
    for (var cancel : outcome.cancels()) effects.add(new Effect.CancelRun(cancel));
  }

  Outcome outcome(Instant now) {
    for (var line : lines) audit(line.by(), line.action(), line.subject(), line.why(), now);
    var facts =
        new Facts(
            signals,
            findings,
            alerts,
            incidents,
            diagnoses,
            proposals,
            runs,
            entries,
            feedback,
            dispatches,
            Map.of(),
            Map.of(),
            decisive || !entries.isEmpty());
    return new Outcome(facts, effects);
  }
}
