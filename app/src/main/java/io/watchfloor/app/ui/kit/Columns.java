package io.watchfloor.app.ui.kit;

import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/// Columns of our tables: each cell is drawn from its whole row, and an empty one is empty.
public final class Columns {
  private Columns() {}

  /// @param show draws a row into its cell, which may have been another row's before
  public static <R> TableColumn<R, R> of(
      String id, String title, double width, BiConsumer<TableCell<R, R>, R> show) {
    var column = new TableColumn<R, R>(title);
    column.setId(id);
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setSortable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setCellFactory(
        unused ->
            new TableCell<>() {
              @Override
              protected void updateItem(@Nullable R row, boolean empty) {
                super.updateItem(row, empty);
                setText(null);
                if (empty || row == null) setGraphic(null);
                else show.accept(this, row);
              }
            });
    return column;
  }
}
