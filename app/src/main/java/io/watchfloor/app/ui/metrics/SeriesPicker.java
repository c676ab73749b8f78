package io.watchfloor.app.ui.metrics;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.SeriesId;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/// The series found by the words typed: Enter looks at one, its box compares it with the others.
final class SeriesPicker extends Card {
  private final MetricsViewModel model;
  private final ListView<SeriesId> list = new ListView<>();
  private final Consumer<String> refuse;

  SeriesPicker(MetricsViewModel model, Runnable close, Consumer<String> refuse) {
    super(Text.of("metrics.found"));
    this.model = model;
    this.refuse = refuse;
    list.setItems(model.found());
    list.setId("series-list");
    list.setFixedCellSize(28);
    list.setPrefHeight(260);
    list.setPlaceholder(Nodes.label(Text.of("metrics.found.none"), "wf-muted"));
    list.setCellFactory(view -> new Row());
    list.setOnKeyPressed(
        event -> {
          var one = list.getSelectionModel().getSelectedItem();
          if (one == null) return;
          if (event.getCode() == KeyCode.ENTER) {
            model.look(one);
            close.run();
          } else if (event.getCode() == KeyCode.SPACE) {
            compare(one);
          }
        });
    list.setOnMouseClicked(
        event -> {
          var one = list.getSelectionModel().getSelectedItem();
          if (one == null || event.getTarget() instanceof CheckBox) return;
          model.look(one);
          close.run();
        });
    setAside(Text.of("metrics.found.how"));
    getChildren().add(list);
  }

  void enter() {
    list.requestFocus();
    if (!list.getItems().isEmpty()) list.getSelectionModel().select(0);
  }

  private void compare(SeriesId one) {
    if (!model.compare(one)) refuse.accept(Text.of("metrics.five"));
    list.refresh();
  }

  private final class Row extends ListCell<SeriesId> {
    private final CheckBox box = new CheckBox();
    private final javafx.scene.control.Label text = Nodes.label("", "wf-mono");
    private final HBox row = new HBox(8, box, text);

    Row() {
      box.setFocusTraversable(false);
      box.setOnAction(
          event -> {
            if (getItem() != null) compare(getItem());
          });
      row.getStyleClass().add("wf-gap-8");
    }

    @Override
    protected void updateItem(SeriesId one, boolean empty) {
      super.updateItem(one, empty);
      setGraphic(empty ? null : row);
      if (empty || one == null) return;
      box.setSelected(model.chosen().contains(one));
      text.setText(PlainText.middle(one.toString(), 140));
    }
  }
}
