package io.watchfloor.app.ui.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.model.signal.Severity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AlertsViewModelTest {
  private final FakeBackend backend = new FakeBackend(Estate.busy().build());
  private final AlertsViewModel model = new AlertsViewModel(backend);

  @Test
  void theWorstThatNobodyHasStandsFirst() {
    model.shown();
    assertEquals(Severity.CRITICAL, model.rows().getFirst().severity());
    assertEquals(12, model.rows().size());
  }

  @Test
  void whatIsNewWaitsUntilOneLooks() {
    model.shown();
    var more = Estate.busy();
    more.alerts.add(
        Estate.alert(
            "Late", "edge", Severity.CRITICAL, "came later", "07:17:39", 1, Optional.empty()));
    backend.publish(more.build());
    assertEquals(12, model.rows().size());
    assertEquals(1, model.waiting());
    model.look();
    assertEquals("Late", model.rows().getFirst().name());
    assertEquals(0, model.waiting());
  }

  @Test
  void whereNothingIsShownWhatIsNewComesAtOnce() {
    model.shown();
    model.filter("service:nowhere");
    assertEquals(0, model.rows().size());
    var more = Estate.busy();
    more.alerts.add(
        Estate.alert(
            "Late", "nowhere", Severity.CRITICAL, "came later", "07:17:39", 1, Optional.empty()));
    backend.publish(more.build());
    assertEquals("Late", model.rows().getFirst().name());
    assertEquals(0, model.waiting());
  }

  @Test
  void theOrderHoldsStillWhileSomeAreSelected() {
    model.shown();
    var first = model.rows().getFirst();
    var last = model.rows().getLast();
    model.toggle(last);
    var changed = Estate.busy();
    changed.alerts.removeIf(alert -> alert.key().equals(first.key()));
    backend.publish(changed.build());
    assertFalse(model.rows().contains(first));
    assertEquals(last.key(), model.rows().getLast().key());
    assertTrue(model.isSelected(last));
  }

  @Test
  void aFilterThatCannotBeReadLeavesTheRows() {
    model.shown();
    model.filter("severity>=terrible");
    assertEquals(12, model.rows().size());
    assertFalse(model.mistake().get().isEmpty());
  }

  @Test
  void anAlertOfABlindSourceIsUnknown() {
    var blind = Estate.busy();
    blind.sources.removeIf(source -> source.id().equals(Estate.ALERTMANAGER));
    blind.sources.add(
        Estate.blind(Estate.ALERTMANAGER, "alertmanager", Estate.at("07:15:00"), "timed out"));
    backend.publish(blind.build());
    model.shown();
    assertEquals(Severity.UNKNOWN, model.rows().getFirst().severity());
  }
}
