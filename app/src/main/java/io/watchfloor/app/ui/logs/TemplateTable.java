package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Columns;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Sparkline;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/// The templates, dense. Who says it and when it was first seen give way when the window is small;
/// the pattern takes what is left.
final class TemplateTable extends TableView<TemplateRow> {
  private static final double LEAST_PATTERN = 320;
  private static final double SCROLL_BAR_AND_PADDING = 34;
  private static final int DRAWN_MINUTES = 60;

  private final LogsViewModel model;
  private final TableColumn<TemplateRow, TemplateRow> pattern;
  private final List<TableColumn<TemplateRow, TemplateRow>> droppable;
  private boolean isSelecting;

  TemplateTable(LogsViewModel model) {
    super(model.rows());
    this.model = model;
    setId("template-table");
    getStyleClass().add("wf-log-table");
    setFixedCellSize(28);
    pattern = column("pattern", LEAST_PATTERN, this::pattern);
    var entity = words("entity", 124, TemplateTable::entity, "wf-muted");
    var first = numbers("first", 72, row -> age(row.template().firstSeen()));
    getColumns()
        .setAll(
            List.of(
                column("standing", 168, TemplateTable::standing),
                pattern,
                entity,
                column("rate", 112, TemplateTable::rate),
                numbers("perMinute", 72, row -> Figures.plain(row.perMinute())),
                numbers("lines", 72, row -> Figures.whole(row.template().lines())),
                first,
                numbers("last", 64, row -> age(row.template().lastSeen()))));
    droppable = List.of(first, entity);
    widthProperty().addListener((property, old, width) -> fit(width.doubleValue()));
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            row -> {
              if (row != null && !isSelecting) model.choose(row);
            });
  }

  private String age(Instant at) {
    return Ages.brief(Duration.between(at, model.now()));
  }

  private void fit(double width) {
    for (var column : droppable) column.setVisible(true);
    double left = width - SCROLL_BAR_AND_PADDING;
    for (var column : getColumns()) if (!column.equals(pattern)) left -= column.getPrefWidth();
    for (var column : droppable) {
      if (left >= LEAST_PATTERN) break;
      column.setVisible(false);
      left += column.getPrefWidth();
    }
    pattern.setPrefWidth(Math.max(LEAST_PATTERN, left));
  }

  private TableColumn<TemplateRow, TemplateRow> column(
      String id, double width, BiConsumer<TableCell<TemplateRow, TemplateRow>, TemplateRow> show) {
    return Columns.of(id, Text.of("logs.column." + id), width, show);
  }

  private TableColumn<TemplateRow, TemplateRow> words(
      String id, double width, Function<TemplateRow, String> part, String style) {
    return column(
        id,
        width,
        (cell, row) -> {
          cell.setText(PlainText.line(part.apply(row), 160));
          if (!cell.getStyleClass().contains(style)) cell.getStyleClass().add(style);
        });
  }

  private TableColumn<TemplateRow, TemplateRow> numbers(
      String id, double width, Function<TemplateRow, String> part) {
    var column = words(id, width, part, "wf-number");
    column.getStyleClass().add("wf-number-head");
    return column;
  }

  private static void standing(TableCell<TemplateRow, TemplateRow> cell, TemplateRow row) {
    var standing = row.standing();
    if (standing == Standing.USUAL) {
      cell.setGraphic(Nodes.label(standing.words(), "wf-muted"));
      return;
    }
    var shape = new SeverityShape(row.isOpen() ? row.severity() : Severity.OK).small();
    var words = Nodes.label(standing.words(), row.isOpen() ? "wf-strong" : "wf-muted");
    cell.setGraphic(Nodes.row("wf-badge", shape, words));
  }

  private void pattern(TableCell<TemplateRow, TemplateRow> cell, TemplateRow row) {
    var text = PlainText.line(row.template().pattern());
    var label = Nodes.label(text, "wf-mono");
    var box = new HBox(8, label);
    box.getStyleClass().add("wf-log-pattern");
    if (row.template().isSandbox()) box.getChildren().addFirst(sandbox());
    cell.setGraphic(box);
    cell.setTooltip(text.length() > 40 ? new Tooltip(text) : null);
  }

  private static Node sandbox() {
    var icon = Icon.SANDBOX.node("small", "accent");
    icon.setAccessibleText(Text.of("chip.sandbox"));
    return icon;
  }

  private static String entity(TemplateRow row) {
    var all = row.entities();
    if (all.isEmpty()) return Figures.UNKNOWN;
    return all.size() == 1
        ? all.getFirst()
        : Text.of("logs.entity.more", all.getFirst(), all.size() - 1);
  }

  private static void rate(TableCell<TemplateRow, TemplateRow> cell, TemplateRow row) {
    var line = cell.getGraphic() instanceof Sparkline known ? known : new Sparkline();
    var rates = row.template().rates();
    int to = Math.max(0, rates.size() - 1), from = Math.max(0, to - DRAWN_MINUTES);
    var values = new double[to - from];
    for (int i = from; i < to; i++) values[i - from] = rates.lines().get(i);
    double low = to == 0 ? Double.NaN : rates.low().get(to);
    double high = to == 0 ? Double.NaN : rates.high().get(to);
    line.set(values, low, high, row.severity());
    line.setPrefSize(96, 18);
    cell.setGraphic(line);
  }

  /// Marks the chosen row without choosing it again.
  void mark(@Nullable TemplateRow row) {
    isSelecting = true;
    int at = row == null ? -1 : getItems().indexOf(row);
    if (at < 0) getSelectionModel().clearSelection();
    else if (getSelectionModel().getSelectedIndex() != at) {
      getSelectionModel().clearAndSelect(at);
      scrollTo(Math.max(0, at - 2));
    }
    isSelecting = false;
  }
}
