package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Target;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The first minute: connect a source, this machine (real), a recorded incident (sandbox) with one
/// thing to do.
final class FirstRunView extends VBox {
  private static final int TYPES = 5;
  private final MachineCard machine;
  private final RecordedCard recorded;
  private final Backend backend;

  FirstRunView(Backend backend, Navigator navigator, OverviewViewModel model) {
    this.backend = backend;
    getStyleClass().addAll("wf-screen", "wf-first-run");
    machine = new MachineCard(navigator);
    recorded = new RecordedCard(backend, navigator, model);
    var cards = new HBox(machine, Nodes.grow(recorded));
    cards.getStyleClass().add("wf-gap-row-16");
    VBox.setVgrow(cards, javafx.scene.layout.Priority.ALWAYS);
    getChildren().addAll(connect(navigator), cards, hints());
  }

  private Node connect(Navigator navigator) {
    var card = new Card();
    card.getStyleClass().add("wf-connect-first");
    var add = Nodes.button(Text.of("top.connect"), () -> navigator.connect(""), "accent");
    add.setGraphic(Icon.ADD.node());
    add.setId("connect-first");
    var take =
        Nodes.button(
            Text.of("first.import"),
            () -> navigator.go("settings", new Target.ToQuery("import")),
            "ghost");
    var words =
        Nodes.column(
            "wf-connect-words",
            Nodes.label(Text.of("first.title"), "wf-title"),
            Nodes.paragraph(Text.of("first.words"), "wf-body", "wf-muted"),
            Nodes.row("wf-connect-buttons", add, take));
    card.getChildren().add(Nodes.row("wf-connect-row", Nodes.grow(words), types(navigator)));
    return card;
  }

  private GridPane types(Navigator navigator) {
    var grid = new GridPane();
    grid.getStyleClass().add("wf-type-grid");
    int i = 0;
    var others =
        backend.sourceTypes().stream().filter(type -> !type.name().equals("machine")).toList();
    for (var type : others.stream().limit(TYPES).toList()) {
      grid.add(
          type(PlainText.line(type.title(), 24), () -> navigator.connect(type.name())),
          i % 2,
          i / 2);
      i++;
    }
    int more = others.size() - i;
    if (more > 0)
      grid.add(type(Text.of("first.more", more), () -> navigator.connect("")), i % 2, i / 2);
    return grid;
  }

  private static Button type(String title, Runnable action) {
    var button = Nodes.button("", action, "ghost", "wf-type");
    button.setGraphic(
        Nodes.row(
            "wf-type-row",
            Nodes.label(title, "wf-small", "wf-strong-colour"),
            Nodes.spacer(),
            Icon.NEXT.node("small", "muted")));
    button.setAccessibleText(title);
    return button;
  }

  private static Node hints() {
    return Nodes.row(
        "wf-hints",
        new KeyHint("Ctrl K"),
        Nodes.label(Text.of("first.hint.find"), "wf-small", "wf-muted"),
        new KeyHint("?"),
        Nodes.label(Text.of("keys.hint"), "wf-small", "wf-muted"),
        new KeyHint("g"),
        new KeyHint("i"),
        Nodes.label(Text.of("first.hint.incidents"), "wf-small", "wf-muted"),
        Nodes.spacer(),
        Nodes.label(Text.of("first.local"), "wf-small", "wf-muted"));
  }

  void show() {
    machine.show(backend);
    Nodes.show(recorded, backend.sandbox().isPresent());
    recorded.show();
  }
}
