package io.watchfloor.model.incident;

import static io.watchfloor.model.incident.Alerts.at;
import static io.watchfloor.model.incident.Alerts.firing;
import static io.watchfloor.model.incident.Alerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Stories of alerts and what becomes of them, on a shop whose web calls cart and search; cart
/// calls stock, search calls index.
class CorrelatorTest {
  private static final Operator ANNA = new Operator("anna");
  private static final Topology SHOP =
      Topology.EMPTY
          .with(entity("web"), entity("cart"))
          .with(entity("web"), entity("search"))
          .with(entity("cart"), entity("stock"))
          .with(entity("search"), entity("index"));
  private static final Topology ONE_HOST =
      SHOP.with(entity("stock"), entity("host"))
          .with(entity("index"), entity("host"))
          .with(entity("mail"), entity("host"))
          .with(entity("chat"), entity("host"))
          .with(entity("wiki"), entity("host"))
          .with(entity("post"), entity("host"));

  private Topology graph = SHOP;
  private final AlertBook book = new AlertBook();
  private Correlator correlator = new Correlator("INC-", 1, EntityRules.DEFAULT);
  private final List<Incident> versions = new ArrayList<>();
  private final List<Placement> placements = new ArrayList<>();

  private static EntityId entity(String name) {
    return new EntityId(name);
  }

  private void hear(long second, Alert... alerts) {
    var changed = book.apply(List.of(alerts), at(second));
    versions.addAll(
        correlator.correlate(
            new Correlator.Input(changed, List.of(), List.of(), graph), at(second)));
    placements.addAll(correlator.placements());
  }

  private void pass(long from, long until) {
    for (long second = from; second <= until; second += 5) hear(second);
  }

  private static Alert warning(long second, String name, String service) {
    return Alerts.alert(
        "am", Alert.State.FIRING, Severity.WARNING, second, "alertname", name, "service", service);
  }

  /// Told once, by somebody who never tells the end.
  private static Alert told(long second, String name, String service) {
    var alert = warning(second, name, service);
    return new Alert(
        alert.source(),
        alert.fingerprint(),
        alert.entity(),
        alert.labels(),
        alert.annotations(),
        alert.severity(),
        alert.state(),
        alert.sourceState(),
        alert.startsAt(),
        Optional.of(alert.startsAt()),
        alert.at(),
        alert.received());
  }

  private List<Incident> open() {
    return correlator.all().stream().filter(Incident::isOpen).toList();
  }

  private static Set<String> services(Incident incident) {
    return incident.members().stream()
        .map(member -> member.entity().name())
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void somethingCriticalAndNewOpensAnIncidentAtOnce() {
    hear(0, firing(0, "Down", "stock"));
    assertEquals(1, open().size());
    assertEquals("It opened the incident.", open().getFirst().members().getFirst().reason());
  }

  @Test
  void aWarningThatLastsOpensAnIncidentAfterSomeSeconds() {
    hear(0, warning(0, "Slow", "stock"));
    assertTrue(open().isEmpty());
    assertTrue(
        correlator.outside(at(0)).values().iterator().next().reason().startsWith("Alone so far"));
    pass(5, 15);
    assertEquals(1, open().size());
  }

  @Test
  void whatIsToldOnceAndBorneOutByNothingOpensNone() {
    hear(0, told(0, "Odd", "stock"));
    pass(5, 600);
    assertTrue(open().isEmpty());
    assertEquals(Optional.empty(), placements.getLast().incident());
  }

  @Test
  void whatIsToldAgainIsNotLost() {
    hear(0, told(0, "Odd", "stock"));
    pass(5, 295);
    hear(300, told(300, "Odd", "stock"));
    assertEquals(1, open().size());
  }

  @Test
  void aFaultAndThoseWhoNeedItAreOneIncidentAndEveryMemberSaysWhy() {
    hear(0, firing(0, "Down", "stock"));
    hear(8, firing(8, "Errors", "cart"));
    hear(20, firing(20, "Errors", "web"));
    assertEquals(1, open().size());
    var incident = open().getFirst();
    assertEquals(Set.of("stock", "cart", "web"), services(incident));
    assertTrue(
        incident.members().stream().anyMatch(m -> m.reason().startsWith("cart calls stock")),
        incident.members()::toString);
  }

  @Test
  void twoFaultsAtOnceThatHaveNothingToDoWithEachOtherAreTwoIncidents() {
    hear(0, firing(0, "Down", "stock"));
    hear(2, firing(2, "Down", "index"));
    hear(9, firing(9, "Errors", "cart"));
    hear(11, firing(11, "Errors", "search"));
    assertEquals(2, open().size());
    assertEquals(Set.of("stock", "cart"), services(open().getFirst()));
    assertEquals(Set.of("index", "search"), services(open().getLast()));
  }

  @Test
  void twoIncidentsBecomeOneWhenWhatBothNeedTurnsOutToBeDown() {
    graph = ONE_HOST;
    hear(0, firing(0, "Down", "stock"));
    hear(90, firing(90, "Down", "index"));
    assertEquals(2, open().size());
    hear(110, firing(110, "Down", "host"));
    assertEquals(1, open().size(), () -> open().toString());
    assertEquals(Set.of("stock", "index", "host"), services(open().getFirst()));
    assertTrue(versions.stream().anyMatch(it -> it.state() == Incident.State.MERGED));
  }

  @Test
  void whatFlapsAloneHasAHistoryAndWaitsLonger() {
    for (int i = 0; i < 4; i++) {
      hear(i * 600L, warning(i * 600L, "Odd", "index"));
      hear(i * 600L + 3, resolved(i * 600L + 3, "Odd", "index"));
      pass(i * 600L + 5, i * 600L + 595);
    }
    hear(2400, warning(2400, "Odd", "index"));
    pass(2405, 2425);
    assertTrue(open().isEmpty());
    assertTrue(
        correlator.outside(at(2425)).values().toString().contains("It fired alone"),
        () -> correlator.outside(at(2425)).toString());
    pass(2430, 2520);
    assertEquals(1, open().size(), "what lasts is never lost");
  }

  @Test
  void anUnlinkedAlertStaysOutThenAndNextTime() {
    hear(0, firing(0, "Down", "stock"));
    hear(8, firing(8, "Errors", "cart"));
    var incident = open().getFirst();
    var cart = incident.members().getLast().ref();
    var after = correlator.unlink(incident.id(), cart, ANNA, at(20)).orElseThrow();
    assertEquals(Set.of("stock"), services(after));
    pass(25, 40);
    assertEquals(2, open().size());
    correlator = restarted(at(60));
    hear(400, resolved(400, "Down", "stock"), resolved(400, "Errors", "cart"));
    pass(405, 500);
    hear(900, firing(900, "Down", "stock"));
    hear(908, firing(908, "Errors", "cart"));
    assertTrue(
        open().stream().noneMatch(it -> services(it).equals(Set.of("stock", "cart"))),
        () -> open().toString());
  }

  private Correlator restarted(Instant now) {
    var known = correlator.all();
    var fresh = new Correlator("INC-", 9, EntityRules.DEFAULT);
    fresh.restore(known);
    fresh.correlate(new Correlator.Input(List.of(), List.of(), List.of(), SHOP), now);
    return fresh;
  }

  @Test
  void aSplitOffAlertHasItsOwnIncidentAndCanBePutBack() {
    hear(0, firing(0, "Down", "stock"));
    hear(8, firing(8, "Errors", "cart"));
    var incident = open().getFirst();
    var cart = incident.members().getLast().ref();
    var both = correlator.split(incident.id(), List.of(cart), ANNA, at(20));
    assertEquals(2, both.size());
    pass(25, 60);
    assertEquals(2, open().size(), "they stay apart");
    var back = correlator.link(incident.id(), cart, Optional.empty(), ANNA, at(70));
    assertEquals(Set.of("stock", "cart"), services(back.getFirst()));
    pass(75, 90);
    assertEquals(1, open().size(), () -> open().toString());
  }

  @Test
  void afterARestartMembersCanStillBeSplitOffAndPutBack() {
    hear(0, firing(0, "Down", "stock"));
    hear(8, firing(8, "Errors", "cart"));
    var id = open().getFirst().id();
    var cart = open().getFirst().members().getLast().ref();
    correlator = restarted(at(30));
    var both = correlator.split(id, List.of(cart), ANNA, at(40));
    assertEquals(2, both.size());
    assertEquals("anna put it here.", both.getFirst().members().getFirst().reason());
    var back = correlator.link(id, cart, Optional.empty(), ANNA, at(50));
    assertEquals(Set.of("stock", "cart"), services(back.getFirst()));
    assertEquals(1, open().size());
  }

  @Test
  void whatWasPutBackStaysTogetherAfterARestart() {
    hear(0, firing(0, "Down", "stock"));
    hear(8, firing(8, "Errors", "cart"));
    var id = open().getFirst().id();
    var cart = open().getFirst().members().getLast().ref();
    correlator.unlink(id, cart, ANNA, at(20));
    correlator.link(id, cart, Optional.empty(), ANNA, at(30));
    hear(400, resolved(400, "Down", "stock"), resolved(400, "Errors", "cart"));
    pass(405, 500);
    correlator = restarted(at(510));
    hear(900, firing(900, "Down", "stock"));
    hear(908, firing(908, "Errors", "cart"));
    assertEquals(1, open().size(), () -> open().toString());
  }

  @Test
  void whatAPersonPutInSaysSo() {
    hear(0, firing(0, "Down", "stock"));
    hear(2, firing(2, "Down", "index"));
    var id = open().getFirst().id();
    var index = open().getLast().members().getFirst().ref();
    correlator.link(id, index, Optional.empty(), ANNA, at(20));
    pass(25, 60);
    assertEquals(1, open().size());
    assertTrue(
        open().getFirst().members().stream().anyMatch(m -> m.reason().equals("anna put it here.")),
        () -> open().toString());
  }

  @Test
  void aPersonMayMergeWhatNothingConnects() {
    hear(0, firing(0, "Down", "stock"));
    hear(2, firing(2, "Down", "index"));
    var ids = open().stream().map(Incident::id).toList();
    correlator.merge(ids.getFirst(), ids.getLast(), ANNA, at(10));
    pass(15, 60);
    assertEquals(1, open().size());
    assertEquals(Set.of("stock", "index"), services(open().getFirst()));
  }

  @Test
  void aMutedAlertIsInNoIncidentAndSaysWhy() {
    var alert = firing(0, "Down", "stock");
    var changed = book.apply(List.of(alert), at(0));
    var muted = java.util.Map.of(TrackedAlert.key(alert), "Maintenance: new disks");
    correlator.correlate(new Correlator.Input(changed, List.of(), List.of(), SHOP, muted), at(0));
    assertTrue(open().isEmpty());
    assertEquals(
        "Maintenance: new disks", correlator.outside(at(0)).values().iterator().next().reason());
  }

  @Test
  void aStormIsOneIncidentWithAShortTitle() {
    hear(0, firing(0, "Down", "stock"));
    for (int i = 0; i < 200; i++) hear(1 + i / 20, warning(1 + i / 20, "Rule" + i, "cart"));
    assertEquals(1, open().size());
    assertTrue(open().getFirst().title().length() < 200);
    assertTrue(open().getFirst().title().contains("alerts on"), open().getFirst()::title);
    assertFalse(open().getFirst().members().size() < 150);
  }
}
