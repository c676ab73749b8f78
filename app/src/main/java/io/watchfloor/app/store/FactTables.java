package io.watchfloor.app.store;

import io.watchfloor.app.store.VersionTable.Filing;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.TrackedAlert;
import io.watchfloor.model.pipeline.Facts;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Dependency;
import io.watchfloor.model.signal.Event;
import io.watchfloor.model.signal.Signals;
import io.watchfloor.model.signal.Ticket;
import io.watchfloor.model.source.Dispatch;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Every table of facts and how its facts are filed.
final class FactTables {
  static final VersionTable<TrackedAlert> ALERTS =
      new VersionTable<>(
          "alert",
          TrackedAlert.class,
          true,
          new Filing<>(
              TrackedAlert::key,
              alert -> alert.alert().startsAt(),
              FactTables::end,
              alert -> alert.alert().state() != Alert.State.RESOLVED || alert.latched(),
              FactTables::state));

  static final VersionTable<Incident> INCIDENTS =
      new VersionTable<>(
          "incident",
          Incident.class,
          true,
          new Filing<>(
              incident -> incident.id().text(),
              Incident::since,
              incident ->
                  incident.isOpen()
                      ? VersionTable.NEVER
                      : incident.resolvedAt().orElse(incident.updatedAt()),
              Incident::isOpen,
              FactTables::state));

  static final VersionTable<Diagnosis> DIAGNOSES =
      new VersionTable<>(
          "diagnosis",
          Diagnosis.class,
          true,
          new Filing<>(
              diagnosis -> diagnosis.incident().text(),
              Diagnosis::at,
              Diagnosis::at,
              diagnosis -> false,
              FactTables::state));

  static final VersionTable<Proposal> PROPOSALS =
      new VersionTable<>(
          "proposal",
          Proposal.class,
          true,
          new Filing<>(
              Proposal::id,
              Proposal::at,
              Proposal::expiresAt,
              proposal ->
                  proposal.state() == Proposal.State.OPEN
                      || proposal.state() == Proposal.State.APPROVED,
              proposal -> proposal.state().name()));

  static final VersionTable<Run> RUNS =
      new VersionTable<>(
          "run",
          Run.class,
          true,
          new Filing<>(
              Run::id,
              run -> run.approval().at(),
              run -> run.state().isFinished() ? run.changedAt() : VersionTable.NEVER,
              run -> !run.state().isFinished(),
              run -> run.state().name()));

  static final VersionTable<Dispatch> DISPATCHES =
      new VersionTable<>(
          "dispatch",
          Dispatch.class,
          true,
          new Filing<>(
              Dispatch::id,
              Dispatch::at,
              act -> act.state().isOver() ? act.changedAt() : VersionTable.NEVER,
              act -> !act.state().isOver(),
              act -> act.state().name()));

  static final VersionTable<Anomaly> ANOMALIES =
      new VersionTable<>(
          "anomaly",
          Anomaly.class,
          false,
          new Filing<>(
              Anomaly::id,
              Anomaly::from,
              anomaly -> anomaly.until().orElse(VersionTable.NEVER),
              Anomaly::isOpen,
              anomaly -> anomaly.kind().name()));

  static final VersionTable<LogFinding> LOG_FINDINGS =
      new VersionTable<>(
          "log_finding",
          LogFinding.class,
          false,
          new Filing<>(
              LogFinding::id,
              LogFinding::from,
              finding -> finding.until().orElse(VersionTable.NEVER),
              LogFinding::isOpen,
              finding -> finding.kind().name()));

  static final VersionTable<Change> CHANGES =
      new VersionTable<>(
          "change_event",
          Change.class,
          false,
          new Filing<>(
              change -> change.source() + "/" + change.id(),
              Change::at,
              Change::at,
              change -> false,
              change -> ""));

  static final VersionTable<Dependency> DEPENDENCIES =
      new VersionTable<>(
          "dependency",
          Dependency.class,
          false,
          new Filing<>(
              edge -> edge.source() + "/" + edge.entity() + "/" + edge.target(),
              Dependency::at,
              Dependency::at,
              edge -> false,
              edge -> ""));

  static final VersionTable<Event> EVENTS =
      new VersionTable<>(
          "happening",
          Event.class,
          true,
          new Filing<>(
              event -> event.source() + "/" + event.labels().fingerprint() + "/" + event.at(),
              Event::at,
              Event::at,
              event -> false,
              event -> "event"));

  static final VersionTable<Ticket> TICKETS =
      new VersionTable<>(
          "happening",
          Ticket.class,
          true,
          new Filing<>(
              ticket -> ticket.source() + "/" + ticket.key(),
              Ticket::at,
              Ticket::at,
              ticket -> false,
              ticket -> "ticket"));

  static final List<VersionTable<?>> ALL =
      List.of(
          ALERTS,
          INCIDENTS,
          DIAGNOSES,
          PROPOSALS,
          RUNS,
          DISPATCHES,
          ANOMALIES,
          LOG_FINDINGS,
          CHANGES,
          DEPENDENCIES,
          EVENTS);

  private FactTables() {}

  static void write(Handle handle, Facts facts, Instant now) {
    Signals signals = facts.signals();
    CHANGES.write(handle, signals.changes(), now);
    DEPENDENCIES.write(handle, signals.dependencies(), now);
    EVENTS.write(handle, signals.events(), now);
    TICKETS.write(handle, signals.tickets(), now);
    ANOMALIES.write(handle, facts.findings().anomalies(), now);
    LOG_FINDINGS.write(handle, facts.findings().logs(), now);
    ALERTS.write(handle, facts.alerts(), now);
    INCIDENTS.write(handle, facts.incidents(), now);
    DIAGNOSES.write(handle, facts.diagnoses(), now);
    PROPOSALS.write(handle, facts.proposals(), now);
    RUNS.write(handle, facts.runs(), now);
    DISPATCHES.write(handle, facts.dispatches(), now);
  }

  private static Instant end(TrackedAlert alert) {
    if (alert.alert().state() != Alert.State.RESOLVED) return VersionTable.NEVER;
    return alert.alert().endsAt().orElse(alert.lastChange());
  }

  /// What makes a version of its own; the rest only grows.
  private static String state(TrackedAlert alert) {
    return alert.alert().state()
        + (alert.acknowledgement().isPresent() ? " acknowledged " : " ")
        + alert.count();
  }

  private static String state(Incident incident) {
    return incident.state()
        + " "
        + incident.severity()
        + " "
        + incident.notes().size()
        + (incident.owner().isPresent() ? " owned" : "");
  }

  /// A change of the first suspect.
  private static String state(Diagnosis diagnosis) {
    if (diagnosis.hypotheses().isEmpty()) return "none";
    var first = diagnosis.hypotheses().getFirst();
    return first.kind() + " " + Integer.toHexString(first.entity().hashCode());
  }
}
