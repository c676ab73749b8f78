package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import java.util.List;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// All keys that work here, drawn from the same lists that handle them.
final class KeySheet extends VBox {
  KeySheet(String screen, List<KeyAction> here, List<KeyAction> everywhere) {
    getStyleClass().addAll("wf-float", "wf-key-sheet");
    getChildren().add(Nodes.label(Text.of("keys.title"), "wf-heading"));
    if (!here.isEmpty()) add(screen, here);
    add(Text.of("keys.everywhere"), everywhere);
  }

  private void add(String title, List<KeyAction> actions) {
    var rows = new FlowPane();
    rows.getStyleClass().add("wf-key-rows");
    for (var action : actions) {
      var keys = new HBox();
      keys.getStyleClass().add("wf-key-group");
      for (var key : action.keys().split("[ +]", -1)) keys.getChildren().add(new KeyHint(key));
      rows.getChildren().add(Nodes.row("wf-key-row", keys, Nodes.label(action.text(), "wf-small")));
    }
    getChildren().addAll(Nodes.label(title, "wf-caption"), rows);
  }
}
