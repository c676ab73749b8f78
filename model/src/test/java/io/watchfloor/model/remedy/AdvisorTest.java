package io.watchfloor.model.remedy;

import static io.watchfloor.model.remedy.Fixture.NOON;
import static io.watchfloor.model.remedy.Fixture.advice;
import static io.watchfloor.model.remedy.Fixture.changed;
import static io.watchfloor.model.remedy.Fixture.diagnosis;
import static io.watchfloor.model.remedy.Fixture.fits;
import static io.watchfloor.model.remedy.Fixture.suspect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.remedy.Fixture.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class AdvisorTest {
  private final Remediation restart =
      Recipe.named("restart").fitting(fits(FaultKind.CPU, FaultKind.ERRORS)).made();
  private final Remediation rollback =
      Recipe.named("rollback")
          .fitting(
              new Fits(
                  Set.of(FaultKind.ERRORS, FaultKind.LATENCY),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of(),
                  List.of("deploy*"),
                  List.of()))
          .made();

  @Test
  void takingBackTheChangeGoesBeforeTheGeneralRecipe() {
    var shop = changed(suspect("shop", FaultKind.ERRORS, 0.8), "Deploy", "shop 2.0 rolled out");
    var advice = advice(diagnosis(shop), Set.of(), NOON, restart, rollback);
    assertEquals(List.of("rollback", "restart"), names(advice));
    assertTrue(
        advice.getFirst().reasons().stream()
            .anyMatch(reason -> reason.contains("shop 2.0 rolled out")));
  }

  @Test
  void withoutAChangeNothingIsRolledBack() {
    assertEquals(
        List.of("restart"),
        names(
            advice(
                diagnosis(suspect("shop", FaultKind.ERRORS, 0.8)),
                Set.of(),
                NOON,
                restart,
                rollback)));
  }

  @Test
  void evidenceTellsWhichOfTwoRecipesIsMeant() {
    var pool = Recipe.named("pool").fitting(asking("*pool*")).made();
    var workers = Recipe.named("workers").fitting(asking("*worker*")).made();
    var shop = suspect("shop", FaultKind.SATURATION, 0.7, "PoolExhausted: all connections in use");
    assertEquals(List.of("pool"), names(advice(diagnosis(shop), Set.of(), NOON, workers, pool)));
  }

  @Test
  void betterSuspectGoesFirstHoweverSpecificTheOtherRecipe() {
    var first = suspect("db", FaultKind.CPU, 0.5);
    var second = changed(suspect("shop", FaultKind.ERRORS, 0.4), "deploy", "x");
    assertEquals(
        List.of("db", "shop", "shop"),
        advice(diagnosis(first, second), Set.of(), NOON, restart, rollback).stream()
            .map(it -> it.plan().target().name())
            .toList());
  }

  @Test
  void whatDidNotHelpGoesLastAndSaysSo() {
    var shop = changed(suspect("shop", FaultKind.ERRORS, 0.8), "deploy", "x");
    var before = advice(diagnosis(shop), Set.of(), NOON, restart, rollback);
    var after =
        advice(
            diagnosis(shop),
            Set.of(Plans.effect(before.getFirst().plan())),
            NOON,
            restart,
            rollback);
    assertEquals(List.of("restart", "rollback"), names(after));
    assertTrue(after.getLast().reasons().getLast().contains("did not help"));
  }

  @Test
  void atMostThreeAndNeverTheSameEffectTwice() {
    var twin =
        Recipe.named("twin")
            .running(Recipe.named("a").parameters(), "ctl", "a", "${target}")
            .made();
    var many =
        advice(
            diagnosis(suspect("shop", FaultKind.CPU, 0.9)),
            Set.of(),
            NOON,
            Recipe.named("a").made(),
            twin,
            Recipe.named("b").made(),
            Recipe.named("c").made(),
            Recipe.named("d").made());
    assertEquals(List.of("a", "b", "c"), names(many));
    assertEquals(List.of(1, 2, 3), many.stream().map(Proposal::rank).toList());
  }

  @Test
  void unlikelySuspectsAndObservedRecipesAreLeftOut() {
    assertEquals(
        List.of(),
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.05)), Set.of(), NOON, restart));
    assertEquals(
        List.of(),
        advice(
            diagnosis(suspect("shop", FaultKind.CPU, 0.9)),
            Set.of(),
            NOON,
            Recipe.named("x").level(Level.OBSERVE).made()));
  }

  @Test
  void addressOfTheChangeFillsAParameter() {
    var unblock =
        Recipe.named("unblock")
            .fitting(
                new Fits(
                    Set.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("blocked *")))
            .running(
                List.of(
                    new Parameter("ip", Parameter.Type.IP, "attribute.change.ip", List.of(), 0, 0)),
                "fw",
                "allow",
                "${ip}")
            .made();
    var edge = suspect("edge", FaultKind.UNKNOWN, 0.6);
    var advice =
        advice(
            diagnosis(changed(edge, "config", "blocked 10.0.0.7 (by ben)")),
            Set.of(),
            NOON,
            unblock);
    assertEquals(
        List.of("fw", "allow", "10.0.0.7"),
        ((Action.Command) advice.getFirst().plan().action()).argv());
    assertEquals(
        List.of(),
        advice(
            diagnosis(changed(edge, "config", "blocked 10.0.0.7, 10.0.0.8")),
            Set.of(),
            NOON,
            unblock),
        "two addresses: we do not guess");
    assertEquals(
        List.of(),
        advice(diagnosis(changed(edge, "config", "blocked $(reboot)")), Set.of(), NOON, unblock));
  }

  @Test
  void sameAdviceHasTheSameId() {
    var it = diagnosis(suspect("shop", FaultKind.CPU, 0.8));
    assertEquals(
        advice(it, Set.of(), NOON, restart).getFirst().id(),
        advice(it, Set.of(), NOON.plusSeconds(60), restart).getFirst().id());
    var other = diagnosis(suspect("mail", FaultKind.CPU, 0.8));
    assertTrue(
        !advice(it, Set.of(), NOON, restart)
            .getFirst()
            .id()
            .equals(advice(other, Set.of(), NOON, restart).getFirst().id()));
  }

  @Test
  void recordIsGivenWithItsUncertainty() {
    assertEquals("7 of 8 worked (53 to 98 %).", new Advisor.Record(8, 7).words());
    assertEquals("It has no record here yet.", Advisor.Record.NONE.words());
  }

  @Test
  void betterRecordGoesFirstAmongEquals() {
    var advice =
        Advisor.suggest(
            Fixture.incident(),
            diagnosis(suspect("shop", FaultKind.CPU, 0.8)),
            List.of(Recipe.named("a").made(), Recipe.named("b").made()),
            Map.of("a", new Advisor.Record(9, 1), "b", new Advisor.Record(9, 8))::get,
            Set.of(),
            false,
            NOON);
    assertEquals(List.of("b", "a"), names(advice));
  }

  private static Fits asking(String evidence) {
    return new Fits(
        Set.of(FaultKind.SATURATION),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(evidence));
  }

  private static List<String> names(List<Proposal> advice) {
    return advice.stream().map(it -> it.remediation().name()).toList();
  }
}
