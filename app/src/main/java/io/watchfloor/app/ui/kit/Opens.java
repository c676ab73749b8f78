package io.watchfloor.app.ui.kit;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;

/// Makes a row or a card open something: by mouse, and by Enter or Space once it has the focus.
public final class Opens {
  private Opens() {}

  public static void by(Node row, Runnable action) {
    row.setFocusTraversable(true);
    row.setAccessibleRole(AccessibleRole.BUTTON);
    row.getStyleClass().add("wf-opens");
    row.setOnMouseClicked(event -> action.run());
    row.setOnKeyPressed(
        event -> {
          if (!row.equals(event.getTarget())) return;
          if (event.getCode() != KeyCode.ENTER && event.getCode() != KeyCode.SPACE) return;
          action.run();
          event.consume();
        });
  }
}
