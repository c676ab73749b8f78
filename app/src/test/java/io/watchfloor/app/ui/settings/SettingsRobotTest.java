package io.watchfloor.app.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.Screens;
import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.shell.ShellView;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Automation;
import java.util.List;
import java.util.Map;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/// A setting is kept when a person has changed it, once, and only then.
class SettingsRobotTest extends ApplicationTest {
  private final FakeBackend backend = new FakeBackend(Estate.calm().build());

  @Override
  public void start(Stage stage) {
    var shell = new ShellView(backend, Screens.all(backend));
    shell.showIn(stage);
    stage.setWidth(1100);
    stage.setHeight(780);
    stage.show();
    shell.go("settings");
  }

  @Test
  void openingTheScreenKeepsNothing() {
    assertEquals(Map.of(), backend.savedSettings);
    assertEquals(List.of(), backend.sent);
  }

  @Test
  void aNumberIsKeptAtEnterAndNotLetterByLetter() {
    var days = lookup("#settings-keep").queryAs(TextField.class);
    interact(
        () -> {
          days.requestFocus();
          days.setText("14");
        });
    assertEquals(Map.of(), backend.savedSettings);
    type(KeyCode.ENTER);
    assertEquals(Map.of("retention.days", "14"), backend.savedSettings);
  }

  @Test
  void theKillSwitchIsACommandAndFollowsWhoeverElseTurnsIt() {
    var kill = lookup("#settings-kill").queryAs(CheckBox.class);
    interact(kill::fire);
    assertEquals(List.of(new Command.KillSwitch(Estate.NIGHT, true)), backend.sent);
    var stopped = Estate.calm();
    stopped.automation = new Automation(true, 6);
    interact(() -> backend.publish(stopped.build()));
    assertTrue(kill.isSelected());
    interact(() -> backend.publish(Estate.calm().build()));
    assertFalse(kill.isSelected());
    assertEquals(1, backend.sent.size(), "what is told is not sent again");
  }

  @Test
  void aSettingIsFoundByItsName() {
    interact(() -> lookup("#settings-find").queryAs(TextField.class).setText("days"));
    assertTrue(lookup("#settings-keep").tryQuery().isPresent());
    assertTrue(lookup("#settings-zone").tryQuery().isEmpty());
  }
}
