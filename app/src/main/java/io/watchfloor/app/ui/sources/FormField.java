package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.connectors.SettingsForm.Field;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// One setting of a connector's form, drawn from its description.
final class FormField extends VBox {
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private final Node control;

  FormField(Field field, String value, Consumer<String> changed) {
    getStyleClass().add("wf-field");
    control = control(field, value, changed);
    control.setId("field-" + field.key());
    control.setAccessibleText(field.label());
    var label =
        Nodes.label(
            field.required() ? field.label() : Text.of("wizard.optional", field.label()),
            "wf-caption");
    label.setLabelFor(control);
    if (field.kind() != Field.Kind.FLAG) getChildren().add(label);
    getChildren().add(control);
    var help = field.kind() == Field.Kind.SECRET ? secretHelp(field) : field.help();
    if (!help.isEmpty()) getChildren().add(Nodes.paragraph(help, "wf-caption"));
  }

  private static String secretHelp(Field field) {
    return (Text.of("wizard.secret") + " " + field.help()).strip();
  }

  private static Node control(Field field, String value, Consumer<String> changed) {
    return switch (field.kind()) {
      case CHOICE -> {
        var box = new ComboBox<String>();
        box.getItems().setAll(field.choices());
        box.setValue(value);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().addListener((property, old, text) -> changed.accept(text));
        yield box;
      }
      case FLAG -> {
        var box = new CheckBox(field.label());
        box.setSelected(Boolean.parseBoolean(value));
        box.selectedProperty().addListener((property, old, on) -> changed.accept(on.toString()));
        yield box;
      }
      case LIST -> {
        var area = new TextArea(value);
        area.setPrefRowCount(2);
        area.textProperty().addListener((property, old, text) -> changed.accept(text));
        yield area;
      }
      case SECRET -> {
        var secret = new PasswordField();
        secret.textProperty().addListener((property, old, text) -> changed.accept(text));
        yield secret;
      }
      case TEXT, URL, INTEGER, DURATION, FILE -> {
        var text = new TextField(value);
        text.getStyleClass().add("wf-mono");
        text.textProperty().addListener((property, old, typed) -> changed.accept(typed));
        yield text;
      }
    };
  }

  void mark(boolean wrong) {
    control.pseudoClassStateChanged(ERROR, wrong);
  }
}
