package io.watchfloor.model.remedy;

import static io.watchfloor.model.remedy.Fixture.ANNA;
import static io.watchfloor.model.remedy.Fixture.BEN;
import static io.watchfloor.model.remedy.Fixture.BLIND;
import static io.watchfloor.model.remedy.Fixture.FIRING;
import static io.watchfloor.model.remedy.Fixture.GONE;
import static io.watchfloor.model.remedy.Fixture.INCIDENT;
import static io.watchfloor.model.remedy.Fixture.NOON;
import static io.watchfloor.model.remedy.Fixture.advice;
import static io.watchfloor.model.remedy.Fixture.diagnosis;
import static io.watchfloor.model.remedy.Fixture.only;
import static io.watchfloor.model.remedy.Fixture.report;
import static io.watchfloor.model.remedy.Fixture.run;
import static io.watchfloor.model.remedy.Fixture.suggested;
import static io.watchfloor.model.remedy.Fixture.suspect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.remedy.Fixture.Recipe;
import io.watchfloor.model.signal.EntityId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What may happen to a fix, from the suggestion to the end, told as short stories.
final class DeskTest {
  private static final Remediation PLAIN = Recipe.named("restart").made();
  private static final Remediation UNDOABLE = Recipe.named("limit").withUndo().withProbe().made();
  private static final Remediation HIGH = Recipe.named("wipe").risk(Risk.HIGH).made();
  private static final Remediation AUTO = Recipe.named("restart").level(Level.AUTO).made();

  private static Desk.Outcome approve(
      Desk desk, Operator by, Optional<Operator> second, Instant at) {
    return desk.approve(by, second, only(desk).id(), only(desk).plan().hash(), "", at);
  }

  private static Desk approved(Remediation recipe) {
    var desk = suggested(recipe);
    assertInstanceOf(
        Decision.Accepted.class, approve(desk, ANNA, Optional.empty(), NOON).decision());
    return desk;
  }

  private static String refusal(Desk.Outcome outcome) {
    assertTrue(outcome.starts().isEmpty() && outcome.runs().isEmpty());
    assertEquals(1, outcome.audit().size(), "a refusal is audited too");
    return assertInstanceOf(Decision.Refused.class, outcome.decision()).reason();
  }

  // --- approving ---

  @Test
  void approvedOnceItStartsOnceAndTheAuditHasEveryStep() {
    var desk = suggested(PLAIN);
    var outcome = approve(desk, ANNA, Optional.empty(), NOON);
    assertEquals(1, outcome.starts().size());
    assertEquals(only(desk).plan().action(), outcome.starts().getFirst().action());
    assertEquals(
        List.of(RunState.APPROVED, RunState.RUNNING),
        outcome.runs().stream().map(Run::state).toList());
    assertEquals(
        List.of("fix.approve", "run.start"),
        outcome.audit().stream().map(Desk.Line::action).toList());
    assertTrue(outcome.audit().getFirst().why().contains(only(desk).plan().hash()));
  }

  /// R6: a hundred approvals of a hundred proposals, in any order, by anybody.
  @Test
  void hundredApprovalsGiveExactlyOneRun() {
    for (int race = 0; race < 100; race++) {
      var random = new Random(race);
      var desk = suggested(PLAIN);
      int started = 0, accepted = 0;
      for (int i = 0; i < 100; i++) {
        var outcome =
            approve(
                desk,
                random.nextBoolean() ? ANNA : BEN,
                Optional.empty(),
                NOON.plusMillis(random.nextInt(3)));
        started += outcome.starts().size();
        accepted += outcome.decision() instanceof Decision.Accepted ? 1 : 0;
        if (random.nextInt(9) == 0)
          desk.advise(
              INCIDENT,
              advice(diagnosis(suspect("shop", FaultKind.CPU, 0.8)), Set.of(), NOON, PLAIN),
              NOON);
        if (random.nextInt(9) == 0) started += desk.tick(proposal -> FIRING, NOON).starts().size();
      }
      assertEquals(1, started, "race " + race);
      assertEquals(1, accepted, "race " + race);
    }
  }

  @Test
  void approvalOfAnotherPlanIsRefused() {
    var desk = suggested(PLAIN);
    var outcome = desk.approve(ANNA, Optional.empty(), only(desk).id(), "0".repeat(64), "", NOON);
    assertTrue(refusal(outcome).contains("changed since it was shown"));
  }

  @Test
  void expiredProposalNeverRuns() {
    var desk = suggested(PLAIN);
    var late = NOON.plus(Duration.ofMinutes(15));
    assertTrue(refusal(approve(desk, ANNA, Optional.empty(), late)).contains("expired"));
    desk.tick(proposal -> FIRING, late);
    assertEquals(Proposal.State.EXPIRED, only(desk).state());
    assertTrue(refusal(approve(desk, ANNA, Optional.empty(), NOON)).contains("not waiting"));
  }

  @Test
  void expiredAdviceThatStillStandsIsGivenAnew() {
    var desk = suggested(PLAIN);
    var late = NOON.plus(Duration.ofMinutes(15));
    desk.tick(proposal -> FIRING, late);
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.8)), Set.of(), late, PLAIN),
        late);
    assertEquals(Proposal.State.OPEN, only(desk).state());
    assertEquals(late.plus(Duration.ofMinutes(15)), only(desk).expiresAt());
  }

  @Test
  void highRiskNeedsTwoPersons() {
    var desk = suggested(HIGH);
    assertTrue(refusal(approve(desk, ANNA, Optional.empty(), NOON)).contains("second person"));
    assertTrue(refusal(approve(desk, ANNA, Optional.of(ANNA), NOON)).contains("somebody else"));
    assertTrue(
        refusal(approve(desk, ANNA, Optional.of(Operator.WATCHFLOOR), NOON))
            .contains("two persons"));
    var outcome = approve(desk, ANNA, Optional.of(BEN), NOON);
    assertEquals(1, outcome.starts().size());
    assertTrue(
        outcome.audit().stream().anyMatch(line -> line.by().equals(BEN)), "both are in the audit");
  }

  @Test
  void whoAskedForHighRiskCanNotApproveIt() {
    var desk = Fixture.desk(false);
    desk.propose(ANNA, Fixture.incident(), HIGH, suspect("shop", FaultKind.CPU, 0.8), NOON);
    assertTrue(refusal(approve(desk, ANNA, Optional.of(BEN), NOON)).contains("anna asked for it"));
    assertTrue(refusal(approve(desk, BEN, Optional.of(ANNA), NOON)).contains("anna asked for it"));
    assertEquals(1, approve(desk, BEN, Optional.of(new Operator("cleo")), NOON).starts().size());
  }

  @Test
  void whoAskedForLowRiskMayApproveIt() {
    var desk = Fixture.desk(false);
    desk.propose(ANNA, Fixture.incident(), PLAIN, suspect("shop", FaultKind.CPU, 0.8), NOON);
    assertEquals(1, approve(desk, ANNA, Optional.empty(), NOON).starts().size());
  }

  @Test
  void whatIsOnlyShownNeverRuns() {
    var desk = suggested(Recipe.named("look").level(Level.SUGGEST).made());
    assertTrue(only(desk).isStopped());
    assertTrue(refusal(approve(desk, ANNA, Optional.empty(), NOON)).contains("only for showing"));
  }

  @Test
  void rejectedStaysRejectedWhateverIsAdvised() {
    var desk = suggested(PLAIN);
    desk.reject(BEN, only(desk).id(), "not now");
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.9)), Set.of(), NOON, PLAIN),
        NOON);
    assertEquals(Proposal.State.REJECTED, only(desk).state());
    assertTrue(refusal(approve(desk, ANNA, Optional.empty(), NOON)).contains("not waiting"));
  }

  @Test
  void oneFixAtATimeOnOneTarget() {
    var desk = suggested(PLAIN);
    var other = Recipe.named("other").made();
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.8)), Set.of(), NOON, PLAIN, other),
        NOON);
    var second = List.copyOf(desk.proposals()).getLast().id();
    var first =
        desk.proposals().stream().filter(it -> !it.id().equals(second)).findFirst().orElseThrow();
    desk.approve(ANNA, Optional.empty(), first.id(), first.plan().hash(), "", NOON);
    var waiting =
        desk.proposals().stream().filter(it -> it.id().equals(second)).findFirst().orElseThrow();
    assertTrue(
        refusal(desk.approve(BEN, Optional.empty(), second, waiting.plan().hash(), "", NOON))
            .contains("Another fix is at work on shop"));
    desk.tick(proposal -> FIRING, NOON);
    assertTrue(
        desk.proposals().stream()
            .filter(it -> it.id().equals(second))
            .findFirst()
            .orElseThrow()
            .isStopped(),
        "and the card says so");
  }

  @Test
  void adviceThatChangesIsANewProposalAndTheOldOneIsWithdrawn() {
    var desk = suggested(PLAIN);
    var old = only(desk);
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("mail", FaultKind.CPU, 0.9)), Set.of(), NOON, PLAIN),
        NOON);
    assertEquals(
        List.of(Proposal.State.WITHDRAWN, Proposal.State.OPEN),
        desk.proposals().stream().map(Proposal::state).toList());
    assertEquals(old.plan(), only(desk).plan(), "a plan never changes under its id");
    assertTrue(
        refusal(desk.approve(ANNA, Optional.empty(), old.id(), old.plan().hash(), "", NOON))
            .contains("withdrawn"));
  }

  // --- running and verifying ---

  @Test
  void symptomsThatGoAndStayAwayAreSuccess() {
    var desk = approved(PLAIN);
    desk.ended(run(desk).id(), report(RunReport.Ending.WELL), false, NOON.plusSeconds(5));
    assertEquals(RunState.VERIFYING, run(desk).state());
    desk.tick(proposal -> FIRING, NOON.plusSeconds(10));
    desk.tick(proposal -> GONE, NOON.plusSeconds(20));
    desk.tick(proposal -> FIRING, NOON.plusSeconds(25));
    desk.tick(proposal -> GONE, NOON.plusSeconds(30));
    desk.tick(proposal -> GONE, NOON.plusSeconds(39));
    assertEquals(
        RunState.VERIFYING,
        run(desk).state(),
        "ten seconds from the last time that they came back");
    desk.tick(proposal -> GONE, NOON.plusSeconds(40));
    assertEquals(RunState.SUCCEEDED, run(desk).state());
    assertTrue(run(desk).why().startsWith("Verified 35 s after it ended"), run(desk).why());
  }

  @Test
  void symptomsThatStayAreFailureAndTheUndoIsOffered() {
    var desk = approved(UNDOABLE);
    desk.ended(run(desk).id(), report(RunReport.Ending.WELL), false, NOON.plusSeconds(5));
    var outcome = desk.tick(proposal -> FIRING, NOON.plusSeconds(65));
    assertEquals(RunState.FAILED, run(desk).state());
    assertEquals("After 60 s TooSlow on shop still fires.", run(desk).why());
    var undo = outcome.proposals().getLast();
    assertEquals(Optional.of(run(desk).id()), undo.undoes());
    assertEquals(Operator.WATCHFLOOR, undo.requester());
    assertEquals(List.of("ctl", "undo-limit"), ((Action.Command) undo.plan().action()).argv());

    var started =
        desk.approve(
            ANNA, Optional.empty(), undo.id(), undo.plan().hash(), "", NOON.plusSeconds(70));
    assertEquals(undo.plan().action(), started.starts().getFirst().action());
    desk.ended(
        started.starts().getFirst().run(),
        report(RunReport.Ending.WELL),
        false,
        NOON.plusSeconds(75));
    assertEquals(
        List.of(RunState.ROLLED_BACK, RunState.SUCCEEDED),
        desk.runs().stream().map(Run::state).toList());
  }

  @Test
  void blindIsNeverSuccess() {
    var desk = approved(PLAIN);
    desk.ended(run(desk).id(), report(RunReport.Ending.WELL), false, NOON);
    for (int s = 1; s < 60; s++) desk.tick(proposal -> BLIND, NOON.plusSeconds(s));
    assertEquals(RunState.VERIFYING, run(desk).state());
    desk.tick(proposal -> BLIND, NOON.plusSeconds(60));
    assertEquals(RunState.FAILED, run(desk).state());
    assertTrue(run(desk).why().contains("blind"));
  }

  @Test
  void badEndIsFailureInTheProgramsWords() {
    var desk = approved(PLAIN);
    desk.ended(run(desk).id(), report(RunReport.Ending.BADLY), false, NOON);
    assertEquals(RunState.FAILED, run(desk).state());
    assertEquals("It said so.", run(desk).why());
    assertEquals(1, run(desk).exit().getAsInt());
  }

  @Test
  void cancelAsksOnceAndTheReportDecides() {
    var desk = approved(PLAIN);
    assertEquals(List.of(run(desk).id()), desk.cancel(BEN, run(desk).id()).cancels());
    desk.ended(run(desk).id(), report(RunReport.Ending.CANCELLED), false, NOON);
    assertEquals(RunState.CANCELLED, run(desk).state());
    refusal(desk.cancel(BEN, run(desk).id()));
  }

  @Test
  void reportThatComesTwiceCountsOnce() {
    var desk = approved(PLAIN);
    desk.ended(run(desk).id(), report(RunReport.Ending.BADLY), false, NOON);
    assertTrue(desk.ended(run(desk).id(), report(RunReport.Ending.WELL), false, NOON).isEmpty());
    assertEquals(RunState.FAILED, run(desk).state());
    assertTrue(desk.ended("run-nobody", report(RunReport.Ending.WELL), false, NOON).isEmpty());
  }

  @Test
  void outputIsBoundedAndHandedOnOnceASecond() {
    var desk = approved(PLAIN);
    var id = run(desk).id();
    int handedOn = 0;
    for (int i = 0; i < 5_000; i++)
      handedOn +=
          desk.said(
                  id,
                  List.of(new Run.OutputLine(NOON, false, i + "x".repeat(3_000))),
                  NOON.plusMillis(i))
              .runs()
              .size();
    assertTrue(handedOn <= 6, "handed on " + handedOn);
    assertEquals(500, run(desk).output().size());
    assertTrue(run(desk).output().getLast().text().startsWith("4999x"));
    assertTrue(run(desk).output().getLast().text().length() <= 2_001);
    assertEquals(
        500,
        desk.tick(proposal -> FIRING, NOON.plusSeconds(6)).runs().getFirst().output().size(),
        "the rest follows with the tick");
  }

  // --- crashes ---

  /// R5: whatever the store holds when the process ends, nothing runs twice and nothing is lost.
  @Test
  void crashAtAnyStepNeverRunsAgain() {
    for (int seed = 0; seed < 500; seed++) {
      var random = new Random(seed);
      var recipe = random.nextBoolean() ? UNDOABLE : PLAIN;
      var desk = suggested(recipe);
      var stored = new ArrayList<Run>();
      var now = NOON;
      var outcome = approve(desk, ANNA, Optional.empty(), now);
      stored.addAll(outcome.runs());
      if (random.nextBoolean())
        stored.addAll(
            desk.said(run(desk).id(), List.of(new Run.OutputLine(now, false, "x")), now).runs());
      if (random.nextBoolean())
        stored.addAll(
            desk.ended(
                    run(desk).id(),
                    report(RunReport.Ending.values()[random.nextInt(5)]),
                    false,
                    now)
                .runs());
      if (random.nextBoolean())
        stored.addAll(
            desk.tick(
                    proposal -> random.nextBoolean() ? FIRING : GONE,
                    now.plusSeconds(random.nextInt(100)))
                .runs());
      var kept = stored.get(random.nextInt(stored.size()));

      var again = Fixture.desk(false);
      var restored = again.restore(desk.proposals(), List.of(kept), now.plusSeconds(200));
      assertTrue(restored.starts().stream().allMatch(Desk.Start::probe), "seed " + seed);
      for (int i = 0; i < 100; i++) {
        var tick = again.tick(proposal -> FIRING, now.plusSeconds(200 + 10 * i));
        assertTrue(tick.starts().stream().allMatch(Desk.Start::probe), "seed " + seed);
      }
      assertTrue(run(again).state().isFinished(), "seed " + seed + " stays " + run(again).state());
    }
  }

  @Test
  void unfinishedRunIsUnknownAndProbed() {
    var before = approved(UNDOABLE);
    var desk = Fixture.desk(false);
    var outcome = desk.restore(before.proposals(), before.runs(), NOON.plusSeconds(60));
    assertEquals(RunState.OUTCOME_UNKNOWN, run(desk).state());
    assertEquals(
        List.of("ctl", "look"), ((Action.Command) outcome.starts().getFirst().action()).argv());
    desk.ended(run(desk).id(), report(RunReport.Ending.WELL), true, NOON.plusSeconds(61));
    assertEquals(RunState.VERIFYING, run(desk).state());
    desk.tick(proposal -> GONE, NOON.plusSeconds(62));
    desk.tick(proposal -> GONE, NOON.plusSeconds(72));
    assertEquals(RunState.SUCCEEDED, run(desk).state());
  }

  @Test
  void withoutAProbeTheSymptomsTellAndTheWordsSayWhatIsNotKnown() {
    var before = approved(PLAIN);
    var desk = Fixture.desk(false);
    assertTrue(desk.restore(before.proposals(), before.runs(), NOON).starts().isEmpty());
    desk.tick(proposal -> BLIND, NOON.plusSeconds(90));
    assertEquals(RunState.OUTCOME_UNKNOWN, run(desk).state(), "blind, it stays unknown");
    desk.tick(proposal -> GONE, NOON.plusSeconds(91));
    assertEquals(RunState.SUCCEEDED, run(desk).state());
    assertTrue(run(desk).why().contains("not known"));
  }

  @Test
  void runThatNeverReportsIsUnknownAndItsLateReportStillCounts() {
    var desk = approved(PLAIN);
    desk.tick(proposal -> FIRING, NOON.plusSeconds(80));
    assertEquals(RunState.RUNNING, run(desk).state());
    desk.tick(proposal -> FIRING, NOON.plusSeconds(91));
    assertEquals(RunState.OUTCOME_UNKNOWN, run(desk).state());
    desk.ended(run(desk).id(), report(RunReport.Ending.WELL), false, NOON.plusSeconds(95));
    assertEquals(RunState.VERIFYING, run(desk).state());
  }

  // --- by itself ---

  @Test
  void autoRunsOnceItsAdviceHasStood() {
    var desk = suggested(AUTO);
    assertTrue(desk.tick(proposal -> FIRING, NOON.plusSeconds(5)).starts().isEmpty());
    assertEquals(1, desk.tick(proposal -> FIRING, NOON.plusSeconds(6)).starts().size());
    assertTrue(desk.tick(proposal -> FIRING, NOON.plusSeconds(7)).starts().isEmpty());
    assertEquals(Operator.WATCHFLOOR, run(desk).approval().by());
  }

  @Test
  void autoWaitsForAPersonWhere() {
    assertNoAutoRun(
        "the kill switch is on", new Desk(new Automation(true, 20), false), AUTO, 0.8, FIRING);
    assertNoAutoRun("it is a sandbox", Fixture.desk(true), AUTO, 0.8, FIRING);
    assertNoAutoRun("the level is approve", Fixture.desk(false), PLAIN, 0.8, FIRING);
    assertNoAutoRun(
        "the risk is high",
        Fixture.desk(false),
        Recipe.named("x").level(Level.AUTO).risk(Risk.HIGH).made(),
        0.8,
        FIRING);
    assertNoAutoRun("the suspect is not likely", Fixture.desk(false), AUTO, 0.49, FIRING);
    assertNoAutoRun("nothing fires any more", Fixture.desk(false), AUTO, 0.8, GONE);
    assertNoAutoRun("we are blind", Fixture.desk(false), AUTO, 0.8, BLIND);
    assertNoAutoRun(
        "no runs an hour are allowed",
        new Desk(new Automation(false, 0), false),
        AUTO,
        0.8,
        FIRING);
  }

  private static void assertNoAutoRun(
      String why, Desk desk, Remediation recipe, double probability, Verifier.Symptoms symptoms) {
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, probability)), Set.of(), NOON, recipe),
        NOON);
    assertEquals(1, desk.proposals().size());
    for (int s = 0; s < 60; s++)
      assertTrue(desk.tick(proposal -> symptoms, NOON.plusSeconds(s)).starts().isEmpty(), why);
  }

  @Test
  void autoTriesTheNextFixWhenTheFirstDidNotHelp() {
    var desk = Fixture.desk(false);
    var next = Recipe.named("zap").level(Level.AUTO).made();
    var it = diagnosis(suspect("shop", FaultKind.CPU, 0.8));
    desk.advise(INCIDENT, advice(it, Set.of(), NOON, AUTO, next), NOON);
    desk.tick(proposal -> FIRING, NOON.plusSeconds(6));
    desk.ended(run(desk).id(), report(RunReport.Ending.BADLY), false, NOON.plusSeconds(7));
    var after = NOON.plusSeconds(8);
    desk.advise(INCIDENT, advice(it, desk.failed(INCIDENT), after, AUTO, next), after);
    int started = 0;
    for (int s = 8; s < 60; s++)
      started += desk.tick(proposal -> FIRING, NOON.plusSeconds(s)).starts().size();
    assertEquals(1, started);
    assertEquals("zap", run(desk).plan().remediation());
  }

  @Test
  void autoKeepsOffTheNeighboursOfWhatIsBeingFixed() {
    var desk =
        new Desk(
            new Automation(false, 20),
            false,
            target -> target.name().equals("mail") ? Set.of(new EntityId("shop")) : Set.of());
    desk.advise(
        INCIDENT,
        advice(diagnosis(suspect("shop", FaultKind.CPU, 0.8)), Set.of(), NOON, PLAIN),
        NOON);
    approve(desk, ANNA, Optional.empty(), NOON);
    var other = new io.watchfloor.model.incident.IncidentId("INC-2");
    var advised =
        advice(diagnosis(suspect("mail", FaultKind.CPU, 0.8)), Set.of(), NOON, AUTO).getFirst();
    desk.advise(
        other,
        List.of(
            new Proposal(
                "INC-2/x",
                other,
                advised.remediation(),
                advised.plan(),
                advised.kind(),
                advised.confidence(),
                1,
                List.of(),
                List.of(),
                advised.requester(),
                NOON,
                advised.expiresAt(),
                Proposal.State.OPEN,
                Optional.empty())),
        NOON);
    assertTrue(desk.tick(proposal -> FIRING, NOON.plusSeconds(20)).starts().isEmpty());
    desk.ended(run(desk).id(), report(RunReport.Ending.BADLY), false, NOON.plusSeconds(21));
    assertEquals(1, desk.tick(proposal -> FIRING, NOON.plusSeconds(22)).starts().size());
  }

  @Test
  void limitOfRunsAnHourHolds() {
    var desk = Fixture.desk(false);
    int started = 0;
    for (int i = 0; i < 60; i++) {
      var incident = new io.watchfloor.model.incident.IncidentId("INC-" + i);
      var at = NOON.plusSeconds(30L * i);
      var it =
          advice(diagnosis(suspect("host" + i, FaultKind.CPU, 0.8)), Set.of(), at, AUTO).getFirst();
      desk.advise(
          incident,
          List.of(
              new Proposal(
                  "p" + i,
                  incident,
                  it.remediation(),
                  it.plan(),
                  it.kind(),
                  it.confidence(),
                  1,
                  List.of(),
                  List.of(),
                  it.requester(),
                  at,
                  it.expiresAt(),
                  Proposal.State.OPEN,
                  Optional.empty())),
          at);
      started += desk.tick(proposal -> FIRING, at.plusSeconds(10)).starts().size();
    }
    assertEquals(4, started, "the runbook's own limit");
  }

  @Test
  void killSwitchStopsWhatWouldRun() {
    var desk = suggested(AUTO);
    desk.killSwitch(ANNA, true);
    assertTrue(desk.tick(proposal -> FIRING, NOON.plusSeconds(60)).starts().isEmpty());
    desk.killSwitch(ANNA, false);
    assertEquals(1, desk.tick(proposal -> FIRING, NOON.plusSeconds(61)).starts().size());
  }

  // --- the table of states ---

  @Test
  void everyStepThatIsNotInTheTableIsRefused() {
    var allowed =
        Set.of(
            "APPROVED RUNNING",
            "APPROVED CANCELLED",
            "APPROVED FAILED",
            "APPROVED OUTCOME_UNKNOWN",
            "RUNNING VERIFYING",
            "RUNNING FAILED",
            "RUNNING CANCELLED",
            "RUNNING OUTCOME_UNKNOWN",
            "VERIFYING SUCCEEDED",
            "VERIFYING FAILED",
            "VERIFYING OUTCOME_UNKNOWN",
            "OUTCOME_UNKNOWN VERIFYING",
            "OUTCOME_UNKNOWN FAILED",
            "OUTCOME_UNKNOWN SUCCEEDED",
            "SUCCEEDED ROLLED_BACK",
            "FAILED ROLLED_BACK",
            "CANCELLED ROLLED_BACK");
    for (var from : RunState.values()) {
      for (var to : EnumSet.allOf(RunState.class)) {
        if (allowed.contains(from + " " + to)) assertEquals(to, from.to(to));
        else assertThrows(IllegalStateException.class, () -> from.to(to), from + " to " + to);
      }
    }
  }

  /// Whatever people, runners and the clock do in whatever order: no exception, no target with two
  /// runs, no run without a start.
  @Test
  void anyOrderOfEventsKeepsTheRules() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var desk = Fixture.desk(false);
      var catalogue =
          new Remediation[] {
            PLAIN, UNDOABLE, HIGH, Recipe.named("zap").level(Level.AUTO).withUndo().made()
          };
      int started = 0;
      var now = NOON;
      for (int i = 0; i < 300; i++) {
        now = now.plusSeconds(random.nextInt(20));
        var proposals = List.copyOf(desk.proposals());
        var runs = List.copyOf(desk.runs());
        var proposal = proposals.isEmpty() ? null : proposals.get(random.nextInt(proposals.size()));
        var run = runs.isEmpty() ? null : runs.get(random.nextInt(runs.size()));
        var symptoms = List.of(FIRING, GONE, BLIND).get(random.nextInt(3));
        var second = random.nextBoolean() ? Optional.of(BEN) : Optional.<Operator>empty();
        var outcome =
            switch (random.nextInt(10)) {
              case 0 ->
                  desk.advise(
                      INCIDENT,
                      advice(
                          diagnosis(
                              suspect(
                                  random.nextBoolean() ? "shop" : "mail",
                                  FaultKind.CPU,
                                  random.nextDouble())),
                          desk.failed(INCIDENT),
                          now,
                          catalogue),
                      now);
              case 1, 2 ->
                  proposal == null
                      ? null
                      : desk.approve(ANNA, second, proposal.id(), proposal.plan().hash(), "", now);
              case 3 ->
                  run == null
                      ? null
                      : desk.ended(
                          run.id(),
                          report(RunReport.Ending.values()[random.nextInt(5)]),
                          random.nextInt(4) == 0,
                          now);
              case 4 -> run == null ? null : desk.proposeUndo(ANNA, run.id(), now);
              case 5 -> run == null ? null : desk.probe(ANNA, run.id());
              case 6 -> run == null ? null : desk.cancel(ANNA, run.id());
              case 7 ->
                  proposal == null || random.nextInt(4) > 0
                      ? null
                      : desk.reject(BEN, proposal.id(), "no");
              default -> desk.tick(it -> symptoms, now);
            };
        if (outcome != null)
          started += (int) outcome.starts().stream().filter(start -> !start.probe()).count();
        for (var target : List.of("shop", "mail"))
          assertTrue(
              desk.runs().stream()
                      .filter(
                          it ->
                              it.plan().target().name().equals(target) && !it.state().isFinished())
                      .count()
                  <= 1,
              "seed " + seed);
      }
      assertEquals(desk.runs().size(), started, "seed " + seed);
    }
  }
}
