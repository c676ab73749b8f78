package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Connectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsChangeTest {
  private static Settings settings(String text) {
    var loaded = new SettingsFile(Connectors.types(), Map.of()).read("test.yaml", text);
    assertEquals(List.of(), loaded.problems());
    return loaded.settings();
  }

  private static final String TWO =
      """
      sources:
        - name: metrics
          type: prometheus
          url: http://127.0.0.1:9090
        - name: alerts
          type: alertmanager
          urls: ["http://127.0.0.1:9093"]
      """;

  @Test
  void theSameTextChangesNothing() {
    var change = SettingsChange.between(settings(TWO), settings(TWO));
    assertEquals(List.of(), change.closed());
    assertEquals(List.of(), change.opened());
    assertEquals(List.of(), change.needsRestart());
  }

  @Test
  void onlyTheSourceThatChangedIsOpenedAnew() {
    var change = SettingsChange.between(settings(TWO), settings(TWO.replace(":9090", ":9091")));
    assertEquals(List.of("metrics"), change.opened().stream().map(it -> it.id().name()).toList());
    assertEquals(List.of(), change.closed());
  }

  @Test
  void aSourceThatIsNoLongerThereIsClosed() {
    var change = SettingsChange.between(settings(TWO), settings("this-machine: false\n"));
    assertEquals(
        List.of("alerts", "metrics"), change.closed().stream().map(Object::toString).toList());
    assertTrue(change.machineChanged());
  }

  @Test
  void newEntityRulesSayThatTheyNeedAStart() {
    var change =
        SettingsChange.between(settings(TWO), settings(TWO + "entities:\n  labels: [node]\n"));
    assertEquals(List.of("entities"), change.needsRestart());
  }
}
