package io.watchfloor.app.ui.kit;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a panel shows instead of its rows: what is, why, and what to do next. Empty is not calm,
/// calm is not loading.
public final class StateView extends VBox {
  private StateView(String kind) {
    getStyleClass().add("wf-state");
    pseudoClassStateChanged(PseudoClass.getPseudoClass(kind), true);
  }

  /// Nothing here, why, and the one next step.
  public static StateView empty(Icon icon, String title, String why, Node... actions) {
    var view = new StateView("empty");
    view.say(icon, title, why);
    view.act(actions);
    return view;
  }

  /// All is well, with the proof.
  public static StateView calm(String title, String proof) {
    var view = new StateView("calm");
    view.say(Icon.CHECK_ALL, title, proof);
    return view;
  }

  /// What went wrong, where, and what still works; never a dialog.
  public static StateView error(String title, String words, Node... actions) {
    var view = new StateView("error");
    view.say(Icon.FAILED, title, words);
    view.act(actions);
    return view;
  }

  /// Still bars in place of rows, after 300 ms of waiting; no shimmer, no spinner.
  public static StateView loading(String what, Runnable cancel) {
    var view = new StateView("loading");
    view.setVisible(false);
    view.getChildren().add(Nodes.label(what, "wf-strong"));
    for (var style : new String[] {"long", "short", "middle"}) {
      var bar = new Region();
      bar.getStyleClass().addAll("wf-bar", style);
      view.getChildren().add(bar);
    }
    var button = new Button(Text.of("button.cancel"));
    button.getStyleClass().add("small");
    button.setOnAction(event -> cancel.run());
    view.getChildren().add(button);
    Fx.after(0.3, () -> view.setVisible(true)).play();
    return view;
  }

  private void say(Icon icon, String title, String words) {
    getChildren().add(icon.node("large", "muted"));
    getChildren().add(Nodes.label(title, "wf-heading"));
    if (words.isEmpty()) return;
    var body = Nodes.paragraph(words, "wf-body", "wf-muted", "wf-centred");
    getChildren().add(body);
    setAccessibleText(title + ". " + words);
  }

  private void act(Node... actions) {
    if (actions.length == 0) return;
    var row = new HBox(actions);
    row.getStyleClass().add("wf-actions");
    getChildren().add(row);
  }
}
