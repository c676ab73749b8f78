package io.watchfloor.app.ui.kit;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A card: a head of 40 px with a title, a quiet word beside it and something at its end; then a
/// body. Pseudo-classes `:attention`, `:decide`, `:blind` colour its edge.
public class Card extends VBox {
  private final HBox head = new HBox();
  private final Label title = new Label();
  private final Label aside = new Label();
  private final HBox end = new HBox();

  public Card() {
    getStyleClass().add("wf-card");
    head.getStyleClass().add("wf-card-head");
    title.getStyleClass().add("wf-strong");
    title.setMinWidth(Region.USE_PREF_SIZE);
    aside.getStyleClass().addAll("wf-small", "wf-muted");
    end.getStyleClass().add("wf-card-end");
    HBox.setHgrow(end, Priority.ALWAYS);
    end.setMinWidth(Region.USE_PREF_SIZE);
    head.getChildren().addAll(title, aside, end);
  }

  public Card(String title) {
    this();
    this.title.setText(title);
    getChildren().add(head);
  }

  public Card(String title, Node... body) {
    this(title);
    getChildren().addAll(body);
  }

  public void setTitle(String text) {
    title.setText(text);
  }

  public void setAside(String text) {
    aside.setText(text);
  }

  /// What stands at the right of the head.
  public void setEnd(Node... nodes) {
    end.getChildren().setAll(nodes);
  }

  /// What stands before the title: an icon.
  public void setIcon(Node icon) {
    head.getChildren().addFirst(icon);
  }

  /// What stands right after the title: a chip.
  public void addChip(Node chip) {
    head.getChildren().add(head.getChildren().indexOf(aside), chip);
  }

  public void mark(String pseudoClass, boolean on) {
    pseudoClassStateChanged(PseudoClass.getPseudoClass(pseudoClass), on);
  }
}
