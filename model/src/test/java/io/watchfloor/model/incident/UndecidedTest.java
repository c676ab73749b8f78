package io.watchfloor.model.incident;

import static io.watchfloor.model.incident.Alerts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.topology.EntityRules;
import io.watchfloor.model.topology.Topology;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Two faults at once behind one front: what the front shows may be the doing of either.
class UndecidedTest {
  private static final Topology SHOP =
      Topology.EMPTY
          .with(new EntityId("web"), new EntityId("cart"))
          .with(new EntityId("web"), new EntityId("search"))
          .with(new EntityId("cart"), new EntityId("stock"))
          .with(new EntityId("search"), new EntityId("index"));

  private final AlertBook book = new AlertBook();
  private final Correlator correlator = new Correlator("INC-", 1, EntityRules.DEFAULT);

  private static Alert critical(long second, String name, String service, String call) {
    return Alerts.alert(
        "am",
        Alert.State.FIRING,
        Severity.CRITICAL,
        second,
        "alertname",
        name,
        "service",
        service,
        "call",
        call);
  }

  private void hear(long second, Alert... alerts) {
    var changed = book.apply(List.of(alerts), at(second));
    correlator.correlate(new Correlator.Input(changed, List.of(), List.of(), SHOP), at(second));
  }

  private void twoFaultsAtOnce() {
    hear(0, critical(0, "Down", "stock", ""), critical(0, "Down", "index", ""));
    hear(5, critical(5, "Errors", "cart", ""), critical(5, "Errors", "search", ""));
    hear(9, critical(9, "Slow", "cart", ""), critical(9, "Slow", "search", ""));
  }

  private List<Incident> open() {
    return correlator.all().stream().filter(Incident::isOpen).toList();
  }

  private static Set<String> services(Incident incident) {
    return incident.members().stream()
        .map(member -> member.entity().name())
        .collect(Collectors.toSet());
  }

  @Test
  void whatFitsTwoIncidentsAboutAsWellIsInNeitherAndSaysBetweenWhich() {
    twoFaultsAtOnce();
    hear(15, critical(15, "Errors", "web", ""));
    assertEquals(
        List.of(Set.of("stock", "cart"), Set.of("index", "search")),
        open().stream().map(UndecidedTest::services).toList());
    var reasons = correlator.outside(at(15)).values().toString();
    assertTrue(reasons.contains("Fits INC-1 and INC-2 about as well"), reasons);
  }

  @Test
  void itJoinsTheOneThatIsLeftWhenTheOtherIsOver() {
    twoFaultsAtOnce();
    hear(15, critical(15, "Errors", "web", ""));
    for (int second = 20; second <= 60; second += 5)
      hear(
          second,
          critical(0, "Down", "index", "").resolved("ok", at(20), at(20)),
          critical(5, "Errors", "search", "").resolved("ok", at(20), at(20)),
          critical(9, "Slow", "search", "").resolved("ok", at(20), at(20)));
    assertEquals(
        List.of(Set.of("stock", "cart", "web")),
        open().stream().map(UndecidedTest::services).toList());
  }

  @Test
  void aPersonPutsItWhereItBelongs() {
    twoFaultsAtOnce();
    var web = critical(15, "Errors", "web", "");
    hear(15, web);
    var second = open().getLast().id();
    correlator.link(
        second,
        new Ref.ToAlert(TrackedAlert.key(web)),
        book.get(TrackedAlert.key(web)),
        new Operator("anna"),
        at(20));
    hear(30);
    assertEquals(Set.of("index", "search", "web"), services(correlator.get(second).orElseThrow()));
  }

  @Test
  void anAlertAboutOneCallBelongsToTheTroubleBehindThatCall() {
    twoFaultsAtOnce();
    hear(15, critical(15, "Errors", "web", "web->search"));
    assertEquals(
        List.of(Set.of("stock", "cart"), Set.of("index", "search", "web")),
        open().stream().map(UndecidedTest::services).toList());
  }
}
