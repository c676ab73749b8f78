package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The screen's name, search and commands, and "Connect a source", always.
final class TopBar extends HBox {
  private final Label title = Nodes.label("", "wf-heading");

  TopBar(Runnable openPalette, Runnable connect) {
    getStyleClass().add("wf-top");
    var find = new Button();
    find.getStyleClass().add("wf-find");
    find.setGraphic(
        Nodes.row(
            "wf-find-row",
            Icon.SEARCH.node("muted"),
            Nodes.label(Text.of("top.search"), "wf-muted"),
            Nodes.spacer(),
            new KeyHint("Ctrl K")));
    find.setAccessibleText(Text.of("top.search"));
    find.setOnAction(event -> openPalette.run());
    var add = Nodes.button(Text.of("top.connect"), connect);
    add.setGraphic(Icon.ADD.node());
    add.setId("connect");
    getChildren().addAll(title, Nodes.spacer(), find, add);
  }

  void show(String screen) {
    title.setText(screen);
  }
}
