package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.Severity;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Words in the lower right corner that go by themselves after eight seconds; three at most. An own
/// overlay, not a popup window: it never takes the focus and needs no compositor.
final class Notices extends VBox {
  private static final double SECONDS = 8;
  private static final int MOST = 3;

  Notices() {
    getStyleClass().add("wf-notices");
    setPickOnBounds(false);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
  }

  void say(Severity severity, String title, String text, Runnable open) {
    var words = new VBox(Nodes.label(title, "wf-strong"));
    if (!text.isEmpty()) {
      Label body = Nodes.paragraph(text, "wf-small", "wf-muted");
      words.getChildren().add(body);
    }
    var notice = Nodes.row("wf-notice", new SeverityShape(severity), Nodes.grow(words));
    notice
        .getChildren()
        .add(Nodes.iconButton(Icon.CLOSE, Text.of("button.close"), () -> drop(notice)));
    notice.setOnMouseClicked(
        event -> {
          drop(notice);
          open.run();
        });
    getChildren().add(notice);
    if (getChildren().size() > MOST) getChildren().removeFirst();
    Fx.after(SECONDS, () -> drop(notice)).play();
  }

  private void drop(HBox notice) {
    getChildren().remove(notice);
  }
}
