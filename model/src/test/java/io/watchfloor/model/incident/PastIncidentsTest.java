package io.watchfloor.model.incident;

import static io.watchfloor.model.incident.Alerts.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PastIncidentsTest {
  private final PastIncidents past = new PastIncidents();

  /// Each alert is `entity: text`.
  private static Incident incident(int number, Incident.State state, String... alerts) {
    var members = new ArrayList<Member>();
    var entities = new LinkedHashSet<EntityId>();
    for (int i = 0; i < alerts.length; i++) {
      var parts = alerts[i].split(": ", 2);
      var entity = new EntityId(parts[0]);
      entities.add(entity);
      members.add(
          new Member(
              new Ref.ToAlert("a" + number + "/" + i),
              entity,
              parts[1],
              Severity.CRITICAL,
              at(number * 1_000L + i),
              Optional.of(at(number * 1_000L + 500)),
              ""));
    }
    return new Incident(
        new IncidentId("INC-" + number),
        1,
        alerts[0],
        Severity.CRITICAL,
        state,
        at(number * 1_000L),
        at(number * 1_000L),
        at(number * 1_000L),
        Optional.of(at(number * 1_000L + 500)),
        members,
        List.copyOf(entities),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static Incident over(int number, String... alerts) {
    return incident(number, Incident.State.RESOLVED, alerts);
  }

  private static Incident now(String... alerts) {
    return incident(99, Incident.State.OPEN, alerts);
  }

  private List<String> like(Incident one) {
    return past.like(one, 5).stream().map(match -> match.id().text()).toList();
  }

  @Test
  void whatIsRareSaysMoreThanWhatEveryIncidentHas() {
    for (int i = 1; i <= 6; i++)
      past.remember(
          over(i, "web: Error rate of web is 0.2, above 0.01", "db" + i + ": Disk of db is full"));
    past.remember(over(7, "web: Error rate of web is 0.4, above 0.01", "mail: Queue grows"));
    assertEquals(
        "INC-7",
        like(now("web: Error rate of web is 0.3, above 0.01", "mail: Queue grows")).getFirst());
    assertEquals(
        "INC-4",
        like(now("web: Error rate of web is 0.3, above 0.01", "db4: Disk of db is full"))
            .getFirst());
  }

  @Test
  void figuresInATextDoNotMakeItAnother() {
    past.remember(over(1, "cart: Latency is 812 ms, usual 40 ms"));
    past.remember(over(2, "cart: Memory at 93 %"));
    var found = past.like(now("cart: Latency is 1500 ms, usual 41 ms"), 5).getFirst();
    assertEquals("INC-1", found.id().text());
    assertEquals(1, found.likeness(), 1e-9);
    assertTrue(found.shared().contains("Latency is # ms, usual # ms"), found.shared()::toString);
  }

  @Test
  void whatFixedItIsTold() {
    past.remember(over(1, "cart: Latency is 812 ms"));
    past.fixed(new IncidentId("INC-1"), "Restart cart");
    assertEquals("Restart cart", past.like(now("cart: Latency is 9 ms"), 1).getFirst().fixedBy());
  }

  @Test
  void onlyWhatIsOverIsRememberedAndOnceMoreOpenNoLonger() {
    past.remember(incident(1, Incident.State.OPEN, "cart: Slow"));
    assertEquals(List.of(), like(now("cart: Slow")));
    past.remember(over(1, "cart: Slow"));
    assertEquals(List.of("INC-1"), like(now("cart: Slow")));
    past.remember(incident(1, Incident.State.OPEN, "cart: Slow"));
    assertEquals(List.of(), like(now("cart: Slow")));
  }

  @Test
  void nothingInCommonIsNotAlike() {
    past.remember(over(1, "cart: Slow"));
    assertEquals(List.of(), like(now("mail: Rejected")));
  }

  @Test
  void hostileTextsNeitherBreakItNorGrowIt() {
    past.remember(over(1, "cart: " + "x9 ".repeat(300_000), "a\u202eb: \u0000\u001b[31m<b>"));
    assertEquals(
        List.of("INC-1"), like(now("cart: " + "x9 ".repeat(300_000), "z: \u0000\u001b[31m<b>")));
    assertTrue(
        past.like(now("cart: " + "x9 ".repeat(9)), 5).stream()
            .allMatch(it -> it.shared().stream().allMatch(term -> term.length() <= 300)));
  }
}
