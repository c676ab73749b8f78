package io.watchfloor.model.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionModelTest {
  private final SessionModel model = SessionModel.learn(ordinary());

  /// A session opens, works one to three times, may wait, and closes.
  private static List<List<String>> ordinary() {
    var random = new SplittableRandom(5);
    var sessions = new ArrayList<List<String>>();
    for (int i = 0; i < 2_000; i++) {
      var session = new ArrayList<>(List.of("open"));
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        session.add("work");
        if (random.nextInt(4) == 0) session.add("wait");
      }
      session.add("close");
      sessions.add(session);
    }
    return sessions;
  }

  private SessionModel.Judgement judge(String events) {
    return model.judge(List.of(events.split(" ")));
  }

  @Test
  void ordinarySessionsAreLeftAlone() {
    long alerts = ordinary().stream().filter(session -> model.judge(session).isAlert()).count();
    assertEquals(0, alerts);
    assertEquals(0, judge("open work wait work close").score());
  }

  @Test
  void eventNeverSeenIsTold() {
    assertTrue(judge("open work fail close").isAlert());
    assertEquals(List.of("fail"), judge("open work fail close").reasons().getFirst().events());
  }

  @Test
  void sessionThatBreaksOffIsTold() {
    var it = judge("open work");
    assertTrue(it.isAlert());
    assertEquals(List.of("work", ""), it.reasons().getFirst().events());
  }

  @Test
  void eventThatComesTooOftenIsTold() {
    var it = judge("open work work work work work close");
    assertTrue(it.isAlert());
    assertEquals(SessionCheck.What.TOO_MANY, it.reasons().getLast().what());
  }

  @Test
  void checkThatOrdinarySessionsFailIsNotTrusted() {
    var random = new SplittableRandom(6);
    var noisy = new ArrayList<List<String>>();
    for (int i = 0; i < 300; i++)
      noisy.add(List.of("open", "step" + random.nextInt(60), "step" + random.nextInt(60), "close"));
    var wary = SessionModel.learn(noisy);
    assertFalse(wary.judge(List.of("open", "step1", "step59", "close")).isAlert());
    assertFalse(wary.judge(List.of("open", "step999", "step1", "close")).score() == 0);
  }
}
