package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.model.signal.SourceId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// How many are selected, in how many sources, and what can be done with them, each verb with its
/// key.
final class BulkBar extends VBox {
  private final Label count = Nodes.label("", "wf-lead");
  private final Label where = Nodes.label("", "wf-small", "wf-muted");

  /// The last of `actions` stands behind `more`: clear the selection.
  BulkBar(List<KeyAction> actions, Node more) {
    getStyleClass().add("wf-bulk-bar");
    setId("bulk-bar");
    var buttons = new FlowPane(8, 8);
    for (int i = 0; i < actions.size(); i++) {
      if (i == actions.size() - 1) buttons.getChildren().add(more);
      buttons.getChildren().add(button(actions.get(i), i == 0));
    }
    getChildren().addAll(Nodes.row("wf-gap-8", count, where), buttons);
  }

  private static Button button(KeyAction action, boolean primary) {
    var button = Nodes.button(action.text(), action.action(), primary ? "accent" : "ghost");
    if (action.keys().isEmpty()) return button;
    var hint = new KeyHint(action.keys());
    button.setGraphic(primary ? Nodes.row("wf-gap-8", hint, Icon.CHECK.node()) : hint);
    button.setContentDisplay(ContentDisplay.RIGHT);
    return button;
  }

  void show(int selected, Map<SourceId, List<AlertRow>> sources, String incidents) {
    count.setText(Text.of("bulk.count", selected));
    var each =
        sources.entrySet().stream()
            .limit(4)
            .map(it -> PlainText.middle(it.getKey().name(), 24) + " " + it.getValue().size())
            .collect(Collectors.joining(", "));
    where.setText(Text.of("bulk.where", sources.size(), incidents) + "  " + each);
  }
}
