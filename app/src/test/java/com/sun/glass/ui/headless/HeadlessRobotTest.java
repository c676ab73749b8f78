package com.sun.glass.ui.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VerticalDirection;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What window tests rely on: the robot does what a hand does, once.
@ExtendWith(ApplicationExtension.class)
class HeadlessRobotTest {

  private final List<String> seen = new ArrayList<>();
  private Pane field;
  private TextField text;
  private SplitPane split;

  @Start
  void open(Stage stage) {
    field = new Pane();
    text = new TextField();
    split = new SplitPane(field, new Pane());
    field.setOnMouseClicked(e -> seen.add(e.getButton() + " x" + e.getClickCount()));
    field.setOnContextMenuRequested(e -> seen.add("menu"));
    field.addEventHandler(
        MouseEvent.MOUSE_DRAGGED, e -> seen.add("drag " + e.isPrimaryButtonDown()));
    field.addEventHandler(
        ScrollEvent.SCROLL,
        e -> seen.add("scroll " + (e.getDeltaY() < 0 ? "down" : "up") + " at " + at(e)));
    split.setPrefSize(600, 300);
    stage.setScene(new Scene(new VBox(text, split)));
    stage.setX(100);
    stage.setY(50);
    stage.show();
  }

  private String at(ScrollEvent event) {
    return field.contains(event.getX(), event.getY()) ? "field" : "elsewhere";
  }

  @Test
  void aClickCountsOnce(FxRobot robot) {
    robot.clickOn(field);
    assertEquals(List.of("PRIMARY x1"), seen);
  }

  @Test
  void aDoubleClickCountsTwice(FxRobot robot) {
    robot.doubleClickOn(field);
    assertEquals(List.of("PRIMARY x1", "PRIMARY x2"), seen);
  }

  @Test
  void theRightButtonAsksForTheMenu(FxRobot robot) {
    robot.rightClickOn(field);
    assertEquals(List.of("menu", "SECONDARY x1"), seen);
  }

  @Test
  void draggingKeepsTheButtonDown(FxRobot robot) {
    robot.drag(field, MouseButton.PRIMARY).moveBy(20, 10).drop();
    assertTrue(seen.contains("drag true"), seen::toString);
    assertTrue(!seen.contains("drag false"), seen::toString);
  }

  @Test
  void aDividerFollowsTheMouse(FxRobot robot) {
    robot.drag(".split-pane-divider").moveBy(150, 0).drop();
    assertEquals(0.75, split.getDividerPositions()[0], 0.03);
  }

  @Test
  void theWheelScrollsWhatIsUnderTheMouse(FxRobot robot) {
    robot.moveTo(field).scroll(VerticalDirection.DOWN);
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(1, seen.size(), seen::toString);
    assertTrue(seen.getFirst().endsWith("at field"), seen::toString);
  }

  @Test
  void keysTypeWhatTheySay(FxRobot robot) {
    robot.clickOn(text).write("Rate{job=\"a-b\"} > 0.5");
    assertEquals("Rate{job=\"a-b\"} > 0.5", text.getText());
    robot.press(KeyCode.CONTROL, KeyCode.A).release(KeyCode.A, KeyCode.CONTROL);
    robot.type(KeyCode.DELETE);
    assertEquals("", text.getText());
  }
}
