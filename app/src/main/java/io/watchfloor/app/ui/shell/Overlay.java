package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Nodes;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// What floats over the screen: the palette, the sheet of keys, a confirmation. One at a time; a
/// click beside it or Esc closes it and gives the focus back.
final class Overlay extends StackPane {
  private @Nullable Node before;

  Overlay() {
    getStyleClass().add("wf-overlay");
    Nodes.show(this, false);
    setOnMouseClicked(
        event -> {
          if (event.getTarget() == this) close();
        });
  }

  void open(Region content) {
    if (!isOpen()) before = getScene() == null ? null : getScene().getFocusOwner();
    content.setMaxHeight(Region.USE_PREF_SIZE);
    getChildren().setAll(content);
    Nodes.show(this, true);
  }

  boolean isOpen() {
    return isVisible();
  }

  void close() {
    if (!isOpen()) return;
    getChildren().clear();
    Nodes.show(this, false);
    if (before != null) before.requestFocus();
    before = null;
  }
}
