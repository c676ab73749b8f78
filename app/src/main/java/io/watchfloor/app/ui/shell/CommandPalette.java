package io.watchfloor.app.ui.shell;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.PaletteViewModel.Entry;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Ctrl+K: type a few letters of anything, Enter goes there.
final class CommandPalette extends VBox {
  private static final int LEAST_FOR_SERIES = 3;
  private final PaletteViewModel model;
  private final Backend backend;
  private final Supplier<List<KeyAction>> commands;
  private final Runnable close;
  private final TextField field = new TextField();
  private final ListView<Entry> list = new ListView<>();
  private @Nullable CompletableFuture<?> reading;

  CommandPalette(
      PaletteViewModel model, Backend backend, Supplier<List<KeyAction>> commands, Runnable close) {
    this.model = model;
    this.backend = backend;
    this.commands = commands;
    this.close = close;
    getStyleClass().addAll("wf-float", "wf-palette");
    field.setPromptText(Text.of("palette.prompt"));
    field.setAccessibleText(Text.of("palette.prompt"));
    field.setId("palette-field");
    field.textProperty().addListener((property, old, text) -> find(text));
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::steer);
    list.setId("palette-list");
    list.setPlaceholder(Nodes.label(Text.of("palette.none"), "wf-body", "wf-muted"));
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new EntryCell());
    list.setOnMouseClicked(event -> run());
    getChildren().addAll(field, list);
    find("");
  }

  void focusField() {
    field.requestFocus();
  }

  private void find(String text) {
    if (reading != null) reading.cancel(false);
    list.getItems().setAll(model.find(text, backend.snapshot(), commands.get()));
    list.getSelectionModel().selectFirst();
    if (text.strip().length() < LEAST_FOR_SERIES) return;
    reading =
        backend
            .read(history -> history.find(text.strip(), 8))
            .thenAccept(
                found -> {
                  if (text.equals(field.getText()))
                    list.getItems().addAll(model.series(found, backend.clock().instant()));
                })
            .exceptionally(Unanswered.log("palette"));
  }

  private void steer(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    if (event.getCode() == KeyCode.DOWN) select(at + 1);
    else if (event.getCode() == KeyCode.UP) select(at - 1);
    else if (event.getCode() == KeyCode.ENTER) run();
    else return;
    event.consume();
  }

  private void select(int index) {
    int at = Math.clamp(index, 0, Math.max(0, list.getItems().size() - 1));
    list.getSelectionModel().select(at);
    list.scrollTo(Math.max(0, at - 6));
  }

  private void run() {
    var entry = list.getSelectionModel().getSelectedItem();
    if (entry == null) return;
    close.run();
    entry.action().run();
  }

  private static final class EntryCell extends ListCell<Entry> {
    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      setText(null);
      if (empty || entry == null) {
        setGraphic(null);
        return;
      }
      var title = new Label(entry.title());
      var row =
          Nodes.row(
              "wf-palette-row",
              entry.icon().node("muted"),
              title,
              Nodes.spacer(),
              Nodes.label(entry.kind(), "wf-caption"));
      if (!entry.keys().isEmpty()) row.getChildren().add(new KeyHint(entry.keys()));
      setGraphic(row);
    }
  }
}
