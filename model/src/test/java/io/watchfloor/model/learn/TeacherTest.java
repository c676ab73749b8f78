package io.watchfloor.model.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TeacherTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
  private static final SeriesId CPU =
      new SeriesId(new SourceId("test"), Labels.of(Labels.NAME, "cpu"));
  private static final Operator ANNA = new Operator("anna");

  @Test
  void outcomesAreCountedByRecipe() {
    var priors = Priors.NONE;
    for (int i = 0; i < 8; i++)
      priors = Teacher.learn(priors, outcome("restart", i != 3, 1_000 + i));
    var tally = priors.recipe("restart");
    assertEquals(8, tally.tries());
    assertEquals(7, tally.worked());
    assertEquals(7, tally.clearedAfterMillis().size());
    assertEquals(0, priors.recipe("other").tries());
    assertEquals(8, priors.version());
  }

  @Test
  void suspectsAreCountedByTenth() {
    var priors =
        Teacher.learn(Teacher.learn(Priors.NONE, suspect(1, 0.73, true)), suspect(2, 0.79, false));
    assertEquals(2, priors.suspects().at(0.71).tries());
    assertEquals(1, priors.suspects().at(0.71).worked());
    assertEquals(0, priors.suspects().at(0.81).tries());
    assertEquals(1, Teacher.learn(Priors.NONE, suspect(1, 1, true)).suspects().at(0.95).tries());
  }

  @Test
  void theLevelsOfConfidenceAreListedFromTheHighest() {
    var priors =
        Teacher.learn(Teacher.learn(Priors.NONE, suspect(1, 0.25, false)), suspect(2, 0.93, true));
    assertEquals(
        List.of(0.9, 0.2), priors.suspects().levels().stream().map(level -> level.from()).toList());
  }

  @Test
  void whatPeopleSayOfASuspicionIsKeptAndCanBeTakenBack() {
    var learned =
        Teacher.learn(Teacher.learn(Priors.NONE, suspect(1, 0.4, true)), suspect(2, 0.9, false));
    var said = learned.suspects().of("db", FaultKind.LATENCY);
    assertEquals(2, said.tries());
    assertEquals(1, said.worked());
    var back =
        Teacher.learn(
            learned, new Feedback.SuspectTakenBack(AT, ANNA, new IncidentId("INC-1"), "db"));
    assertEquals(1, back.suspects().of("db", FaultKind.LATENCY).tries());
    assertEquals(0, back.suspects().at(0.4).tries());
    assertTrue(back.suspects().word(new IncidentId("INC-1"), "db").isEmpty());
  }

  @Test
  void aPersonWhoSaysItTwiceCountsOnceAndTheLastWordHolds() {
    var twice =
        Teacher.learn(Teacher.learn(Priors.NONE, suspect(1, 0.4, true)), suspect(1, 0.4, false));
    assertEquals(1, twice.suspects().of("db", FaultKind.LATENCY).tries());
    assertEquals(0, twice.suspects().of("db", FaultKind.LATENCY).worked());
  }

  @Test
  void aVerifiedFixDoesNotOverruleAPerson() {
    var verified =
        new Feedback.Suspect(
            AT, Operator.WATCHFLOOR, new IncidentId("INC-1"), "db", FaultKind.LATENCY, 0.4, true);
    var priors = Teacher.learn(Teacher.learn(Priors.NONE, suspect(1, 0.4, false)), verified);
    assertEquals(0, priors.suspects().of("db", FaultKind.LATENCY).worked());
    assertEquals(1, Teacher.learn(Priors.NONE, verified).suspects().at(0.4).worked());
  }

  @Test
  void normalForUsMakesASeriesQuieterButNeverSilent() {
    var priors = Priors.NONE;
    for (int i = 0; i < 100; i++)
      priors =
          Teacher.learn(priors, new Feedback.Episode(AT, ANNA, "a" + i, CPU.toString(), false));
    assertTrue(priors.sensitivity(CPU) > 0);
    assertTrue(priors.sensitivity(CPU) < 1);
    assertEquals(priors.sensitivity(CPU), priors.sensitivities().get(CPU.toString()));
  }

  @Test
  void saidTwiceOfOneEpisodeCountsOnceAndTheLastWordHolds() {
    var once =
        Teacher.learn(Priors.NONE, new Feedback.Episode(AT, ANNA, "a", CPU.toString(), false));
    var twice = Teacher.learn(once, new Feedback.Episode(AT, ANNA, "a", CPU.toString(), false));
    assertEquals(once.sensitivity(CPU), twice.sensitivity(CPU));
    var right = Teacher.learn(twice, new Feedback.Episode(AT, ANNA, "a", CPU.toString(), true));
    assertTrue(right.sensitivity(CPU) > 1);
    assertTrue(right.verdict("a").orElseThrow().right());
  }

  @Test
  void whatWasTakenBackLeavesTheSeriesAsItWas() {
    var said =
        Teacher.learn(Priors.NONE, new Feedback.Episode(AT, ANNA, "a", CPU.toString(), false));
    var back = Teacher.learn(said, new Feedback.TakenBack(AT, ANNA, "a", CPU.toString()));
    assertEquals(1, back.sensitivity(CPU));
    assertTrue(back.verdict("a").isEmpty());
    assertEquals(2, back.version());
  }

  @Test
  void onlyTheNewestTimesAreKept() {
    var priors = Priors.NONE;
    for (int i = 1; i <= 70; i++) priors = Teacher.learn(priors, outcome("restart", true, i));
    assertEquals(50, priors.recipe("restart").clearedAfterMillis().size());
    assertEquals(70L, priors.recipe("restart").clearedAfterMillis().getLast());
  }

  /// Whatever is learned and then forgotten, in any order, leaves nothing behind.
  @Test
  void everyLessonCanBeTakenBack() {
    var random = new Random(3);
    for (int round = 0; round < 200; round++) {
      var lessons = new ArrayList<Feedback>();
      for (int i = 0; i < 12; i++) lessons.add(lesson(random));
      var priors = Priors.NONE;
      for (var lesson : lessons) priors = Teacher.learn(priors, lesson);
      java.util.Collections.shuffle(lessons, random);
      for (var lesson : lessons) priors = Teacher.forget(priors, lesson);
      assertEquals(new Priors(24, java.util.Map.of(), Suspicions.NONE, java.util.Map.of()), priors);
    }
  }

  @Test
  void forgettingWhatWasNeverLearnedChangesNothing() {
    var priors = Teacher.learn(Priors.NONE, outcome("restart", true, 5));
    assertEquals(priors.recipes(), Teacher.forget(priors, outcome("restart", false, 0)).recipes());
    assertEquals(priors.recipes(), Teacher.forget(priors, outcome("other", true, 5)).recipes());
  }

  private static Feedback lesson(Random random) {
    return switch (random.nextInt(3)) {
      case 0 ->
          outcome(
              List.of("a", "b").get(random.nextInt(2)),
              random.nextBoolean(),
              random.nextInt(1, 100));
      case 1 -> suspect(random.nextInt(4), random.nextDouble(), random.nextBoolean());
      default -> new Feedback.Episode(AT, ANNA, "x" + random.nextInt(1 << 30), "s", true);
    };
  }

  private static Feedback outcome(String recipe, boolean worked, long millis) {
    return new Feedback.Outcome(AT, recipe, FaultKind.CPU, worked, worked ? millis : 0);
  }

  private static Feedback suspect(int incident, double probability, boolean right) {
    return new Feedback.Suspect(
        AT, ANNA, new IncidentId("INC-" + incident), "db", FaultKind.LATENCY, probability, right);
  }
}
