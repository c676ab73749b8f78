package io.watchfloor.app.ui.incidents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.incident.Timeline;
import io.watchfloor.model.incident.Timeline.Kind;
import io.watchfloor.model.pipeline.Gaps;
import io.watchfloor.model.signal.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A lane says nothing about the time in which its source was blind.
class LanesTest {
  private static final Window GAP = new Window(Estate.at("07:12:00"), Estate.at("07:14:00"));
  private final FakeHistory history = new FakeHistory();
  private final io.watchfloor.model.pipeline.Snapshot snapshot = Estate.busy().build();

  @Test
  void alertLanesOfABlindSourceAreUnseen() {
    history.gaps.put(Estate.ALERTMANAGER, List.of(GAP));
    var lanes = lanes();
    var alerts = of(lanes, Kind.ALERTS);
    assertFalse(alerts.isEmpty());
    for (var lane : alerts) assertEquals(List.of(GAP), lanes.unseen(lane), lane.label());
  }

  @Test
  void lanesOfSourcesThatWereSeenAreNot() {
    history.gaps.put(Estate.LOGS, List.of(GAP));
    var lanes = lanes();
    for (var lane : of(lanes, Kind.ALERTS)) assertEquals(List.of(), lanes.unseen(lane));
  }

  @Test
  void whatIsGoingOnNowCountsThoughHistoryKnowsOnlyHowItBegan() {
    var began = new Window(Estate.at("07:11:20"), Estate.at("07:11:30"));
    history.gaps.put(Estate.OLD, List.of(began));
    var day = new Window(Estate.at("00:00:00"), Estate.NOW);
    var gaps = Gaps.in(day, snapshot, history).get(Estate.OLD);
    assertEquals(new Window(Estate.at("07:11:20"), Estate.NOW), gaps.getLast());
    for (int i = 1; i < gaps.size(); i++)
      assertTrue(gaps.get(i - 1).to().isBefore(gaps.get(i).from()), "never overlapping");
  }

  private Lanes lanes() {
    return Lanes.read(snapshot.incidents().getFirst(), snapshot, history, Estate.NOW);
  }

  private static List<Timeline.Lane> of(Lanes lanes, Kind kind) {
    return lanes.timeline().lanes().stream().filter(lane -> lane.kind() == kind).toList();
  }
}
