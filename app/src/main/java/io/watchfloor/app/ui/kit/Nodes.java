package io.watchfloor.app.ui.kit;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Short ways to make the small parts that every screen needs.
public final class Nodes {
  private Nodes() {}

  public static Label label(String text, String... styles) {
    var label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /// A label that wraps.
  public static Label paragraph(String text, String... styles) {
    var label = label(text, styles);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  public static HBox row(String style, Node... children) {
    var row = new HBox(children);
    row.getStyleClass().add(style);
    return row;
  }

  public static VBox column(String style, Node... children) {
    var column = new VBox(children);
    column.getStyleClass().add(style);
    return column;
  }

  /// Takes the room that is left in a row or column.
  public static <T extends Node> T grow(T node) {
    HBox.setHgrow(node, Priority.ALWAYS);
    VBox.setVgrow(node, Priority.ALWAYS);
    if (node instanceof Label label) label.setMaxWidth(Double.MAX_VALUE);
    return node;
  }

  /// Never narrower than its text: what stands beside it gives way.
  public static <T extends Region> T whole(T node) {
    node.setMinWidth(Region.USE_PREF_SIZE);
    return node;
  }

  public static Region spacer() {
    return grow(new Region());
  }

  /// `styles`: `accent` for the one primary button of a panel, `small`, `quiet`.
  public static Button button(String text, Runnable action, String... styles) {
    var button = new Button(text);
    button.getStyleClass().addAll(styles);
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setMnemonicParsing(false);
    return button;
  }

  /// A button of an icon alone, with its name as tooltip and for readers.
  public static Button iconButton(Icon icon, String name, Runnable action) {
    var button = button("", action, "small", "wf-icon-button");
    button.setGraphic(icon.node());
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    return button;
  }

  public static Hyperlink link(String text, Runnable action) {
    var link = new Hyperlink(text);
    link.getStyleClass().add("wf-link");
    link.setMnemonicParsing(false);
    link.setOnAction(
        event -> {
          link.setVisited(false);
          action.run();
        });
    return link;
  }

  /// Shows or hides a node together with its place in the layout.
  public static void show(Node node, boolean on) {
    node.setVisible(on);
    node.setManaged(on);
  }
}
