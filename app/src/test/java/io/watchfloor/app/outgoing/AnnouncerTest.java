package io.watchfloor.app.outgoing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.connectors.notice.Notice;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is worth telling about an incident's life.
final class AnnouncerTest {
  private static final Instant STARTED = Instant.parse("2026-11-25T08:00:00Z");

  private final List<String> told = new ArrayList<>();
  private final Announcer announcer =
      new Announcer(STARTED, notice -> told.add(notice.kind() + " " + notice.severity()));

  private void turn(Incident.State state, Severity severity, Instant openedAt) {
    var at = STARTED.plusSeconds(60);
    var incident =
        new Incident(
            new IncidentId(IncidentId.LIVE + "1"),
            1,
            "Checkout fails",
            severity,
            state,
            openedAt,
            openedAt,
            at,
            state == Incident.State.RESOLVED ? Optional.of(at) : Optional.empty(),
            List.of(),
            List.of(new EntityId("checkout")),
            Optional.empty(),
            Optional.empty(),
            List.of());
    announcer.turned(List.of(incident), List.of(), at);
  }

  @Test
  void openingGettingWorseAndTheEndAreToldOnceEach() {
    var opened = STARTED.plusSeconds(10);
    turn(Incident.State.OPEN, Severity.WARNING, opened);
    turn(Incident.State.OPEN, Severity.WARNING, opened);
    turn(Incident.State.OPEN, Severity.CRITICAL, opened);
    turn(Incident.State.OPEN, Severity.WARNING, opened);
    turn(Incident.State.RESOLVED, Severity.WARNING, opened);
    turn(Incident.State.RESOLVED, Severity.WARNING, opened);
    assertEquals(List.of("OPENED WARNING", "WORSE CRITICAL", "RESOLVED CRITICAL"), told);
  }

  @Test
  void whatWasOpenBeforeTheProgramStartedIsNotToldAnew() {
    var opened = STARTED.minusSeconds(600);
    turn(Incident.State.OPEN, Severity.MAJOR, opened);
    assertEquals(List.of(), told);
    turn(Incident.State.OPEN, Severity.CRITICAL, opened);
    turn(Incident.State.RESOLVED, Severity.CRITICAL, opened);
    assertEquals(List.of("WORSE CRITICAL", "RESOLVED CRITICAL"), told);
  }

  @Test
  void incidentThatWentIntoAnotherSaysNothingMore() {
    turn(Incident.State.OPEN, Severity.MAJOR, STARTED);
    turn(Incident.State.MERGED, Severity.MAJOR, STARTED);
    assertEquals(List.of("OPENED MAJOR"), told);
  }

  @Test
  void noticeSaysWhoAndSinceWhen() {
    var notice =
        new Notice(
            "x",
            "i",
            Notice.Kind.OPENED,
            "Checkout fails",
            Severity.CRITICAL,
            List.of("checkout"),
            STARTED,
            STARTED,
            "database");
    assertEquals("Critical: Checkout fails (checkout)", notice.headline());
    assertEquals("Since 2026-11-25T08:00:00Z. Most likely cause: database.", notice.details());
  }
}
