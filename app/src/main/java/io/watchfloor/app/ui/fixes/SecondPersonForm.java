package io.watchfloor.app.ui.fixes;

import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Proposal;
import io.watchfloor.model.source.Secrets.Secret;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.scene.layout.VBox;

/// A second person signs in at this desk, with a password of his own, for this one decision.
final class SecondPersonForm {
  private SecondPersonForm() {}

  static Node of(FixesViewModel model, Proposal one, Consumer<Decision> answered, Runnable close) {
    var who = new ComboBox<String>();
    who.setId("second-person");
    who.setEditable(true);
    who.getItems().setAll(model.people());
    var password = new PasswordField();
    password.setId("second-password");
    password.setPromptText(Text.of("fixes.second.password"));
    var label = one.plan().sandbox() ? "fixes.approve.sandbox" : "fixes.approve";
    var send =
        Nodes.button(
            Text.of(label),
            () -> {
              var secret = new Secret(password.getText());
              password.clear();
              var name = who.getEditor().getText().strip();
              Later.take(model.approveWith(one, name, secret), answered);
            },
            "accent");
    send.setId("second-approve");
    send.disableProperty()
        .bind(
            password
                .textProperty()
                .map(String::isEmpty)
                .flatMap(
                    isEmpty -> who.getEditor().textProperty().map(t -> isEmpty || t.isBlank())));
    var row =
        Nodes.row(
            "wf-fix-actions",
            who,
            password,
            send,
            Nodes.button(Text.of("button.back"), close, "ghost"));
    return new VBox(
        8,
        Nodes.paragraph(Text.of("fixes.second.why", model.operator().name()), "wf-caption"),
        row);
  }
}
