package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Columns;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/// The dense table: rows of 28 px, virtual. Columns drop from the right when the window is small;
/// the text takes what is left.
final class AlertTable extends TableView<AlertRow> {
  private static final PseudoClass QUIET = PseudoClass.getPseudoClass("quiet");
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
  private static final double LEAST_TEXT = 240;
  private final AlertsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final Supplier<Instant> now;
  private final Set<TableCell<AlertRow, AlertRow>> ages =
      Collections.newSetFromMap(new WeakHashMap<>());
  private String cursorKey = "";
  private final TableColumn<AlertRow, AlertRow> text;
  private final List<TableColumn<AlertRow, AlertRow>> droppable;

  AlertTable(AlertsViewModel model, Navigator navigator, Times times, Supplier<Instant> now) {
    super(model.rows());
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    this.now = now;
    getStyleClass().add("wf-alert-table");
    setId("alert-table");
    setFixedCellSize(28);
    setRowFactory(table -> new Row());
    setPlaceholder(
        StateView.empty(
            io.watchfloor.app.ui.kit.Icon.FILTER,
            Text.of("alerts.none"),
            Text.of("alerts.none.why")));
    var owner = words("owner", 88, row -> row.owner().map(o -> o.name()).orElse(nobody()), "");
    var incident = column("incident", 76, this::incident);
    var count = numbers("count", 52, row -> Integer.toString(row.tracked().count()));
    var age = column("age", 88, (cell, row) -> age(cell, row));
    age.getStyleClass().add("wf-number-head");
    var since = numbers("since", 78, row -> this.times.at(row.since(), this.now.get()));
    var source = words("source", 104, row -> row.source().name(), "wf-muted");
    text = words("text", 300, AlertRow::text, "");
    getColumns()
        .setAll(
            List.of(
                column("select", 36, this::check),
                column("severity", 94, this::severity),
                column("state", 122, this::state),
                words("alert", 128, AlertRow::name, "wf-alert-name"),
                words("service", 96, AlertRow::service, ""),
                text,
                source,
                since,
                age,
                count,
                owner,
                incident));
    droppable = List.of(incident, source, count, since);
    widthProperty().addListener((property, old, width) -> fit(width.doubleValue()));
    sortBy("severity", Comparator.comparing(AlertRow::severity, Severity.WORST_FIRST));
    sortBy("state", Comparator.comparing(AlertRow::state));
    sortBy("alert", Comparator.comparing(AlertRow::name, String.CASE_INSENSITIVE_ORDER));
    sortBy("service", Comparator.comparing(AlertRow::service, String.CASE_INSENSITIVE_ORDER));
    sortBy("source", Comparator.comparing(AlertRow::source));
    sortBy("since", Comparator.comparing(AlertRow::since));
    sortBy("age", Comparator.comparing(AlertRow::since).reversed());
    sortBy("count", Comparator.comparingInt(row -> row.tracked().count()));
    sortBy("owner", Comparator.comparing(row -> row.owner().map(o -> o.name()).orElse("")));
    setSortPolicy(
        table -> {
          model.sort(getComparator());
          return true;
        });
    getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> cursorKey = row == null ? cursorKey : row.key());
  }

  /// A column head sorts by it, with Shift by it as well; the model does it, off the FX thread.
  private void sortBy(String id, Comparator<AlertRow> order) {
    for (var column : getColumns()) {
      if (!id.equals(column.getId())) continue;
      @SuppressWarnings("unchecked") // every column of this table holds the row itself
      var ours = (TableColumn<AlertRow, AlertRow>) column;
      ours.setSortable(true);
      ours.setComparator(order);
    }
  }

  /// After the rows were made anew: the cursor stays on its alert.
  void keepCursor() {
    var at = getSelectionModel().getSelectedItem();
    if (at != null && at.key().equals(cursorKey)) return;
    for (int i = 0; i < getItems().size(); i++) {
      if (!getItems().get(i).key().equals(cursorKey)) continue;
      getSelectionModel().clearAndSelect(i);
      return;
    }
    // The first rows may come after the screen: the first key must find one to act on.
    if (at == null && !getItems().isEmpty()) getSelectionModel().clearAndSelect(0);
  }

  private static String nobody() {
    return Text.of("alerts.nobody");
  }

  private void fit(double width) {
    for (var column : droppable) column.setVisible(true);
    double left = width - 18 - fixed();
    for (var column : droppable) {
      if (left >= LEAST_TEXT) break;
      column.setVisible(false);
      left += column.getPrefWidth();
    }
    text.setPrefWidth(Math.max(LEAST_TEXT, left));
  }

  private double fixed() {
    double sum = 0;
    for (var column : getColumns()) if (!column.equals(text)) sum += column.getPrefWidth();
    return sum;
  }

  private TableColumn<AlertRow, AlertRow> column(
      String id, double width, BiConsumer<TableCell<AlertRow, AlertRow>, AlertRow> show) {
    var column = Columns.of(id, Text.of("alerts.column." + id), width, show);
    column.setMinWidth(Math.min(width, 40));
    return column;
  }

  private TableColumn<AlertRow, AlertRow> words(
      String id, double width, Function<AlertRow, String> part, String style) {
    return column(
        id,
        width,
        (cell, row) -> {
          cell.setText(PlainText.line(part.apply(row)));
          if (!style.isEmpty() && !cell.getStyleClass().contains(style))
            cell.getStyleClass().add(style);
        });
  }

  private TableColumn<AlertRow, AlertRow> numbers(
      String id, double width, Function<AlertRow, String> part) {
    var column = words(id, width, part, "wf-number");
    column.getStyleClass().add("wf-number-head");
    return column;
  }

  private void check(TableCell<AlertRow, AlertRow> cell, AlertRow row) {
    var box = cell.getGraphic() instanceof CheckBox known ? known : new CheckBox();
    box.setFocusTraversable(false);
    cell.setGraphic(box);
    box.setSelected(model.isSelected(row));
    box.setOnAction(event -> model.toggle(row));
    box.setAccessibleText(Text.of("alerts.select", row.name()));
  }

  private void severity(TableCell<AlertRow, AlertRow> cell, AlertRow row) {
    var badge =
        cell.getGraphic() instanceof SeverityBadge known
            ? known
            : new SeverityBadge(row.severity());
    cell.setGraphic(badge);
    badge.set(row.severity(), row.state().isQuiet());
  }

  private void state(TableCell<AlertRow, AlertRow> cell, AlertRow row) {
    cell.setText(row.state().words());
    var colour =
        switch (row.state()) {
          case BLIND -> "unknown";
          case DIVERGED -> "warning";
          default -> "muted";
        };
    cell.setGraphic(row.state().icon().node("small", colour));
    if (row.state() != AlertState.DIVERGED) return;
    var again =
        Nodes.link(
            Text.of("alerts.again"), () -> Later.take(model.writeAgain(row), navigator::tell));
    again.setTooltip(
        new Tooltip(
            Text.of(
                "alerts.again.why",
                row.tracked()
                    .acknowledgement()
                    .map(ack -> PlainText.line(ack.words()))
                    .orElse(""))));
    cell.setText(null);
    cell.setGraphic(Nodes.row("wf-gap-4", row.state().icon().node("small", colour), again));
  }

  private void age(TableCell<AlertRow, AlertRow> cell, AlertRow row) {
    if (ages.add(cell)) cell.getStyleClass().add("wf-number");
    cell.setText(Ages.between(row.since(), now.get()));
  }

  private void incident(TableCell<AlertRow, AlertRow> cell, AlertRow row) {
    cell.setGraphic(
        row.tracked()
            .incident()
            .map(id -> Nodes.link(id.text(), () -> navigator.open(id)))
            .or(() -> why(row))
            .orElse(null));
  }

  /// Of an alert in no incident: the reason why.
  private Optional<Hyperlink> why(AlertRow row) {
    return model
        .outside(row)
        .map(
            reason -> {
              var link =
                  Nodes.link(
                      Text.of("alerts.why"), () -> navigator.tell(new Decision.Accepted(reason)));
              link.setTooltip(new Tooltip(reason));
              return link;
            });
  }

  /// Once a second: the ages alone.
  void tick() {
    for (var cell : new ArrayList<>(ages)) {
      var row = cell.getItem();
      if (row != null && !cell.isEmpty()) cell.setText(Ages.between(row.since(), now.get()));
    }
  }

  /// After a change of the selection: rows and boxes that are on screen.
  void refreshSelection() {
    refresh();
  }

  void move(int by) {
    int at =
        Math.clamp(
            getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, getItems().size() - 1));
    getSelectionModel().clearAndSelect(at);
    getFocusModel().focus(at);
    scrollTo(Math.max(0, at - 8));
  }

  @Nullable AlertRow cursor() {
    return getSelectionModel().getSelectedItem();
  }

  private final class Row extends TableRow<AlertRow> {
    @Override
    protected void updateItem(@Nullable AlertRow row, boolean empty) {
      super.updateItem(row, empty);
      pseudoClassStateChanged(QUIET, !empty && row != null && row.state().isQuiet());
      pseudoClassStateChanged(CHOSEN, !empty && row != null && model.isSelected(row));
      setOnMouseClicked(null);
      if (empty || row == null) return;
      setAccessibleText(
          row.severity() + ", " + row.state().words() + ", " + row.name() + ", " + row.service());
      setOnMouseClicked(
          event -> {
            if (event.getClickCount() == 2) row.tracked().incident().ifPresent(navigator::open);
          });
    }
  }
}
