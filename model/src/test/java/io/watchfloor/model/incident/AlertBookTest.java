package io.watchfloor.model.incident;

import static io.watchfloor.model.incident.Alerts.alert;
import static io.watchfloor.model.incident.Alerts.at;
import static io.watchfloor.model.incident.Alerts.firing;
import static io.watchfloor.model.incident.Alerts.resolved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertBookTest {
  private final AlertBook book = new AlertBook();
  private final Operator anna = Operator.WATCHFLOOR;

  private TrackedAlert only() {
    assertEquals(1, book.all().size());
    return book.all().iterator().next();
  }

  @Test
  void anAlertToldAgainIsNoNews() {
    assertEquals(1, book.apply(List.of(firing(0, "Slow", "shop")), at(0)).size());
    assertEquals(0, book.apply(List.of(firing(5, "Slow", "shop")), at(5)).size());
    assertEquals(1, only().count());
  }

  @Test
  void theServerThatJudgesAndTheOneThatRoutesTellOfOneAlert() {
    book.apply(
        List.of(
            alert(
                "rules",
                Alert.State.FIRING,
                Severity.WARNING,
                0,
                "alertname",
                "Slow",
                "service",
                "shop")),
        at(0));
    book.apply(
        List.of(
            alert(
                "am",
                Alert.State.FIRING,
                Severity.WARNING,
                2,
                "alertname",
                "Slow",
                "service",
                "shop",
                "region",
                "north")),
        at(2));
    assertEquals(List.of(new SourceId("rules"), new SourceId("am")), book.witnesses(only().key()));
    assertEquals(new SourceId("am"), only().alert().source(), "the one that can be answered");
    assertEquals(1, only().count());
  }

  @Test
  void anAlertIsOverWhenAllItsWitnessesSaySo() {
    theServerThatJudgesAndTheOneThatRoutesTellOfOneAlert();
    book.apply(
        List.of(
            alert(
                "rules",
                Alert.State.RESOLVED,
                Severity.WARNING,
                9,
                "alertname",
                "Slow",
                "service",
                "shop")),
        at(9));
    assertTrue(only().alert().isActive());
    book.apply(
        List.of(
            alert(
                "am",
                Alert.State.RESOLVED,
                Severity.WARNING,
                10,
                "alertname",
                "Slow",
                "service",
                "shop",
                "region",
                "north")),
        at(10));
    assertFalse(only().alert().isActive());
  }

  @Test
  void silencedByOneIsSilencedForAll() {
    theServerThatJudgesAndTheOneThatRoutesTellOfOneAlert();
    book.apply(
        List.of(
            alert(
                "am",
                Alert.State.SUPPRESSED,
                Severity.WARNING,
                5,
                "alertname",
                "Slow",
                "service",
                "shop",
                "region",
                "north")),
        at(5));
    assertEquals(Alert.State.SUPPRESSED, only().alert().state());
  }

  @Test
  void alertsWithContradictingLabelsAreTwo() {
    book.apply(List.of(firing(0, "Slow", "shop")), at(0));
    book.apply(
        List.of(
            alert(
                "rules",
                Alert.State.FIRING,
                Severity.WARNING,
                0,
                "alertname",
                "Slow",
                "service",
                "cellar")),
        at(0));
    assertEquals(2, book.all().size());
  }

  @Test
  void fourChangesInFiveMinutesAreFlappingAndItCalms() {
    for (int i = 0; i < 3; i++) {
      book.apply(List.of(firing(i * 40, "Slow", "shop")), at(i * 40));
      book.apply(List.of(resolved(i * 40 + 20, "Slow", "shop")), at(i * 40 + 20));
    }
    assertTrue(only().flapping());
    assertEquals(3, only().count());
    assertEquals(1, book.tick(at(800)).size(), "one notice that it has calmed");
    assertFalse(only().flapping());
    assertEquals(0, book.tick(at(801)).size());
  }

  @Test
  void aClearedCriticalThatNobodySawStaysUntilSeen() {
    book.apply(List.of(firing(0, "Down", "shop")), at(0));
    book.apply(List.of(resolved(30, "Down", "shop")), at(30));
    assertTrue(only().latched());
    book.tick(at(30 * 24 * 3600));
    book.markSeen(List.of(only().key()));
    assertFalse(only().latched());
    book.tick(at(31 * 24 * 3600));
    assertEquals(0, book.all().size());
  }

  @Test
  void anAcknowledgementEndsWithTheAlertAndIsNotThereWhenItReturns() {
    book.apply(List.of(firing(0, "Down", "shop")), at(0));
    book.acknowledge(List.of(only().key()), anna, "mine", Optional.empty(), true, at(1));
    assertTrue(only().acknowledgement().isPresent());
    book.apply(List.of(resolved(30, "Down", "shop")), at(30));
    assertTrue(only().acknowledgement().isEmpty());
    assertFalse(only().latched(), "somebody had seen it");
    book.apply(List.of(firing(60, "Down", "shop")), at(60));
    assertTrue(only().acknowledgement().isEmpty());
  }

  @Test
  void anAcknowledgementForATimeEndsWithTheTime() {
    book.apply(List.of(firing(0, "Down", "shop")), at(0));
    book.acknowledge(
        List.of(only().key()), anna, "", Optional.of(Duration.ofMinutes(5)), true, at(0));
    assertEquals(0, book.tick(at(299)).size());
    assertEquals(1, book.tick(at(300)).size());
    assertTrue(only().acknowledgement().isEmpty());
  }

  @Test
  void whatTheSourceSaidOfTheAcknowledgementIsKept() {
    book.apply(List.of(firing(0, "Down", "shop")), at(0));
    var key = List.of(only().key());
    book.acknowledge(key, anna, "", Optional.empty(), true, at(0));
    book.written(key, Acknowledgement.Written.DIVERGED, "s-1", "no such matcher");
    var told = only().acknowledgement().orElseThrow();
    assertEquals(Acknowledgement.Written.DIVERGED, told.written());
    assertEquals("no such matcher", told.words());
  }

  @Test
  void whatWasRestoredIsKnownAgain() {
    theServerThatJudgesAndTheOneThatRoutesTellOfOneAlert();
    var after = new AlertBook();
    after.restore(book.all());
    after.apply(
        List.of(
            alert(
                "rules",
                Alert.State.FIRING,
                Severity.WARNING,
                20,
                "alertname",
                "Slow",
                "service",
                "shop"),
            alert(
                "am",
                Alert.State.FIRING,
                Severity.WARNING,
                20,
                "alertname",
                "Slow",
                "service",
                "shop",
                "region",
                "north")),
        at(20));
    assertEquals(1, after.all().size());
  }
}
