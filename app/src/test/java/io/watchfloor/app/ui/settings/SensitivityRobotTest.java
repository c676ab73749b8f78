package io.watchfloor.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Restless;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeNavigator;
import io.watchfloor.app.ui.kit.Theme;
import java.util.regex.Pattern;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

class SensitivityRobotTest extends ApplicationTest {
  private final FakeBackend backend = Restless.backend();
  private final FakeNavigator navigator = new FakeNavigator();

  @Override
  public void start(Stage stage) {
    var view = new SettingsView(backend, navigator);
    var scene = new Scene((Parent) view.view(), 1000, 800);
    Theme.dress(scene);
    stage.setScene(scene);
    view.shown();
    stage.show();
  }

  private long predicted() {
    var text = lookup("#predicted").queryAs(Label.class).getText();
    var number = Pattern.compile("About ([0-9,]+) .* 5 of 5 series").matcher(text);
    assertTrue(number.find(), text);
    return Long.parseLong(number.group(1).replace(",", ""));
  }

  @Test
  void theSliderPredictsFromTheStoresOwnHistoryAndIsKept() {
    assertNull(backend.savedSettings.get("detection.sensitivity"), "looking changes nothing");
    long usual = predicted();
    assertTrue(usual >= 1, "the queue jumps several times a day");
    interact(() -> lookup("#sensitivity").queryAs(Slider.class).requestFocus());
    push(KeyCode.LEFT);
    assertEquals("0.7", backend.savedSettings.get("detection.sensitivity"));
    assertTrue(predicted() <= usual);
    for (int i = 0; i < 3; i++) push(KeyCode.LEFT);
    assertEquals("0.25", backend.savedSettings.get("detection.sensitivity"));
    assertTrue(predicted() < usual, predicted() + " of " + usual);
  }

  @Test
  void itLeadsToWhatWouldHaveAlerted() {
    interact(() -> lookup("#see-hindsight").queryButton().fire());
    assertEquals("hindsight", navigator.screens.getLast());
  }
}
