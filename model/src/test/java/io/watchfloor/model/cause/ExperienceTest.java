package io.watchfloor.model.cause;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class ExperienceTest {
  @Test
  void rightSpeaksForItAndWrongAgainst() {
    assertTrue(said(1, 1) > 0);
    assertTrue(said(0, 1) < 0);
    assertEquals(0, said(2, 4));
    assertEquals(0, Experience.Verdicts.NONE.weight());
  }

  @Test
  void manyVerdictsSayMoreThanOneAndNeverDecideAlone() {
    assertTrue(said(10, 10) > 2 * said(1, 1));
    assertEquals(said(1000, 1000), said(2000, 2000));
    assertTrue(said(0, 1000) > -2);
  }

  private static double said(int right, int all) {
    return new Experience.Verdicts(right, all).weight();
  }
}
