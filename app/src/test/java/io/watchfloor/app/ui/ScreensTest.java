package io.watchfloor.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.shell.ShellView;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.source.Dispatch;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteBack.Act.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javafx.scene.control.Cell;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.controlsfx.control.CheckComboBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window as a person uses it, by robot and without a display.
@ExtendWith(ApplicationExtension.class)
class ScreensTest {
  private final FakeBackend busy = Screenshots.backend(true);
  private Stage stage;

  @Start
  void start(Stage stage) {
    this.stage = stage;
    open(busy);
    stage.setWidth(1000);
    stage.setHeight(780);
    stage.show();
  }

  private void open(FakeBackend backend) {
    stage.hide();
    new ShellView(backend, Screens.all(backend)).showIn(stage);
    stage.show();
  }

  @Test
  void firstRunSaysWhatIsDemoAndSwitchesItOff(FxRobot robot) {
    var first = Screenshots.firstRun();
    robot.interact(() -> open(first));
    assertTrue(robot.lookup("#connect-first").tryQuery().isPresent());
    assertTrue(says(robot, "Recorded incident: a bad deploy"));
    assertTrue(says(robot, "Your turn: Roll catalogue back to 1.8.2"));
    robot.interact(() -> robot.lookup("#demo-off").queryButton().fire());
    assertTrue(first.sandbox().isEmpty());
    assertFalse(robot.lookup("#demo-off").query().getParent().isVisible());
  }

  @Test
  void aSourceIsConnectedWithTheWrongPasswordThenTheRightOne(FxRobot robot) {
    robot.clickOn("#connect").clickOn("#type-prometheus");
    write(robot, "#field-url", "https://metrics.shop.example");
    robot.interact(
        () -> robot.lookup("#field-auth").queryAs(ComboBox.class).getSelectionModel().select(1));
    write(robot, "#field-user", "watchfloor");
    write(robot, "#field-password", "wrong");
    robot.interact(() -> robot.lookup("#wizard-test").queryButton().fire());
    assertTrue(says(robot, "Sign-in refused"));
    assertTrue(says(robot, "401 Unauthorized"));
    assertTrue(
        robot
            .lookup("#field-password")
            .query()
            .getPseudoClassStates()
            .toString()
            .contains("error"));
    write(robot, "#field-password", "right");
    robot.interact(() -> robot.lookup("#wizard-test").queryButton().fire());
    robot.interact(() -> robot.lookup("#wizard-save").queryButton().fire());
    assertEquals("prometheus", busy.saved.getFirst().id().name());
    assertEquals("right", busy.savedSecrets.getFirst().get("password").reveal());
    assertTrue(robot.lookup("#wizard").tryQuery().isEmpty());
  }

  @Test
  void threeAlertsAreAcknowledgedByKeyboardWithOneComment(FxRobot robot) {
    robot.type(KeyCode.G).type(KeyCode.A);
    assertTrue(says(robot, "HighErrorRate"));
    robot.type(KeyCode.X, KeyCode.J, KeyCode.X, KeyCode.J, KeyCode.X);
    assertTrue(says(robot, "3 alerts selected"));
    robot.type(KeyCode.A);
    assertTrue(says(robot, "POST /api/v2/silences {alertname=\"HighErrorRate\"}"));
    robot.write("rolling back").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    var sent = (Command.Acknowledge) busy.sent.getLast();
    assertEquals(3, sent.alerts().size());
    assertEquals("rolling back", sent.comment());
    assertTrue(isSilentOn(robot, "3 alerts selected"));
  }

  @Test
  void aDowntimeIsOfferedWhereASourceCanAndItsEndIsToldForEachAlert(FxRobot robot) {
    robot.type(KeyCode.G).type(KeyCode.A);
    assertTrue(says(robot, "HighErrorRate"));
    robot.type(KeyCode.X, KeyCode.J, KeyCode.X);
    robot.type(KeyCode.D);
    assertTrue(says(robot, "None of the selected alerts’ sources can do this."));
    busy.offers.add(Kind.DOWNTIME);
    robot.type(KeyCode.D);
    assertTrue(says(robot, "Downtime for 2 alerts"));
    robot.write("new disk").type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    var sent = (Command.ActOn) busy.sent.getLast();
    assertEquals(Kind.DOWNTIME, sent.kind());
    assertEquals(2, sent.alerts().size());
    assertEquals("new disk", sent.comment());

    var next = Estate.busy();
    next.dispatches.add(dispatch("act-1", sent, Dispatch.State.CONFIRMED, "dt-1", ""));
    next.dispatches.add(dispatch("act-2", sent, Dispatch.State.DIVERGED, "", "no such host"));
    robot.interact(() -> busy.publish(next.build()));
    assertTrue(says(robot, "Confirmed"));
    assertTrue(says(robot, "no such host"));
    robot.interact(() -> robot.lookup("#again-act-2").queryButton().fire());
    assertEquals("act-2", ((Command.SendAgain) busy.sent.getLast()).dispatch());
    robot.interact(() -> robot.lookup("#take-back-act-1").queryButton().fire());
    assertEquals("act-1", ((Command.TakeBack) busy.sent.getLast()).dispatch());
    robot.type(KeyCode.ESCAPE);
    assertTrue(isSilentOn(robot, "no such host"));
  }

  private Dispatch dispatch(
      String id, Command.ActOn of, Dispatch.State state, String receipt, String words) {
    var alert = busy.snapshot().alerts().getFirst().alert();
    var act =
        new WriteBack.Act(
            of.kind(), List.of(alert), List.of(), "", "ann", of.comment(), Estate.NOW, of.length());
    return new Dispatch(
        id,
        alert.source(),
        act,
        List.of("k"),
        state,
        Estate.NOW,
        Estate.NOW,
        1,
        Optional.empty(),
        receipt.isEmpty() ? List.of() : List.of(receipt),
        words);
  }

  @Test
  void severitiesAreTickedAndTheFilterSaysSoAndTheOtherWayRound(FxRobot robot) {
    robot.type(KeyCode.G).type(KeyCode.A);
    CheckComboBox<String> severities = robot.lookup("#pick-severity").queryAs(CheckComboBox.class);
    var filter = robot.lookup("#alert-filter").queryAs(TextInputControl.class);
    robot.interact(() -> severities.getCheckModel().check("critical"));
    robot.interact(() -> severities.getCheckModel().check("major"));
    assertEquals("state:firing severity:critical,major", filter.getText());
    assertTrue(says(robot, "4 of 14 shown"));
    write(robot, "#alert-filter", "severity:info");
    assertEquals(List.of("info"), severities.getCheckModel().getCheckedItems());
  }

  @Test
  void aLostSourceTurnsTheStripAndAFoundOneTurnsItBack(FxRobot robot) {
    var calm = Screenshots.backend(false);
    robot.interact(() -> open(calm));
    assertTrue(says(robot, "Seeing 5 of 5 sources"));
    robot.interact(() -> calm.publish(Estate.busy().build()));
    assertTrue(says(robot, "Seeing 4 of 5 sources"));
    assertTrue(says(robot, "old-cluster is blind since 07:11:20"));
    robot.interact(() -> calm.publish(Estate.calm().build()));
    assertTrue(says(robot, "Seeing 5 of 5 sources"));
    assertTrue(isSilentOn(robot, "old-cluster is blind since 07:11:20"));
  }

  @Test
  void thePaletteGoesWhereItIsTold(FxRobot robot) {
    robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
    robot.write("audit").type(KeyCode.ENTER);
    assertTrue(robot.lookup("#audit-table").tryQuery().isPresent());
  }

  @Test
  void whatFillsUpNextIsFoundByKeyboardAndLeadsToItsSeries(FxRobot robot) {
    robot.interact(() -> open(Foreseen.backend()));
    robot.type(KeyCode.G).type(KeyCode.P);
    assertTrue(says(robot, "Likely at about 16:10: the disk is full."));
    robot.type(KeyCode.J);
    assertTrue(says(robot, "On its own past such forecasts were off by"));
    robot.type(KeyCode.T);
    assertTrue(says(robot, "The highest hour of the next day"));
    robot.interact(() -> robot.lookup("#open-series").queryButton().fire());
    assertTrue(robot.lookup("#series-query").tryQuery().isPresent());
  }

  @Test
  void whatALogSaysIsFoundByKeyboardDownToTheLinesOfAMinute(FxRobot robot) {
    robot.interact(() -> open(Heard.backend()));
    robot.type(KeyCode.G).type(KeyCode.L);
    assertTrue(says(robot, "Never seen before 07:14:40 (3 min): payments says it"));
    robot.type(KeyCode.J);
    assertTrue(says(robot, "Not said any more by worker"));
    robot.type(KeyCode.K).type(KeyCode.L).type(KeyCode.H);
    assertTrue(says(robot, "From 07:16 to 07:17: "));
    robot.type(KeyCode.ENTER);
    assertTrue(robot.lookup("#log-lines").query().isFocused());
    robot.type(KeyCode.SLASH).write("heartbeat");
    assertTrue(says(robot, "1 of 5 templates"));
    robot.type(KeyCode.ESCAPE).type(KeyCode.ESCAPE);
    assertTrue(says(robot, "5 of 5 templates"));
  }

  @Test
  void aHiddenWindowListensToNothing(FxRobot robot) {
    assertTrue(busy.listeners() > 0);
    robot.interact(stage::hide);
    assertEquals(0, busy.listeners());
  }

  private static void write(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryAs(TextInputControl.class).setText(text));
  }

  /// Whether the words are there, now or before long: some of them come from another thread.
  private static boolean says(FxRobot robot, String words) {
    return comes(() -> text(robot).contains(words));
  }

  private static boolean isSilentOn(FxRobot robot, String words) {
    return comes(() -> !text(robot).contains(words));
  }

  private static boolean comes(BooleanSupplier holds) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      WaitForAsyncUtils.waitForFxEvents();
      if (holds.getAsBoolean()) return true;
      LockSupport.parkNanos(20_000_000);
    }
    return false;
  }

  private static String text(FxRobot robot) {
    return robot.lookup(node -> node instanceof Label || node instanceof Cell).queryAll().stream()
        .filter(node -> node.isVisible() && node.getScene() != null)
        .map(node -> ((Labeled) node).getText())
        .filter(text -> text != null)
        .collect(Collectors.joining("\n"));
  }
}
