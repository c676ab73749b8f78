package io.watchfloor.app.outgoing;

import io.watchfloor.app.engine.Turned;
import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.cause.Diagnosis;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Decides what is worth telling: an incident that opens, gets worse, or is over. One that was open
/// before the program started was told by the run that saw it open; it is told again only if it
/// gets worse or ends. What is over is told as bad as it was at its worst, so that whoever heard of
/// it hears of its end. Called on the engine thread.
public final class Announcer {
  private static final int MOST_CAUSES = 1_000;

  private final Instant started;
  private final Consumer<Notice> tell;
  private final Map<IncidentId, Severity> worst = new HashMap<>();
  private final Map<IncidentId, String> causes = new HashMap<>();

  public Announcer(Instant started, Consumer<Notice> tell) {
    this.started = started;
    this.tell = tell;
  }

  public void turned(Turned turned) {
    turned(turned.facts().incidents(), turned.facts().diagnoses(), turned.at());
  }

  void turned(List<Incident> incidents, List<Diagnosis> diagnoses, Instant at) {
    for (var diagnosis : diagnoses)
      if (!diagnosis.hypotheses().isEmpty() && causes.size() < MOST_CAUSES)
        causes.put(diagnosis.incident(), diagnosis.hypotheses().getFirst().entity().name());
    for (var incident : incidents) incident(incident, at);
  }

  private void incident(Incident incident, Instant at) {
    var before = worst.get(incident.id());
    switch (incident.state()) {
      case OPEN -> {
        if (before == null && !incident.openedAt().isBefore(started))
          tell(incident, Notice.Kind.OPENED, incident.severity(), at);
        else if (before != null && incident.severity().compareTo(before) > 0)
          tell(incident, Notice.Kind.WORSE, incident.severity(), at);
        worst.merge(incident.id(), incident.severity(), Severity::worst);
      }
      case RESOLVED -> {
        if (before != null || incident.openedAt().isBefore(started))
          tell(
              incident,
              Notice.Kind.RESOLVED,
              before == null ? incident.severity() : before,
              incident.resolvedAt().orElse(at));
        forget(incident);
      }
      case MERGED -> forget(incident);
    }
  }

  private void forget(Incident incident) {
    worst.remove(incident.id());
    causes.remove(incident.id());
  }

  private void tell(Incident incident, Notice.Kind kind, Severity severity, Instant at) {
    var id =
        incident.id().text() + "-" + kind.name().toLowerCase(Locale.ROOT) + "-" + at.toEpochMilli();
    tell.accept(
        new Notice(
            id,
            incident.id().text(),
            kind,
            incident.title(),
            severity,
            incident.entities().stream().map(EntityId::name).toList(),
            incident.since(),
            at,
            causes.getOrDefault(incident.id(), "")));
  }
}
