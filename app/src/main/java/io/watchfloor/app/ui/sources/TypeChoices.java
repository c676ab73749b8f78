package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.connectors.SourceType;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;

/// The kinds of systems that can be connected, with a field to find one where they are many.
final class TypeChoices extends VBox {
  private static final int FEW = 8;

  /// What a button keeps at its sides, px.
  private static final double EDGES = 26;

  private final List<SourceType> types;
  private final Consumer<String> choose;
  private final VBox buttons = Nodes.column("wf-choices");

  TypeChoices(List<SourceType> types, Consumer<String> choose) {
    this.types = types;
    this.choose = choose;
    getStyleClass().add("wf-choices");
    var search = new CustomTextField();
    search.setId("wizard-find");
    search.setPromptText(Text.of("wizard.find"));
    search.setAccessibleText(Text.of("wizard.find"));
    search.setLeft(Icon.SEARCH.node("muted"));
    search.textProperty().subscribe(this::find);
    search.setOnAction(event -> chooseOnly());
    if (types.size() > FEW) getChildren().add(search);
    getChildren().add(buttons);
  }

  private void find(String words) {
    var found = types.stream().filter(type -> holds(type, words)).toList();
    if (found.isEmpty())
      buttons
          .getChildren()
          .setAll(List.of(Nodes.paragraph(Text.of("wizard.find.none"), "wf-body", "wf-muted")));
    else buttons.getChildren().setAll(found.stream().map(this::button).toList());
  }

  private static boolean holds(SourceType type, String words) {
    var text = (type.name() + " " + type.title() + " " + type.summary()).toLowerCase(Locale.ROOT);
    for (var word : words.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
      if (!text.contains(word)) return false;
    return true;
  }

  private void chooseOnly() {
    if (buttons.getChildren().size() == 1
        && buttons.getChildren().getFirst() instanceof Button only) only.fire();
  }

  private Button button(SourceType type) {
    var button = Nodes.button("", () -> choose.accept(type.name()), "ghost", "wf-choose");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setId("type-" + type.name());
    var words =
        Nodes.column(
            "wf-choose-words",
            Nodes.label(PlainText.line(type.title(), 60), "wf-strong"),
            Nodes.paragraph(PlainText.line(type.summary(), 200), "wf-caption"));
    var row = Nodes.row("wf-choose-row", Nodes.grow(words), Icon.NEXT.node("muted"));
    row.prefWidthProperty().bind(button.widthProperty().subtract(EDGES));
    button.setGraphic(row);
    button.setMinWidth(0);
    button.setPrefWidth(0);
    button.setAccessibleText(type.title());
    return button;
  }
}
