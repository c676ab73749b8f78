package io.watchfloor.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackFillsTest {
  private static final SourceId SOURCE = new SourceId("metrics");
  private final BackFills backFills = new BackFills();

  @Test
  void aSourceThatCatchesUpFasterThanTimeGoesByIsFilling() {
    seen(3_600, 0);
    var fills = seen(1_800, 5);
    assertEquals(1, fills.size());
    assertEquals(0.5, fills.getFirst().done(), 0.01);
    assertEquals(Duration.ofSeconds(1_800), fills.getFirst().behind());
  }

  @Test
  void itIsOverWhenOnlyTheUsualDelayIsLeft() {
    seen(3_600, 0);
    seen(1_800, 5);
    assertEquals(List.of(), seen(30, 10));
  }

  @Test
  void aQuietLogIsOldAndFillsNothing() {
    seen(3_600, 0);
    assertEquals(List.of(), seen(3_605, 5));
    assertEquals(List.of(), seen(3_600, 10));
  }

  @Test
  void whatComesNoFasterThanTimeGoesByIsLateAndFillsNothing() {
    seen(600, 0);
    assertEquals(List.of(), seen(600, 60));
  }

  @Test
  void betweenTwoStretchesTheFillGoesOn() {
    seen(3_600, 0);
    seen(1_800, 5);
    assertEquals(1, seen(1_815, 20).size());
    assertEquals(List.of(), seen(2_100, 305), "but not for ever");
  }

  private List<BackFills.BackFill> seen(int behindSeconds, int atSeconds) {
    var status = Estate.seen(SOURCE, "prometheus", 10, behindSeconds - atSeconds);
    return backFills.at(List.of(status), Estate.NOW.plusSeconds(atSeconds));
  }
}
