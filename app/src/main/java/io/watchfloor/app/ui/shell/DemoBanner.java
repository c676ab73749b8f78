package io.watchfloor.app.ui.shell;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import javafx.scene.layout.HBox;

/// Says what is demo, and switches it off.
final class DemoBanner extends HBox {
  private final Backend backend;

  DemoBanner(Backend backend) {
    this.backend = backend;
    getStyleClass().add("wf-banner-demo");
    var off =
        Nodes.button(
            Text.of("demo.off"),
            () -> {
              backend.sandbox().ifPresent(Backend.Sandbox::switchOff);
              show();
            },
            "small");
    off.setId("demo-off");
    getChildren()
        .addAll(
            Icon.SANDBOX.node("side", "accent"),
            Nodes.label(Text.of("demo.title"), "wf-lead"),
            Nodes.label(Text.of("demo.words"), "wf-muted"),
            Nodes.spacer(),
            off);
  }

  void show() {
    Nodes.show(this, backend.sandbox().isPresent());
  }
}
