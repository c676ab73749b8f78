package io.watchfloor.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.connectors.Connectors;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitivitySettingTest {
  private static SettingsFile.Loaded read(String text) {
    return new SettingsFile(Connectors.types(), Map.of()).read("test.yaml", text);
  }

  @Test
  void theFileSaysHowReadilyTheDetectorsTell() {
    assertEquals(1, read("demo: false\n").settings().detection().sensitivity());
    var text = SettingsEdit.set("demo: false\n", "detection.sensitivity", "1.4");
    var loaded = read(text);
    assertTrue(loaded.problems().isEmpty());
    assertEquals(1.4, loaded.settings().detection().sensitivity());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "11", "much", "NaN", "Infinity"})
  void whatIsNoSensitivityIsNamedWithItsPlaceAndTheShippedOneHolds(String wrong) {
    var loaded = read("detection:\n  sensitivity: " + wrong + "\n");
    assertEquals(1, loaded.settings().detection().sensitivity());
    var problem = loaded.problems().getFirst();
    assertEquals(2, problem.line());
    assertTrue(problem.message().contains("detection.sensitivity"), problem.message());
  }
}
