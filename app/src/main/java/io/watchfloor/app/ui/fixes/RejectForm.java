package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Why not: the next person wants to know.
final class RejectForm {
  private RejectForm() {}

  static Node of(FixesViewModel model, Proposal one, Consumer<Decision> answered, Runnable close) {
    var reason = new TextField();
    reason.setId("reject-reason");
    reason.setPromptText(Text.of("fixes.reject.prompt"));
    var send =
        Nodes.button(
            Text.of("fixes.reject.send"),
            () -> Later.take(model.reject(one, reason.getText().strip()), answered));
    send.disableProperty().bind(reason.textProperty().map(String::isBlank));
    var row =
        Nodes.row(
            "wf-fix-actions",
            Nodes.grow(reason),
            send,
            Nodes.button(Text.of("button.back"), close, "ghost"));
    reason.sceneProperty().subscribe(scene -> reason.requestFocus());
    return new VBox(8, Nodes.label(Text.of("fixes.reject.why"), "wf-caption"), row);
  }
}
