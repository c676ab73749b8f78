package io.watchfloor.model.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.model.audit.Operator;
import io.watchfloor.model.cause.FaultKind;
import io.watchfloor.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class TeacherTest {
  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");
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
        Teacher.learn(Teacher.learn(Priors.NONE, suspect(0.73, true)), suspect(0.79, false));
    assertEquals(2, priors.suspects(0.71).tries());
    assertEquals(1, priors.suspects(0.71).worked());
    assertEquals(0, priors.suspects(0.81).tries());
    assertEquals(1, Teacher.learn(Priors.NONE, suspect(1, true)).suspects(0.95).tries());
  }

  @Test
  void whatPeopleSayOfASuspicionIsKeptAndCanBeTakenBack() {
    var verdict = (Feedback.Suspect) suspect(0.4, true);
    var learned = Teacher.learn(Teacher.learn(Priors.NONE, verdict), suspect(0.9, false));
    var said = learned.suspicion(verdict.entity(), verdict.kind());
    assertEquals(2, said.tries());
    assertEquals(1, said.worked());
    var back = Teacher.forget(Teacher.forget(learned, verdict), suspect(0.9, false));
    assertEquals(0, back.suspicion(verdict.entity(), verdict.kind()).tries());
  }

  @Test
  void normalForUsMakesASeriesQuieterButNeverSilent() {
    var priors = Priors.NONE;
    for (int i = 0; i < 100; i++)
      priors = Teacher.learn(priors, new Feedback.Episode(AT, ANNA, "a", "cpu", false));
    assertTrue(priors.sensitivity().get("cpu") > 0);
    assertTrue(priors.sensitivity().get("cpu") < 1);
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
      assertEquals(
          new Priors(
              24, java.util.Map.of(), java.util.Map.of(), java.util.Map.of(), java.util.Map.of()),
          priors);
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
      case 1 -> suspect(random.nextDouble(), random.nextBoolean());
      default -> new Feedback.Episode(AT, ANNA, "x", "s" + random.nextInt(500), true);
    };
  }

  private static Feedback outcome(String recipe, boolean worked, long millis) {
    return new Feedback.Outcome(AT, recipe, FaultKind.CPU, worked, worked ? millis : 0);
  }

  private static Feedback suspect(double probability, boolean right) {
    return new Feedback.Suspect(
        AT, ANNA, new IncidentId("INC-1"), "db", FaultKind.LATENCY, probability, right);
  }
}
