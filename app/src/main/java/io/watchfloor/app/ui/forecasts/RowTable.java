package io.watchfloor.app.ui.forecasts;

import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// A table of rows in a given order; the first column takes the room that is left. Columns are
/// named `forecasts.column.<id>` in the bundle.
final class RowTable<T> extends TableView<T> {
  private static final double LEAST_FIRST = 160;
  private static final double SCROLL_BAR_AND_PADDING = 36;

  RowTable(String id, ObservableList<T> rows) {
    super(rows);
    setId(id);
    setFixedCellSize(32);
    getStyleClass().add("wf-forecast-table");
    widthProperty().addListener(change -> fit());
  }

  RowTable<T> words(String id, double width, Function<T, String> part, String... styles) {
    var column = new TableColumn<T, T>(Text.of("forecasts.column." + id));
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setSortable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(data.getValue()));
    column.setCellFactory(
        unused ->
            new TableCell<>() {
              {
                getStyleClass().addAll(styles);
              }

              @Override
              protected void updateItem(@Nullable T row, boolean empty) {
                super.updateItem(row, empty);
                if (empty || row == null) {
                  setText(null);
                  setTooltip(null);
                  return;
                }
                var text = PlainText.line(part.apply(row), 160);
                setText(text);
                setTooltip(text.length() > 24 ? new Tooltip(text) : null);
              }
            });
    getColumns().add(column);
    return this;
  }

  RowTable<T> numbers(String id, double width, Function<T, String> part, String... styles) {
    var all = new String[styles.length + 1];
    System.arraycopy(styles, 0, all, 0, styles.length);
    all[styles.length] = "wf-number";
    words(id, width, part, all);
    getColumns().getLast().getStyleClass().add("wf-number-head");
    return this;
  }

  private void fit() {
    double others = 0;
    for (var column : getColumns().subList(1, getColumns().size())) others += column.getPrefWidth();
    getColumns()
        .getFirst()
        .setPrefWidth(Math.max(LEAST_FIRST, getWidth() - SCROLL_BAR_AND_PADDING - others));
  }
}
