package io.watchfloor.model.incident;

import static io.watchfloor.model.incident.Alerts.at;
import static io.watchfloor.model.incident.Alerts.firing;
import static io.watchfloor.model.incident.Alerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final AlertBook book = new AlertBook();
  private final Correlator correlator = new Correlator("INC-", 1, EntityRules.DEFAULT);
  private final List<TrackedAlert> versions = new ArrayList<>();

  private Incident incident() {
    return correlator.all().iterator().next();
  }

  private void tell(List<TrackedAlert> changed, long second) {
    versions.addAll(changed);
    correlator.correlate(
        new Correlator.Input(changed, List.of(), List.of(), Topology.EMPTY), at(second));
  }

  private Timeline timeline(List<Change> changes, Set<String> blamed, long now) {
    return Timeline.of(
        incident(),
        new Timeline.Known(
            versions,
            List.of(),
            List.of(),
            Map.of(),
            changes,
            blamed,
            List.of(),
            Map.of(new SourceId("am"), List.of(new Window(at(40), at(50))))),
        at(now));
  }

  @Test
  void anAlertIsABarFromItsStartToItsEndOrToNow() {
    tell(book.apply(List.of(firing(0, "Down", "shop")), at(0)), 0);
    var open = timeline(List.of(), Set.of(), 100).lanes().getFirst().marks().getFirst();
    assertTrue(open.isOpen());
    assertEquals(at(100), open.until());
    tell(book.apply(List.of(resolved(60, "Down", "shop")), at(60)), 60);
    var lane = timeline(List.of(), Set.of(), 100).lanes().getFirst();
    assertEquals("Down", lane.label());
    assertFalse(lane.marks().getLast().isOpen());
    assertEquals(at(60), lane.marks().getLast().until());
  }

  @Test
  void lanesComeInTheirOrderAndTheBlamedChangeStandsOut() {
    tell(book.apply(List.of(firing(0, "Down", "shop")), at(0)), 0);
    correlator.note(
        incident().id(), new Note(at(20), Operator.WATCHFLOOR, Note.Kind.NOTE, "look"), at(20));
    var change =
        new Change(
            new SourceId("git"),
            "c1",
            new EntityId("shop"),
            Labels.EMPTY,
            "deploy",
            "2",
            "shop 2 rolled out",
            at(-120),
            at(-120));
    var timeline = timeline(List.of(change), Set.of("c1"), 100);
    assertEquals(
        List.of(
            Timeline.Kind.CHANGES, Timeline.Kind.ALERTS, Timeline.Kind.PEOPLE, Timeline.Kind.SIGHT),
        timeline.lanes().stream().map(Timeline.Lane::kind).toList());
    assertTrue(timeline.lanes().getFirst().marks().getFirst().stands());
    assertTrue(timeline.span().from().isBefore(at(-120)), "wide enough to show it");
  }

  @Test
  void theSpanIsTheIncidentAndAQuarterAroundIt() {
    tell(book.apply(List.of(firing(0, "Down", "shop")), at(0)), 0);
    assertEquals(new Window(at(-50), at(250)), timeline(List.of(), Set.of(), 200).span());
  }
}
