package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Severity;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The lines of the chosen minute, or the latest, as they came.
final class LinesList extends VBox {
  private final LogsViewModel model;
  private final Times times;
  private final Label heading = Nodes.label("", "wf-strong");
  private final ListView<LogLine> list = new ListView<>();

  LinesList(LogsViewModel model, Times times) {
    this.model = model;
    this.times = times;
    getStyleClass().add("wf-log-lines");
    list.setId("log-lines");
    list.setFixedCellSize(24);
    list.setCellFactory(unused -> new Line());
    list.setMinHeight(52);
    VBox.setVgrow(list, Priority.ALWAYS);
    getChildren().addAll(heading, list);
  }

  void show(List<LogLine> lines) {
    boolean isReading = model.reading().get();
    var shown = isReading ? Text.of("logs.lines.reading") : Text.of("logs.count", lines.size());
    heading.setText(
        model
            .minute()
            .get()
            .map(
                at ->
                    Text.of(
                        "logs.lines.minute",
                        times.minute(at),
                        times.minute(at.plus(1, ChronoUnit.MINUTES)),
                        shown))
            .orElseGet(() -> Text.of("logs.lines.latest", shown)));
    list.getItems().setAll(lines);
    if (!lines.isEmpty() && model.minute().get().isEmpty()) list.scrollTo(lines.size() - 1);
    list.setPlaceholder(
        Nodes.label(
            Text.of(isReading ? "logs.lines.reading" : "logs.lines.none"), "wf-small", "wf-muted"));
  }

  void enter() {
    list.requestFocus();
    if (list.getSelectionModel().isEmpty()) list.getSelectionModel().selectFirst();
  }

  private final class Line extends ListCell<LogLine> {
    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
      super.updateItem(line, empty);
      setText(null);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      var row =
          new HBox(
              8,
              Nodes.whole(Nodes.label(times.time(line.at()), "wf-mono", "wf-muted")),
              new SeverityShape(line.severity()).small());
      if (!line.severity().atLeast(Severity.WARNING)) row.getChildren().removeLast();
      if (!line.entity().isNone())
        row.getChildren()
            .add(
                Nodes.whole(
                    Nodes.label(
                        PlainText.middle(line.entity().name(), 24), "wf-small", "wf-muted")));
      row.getChildren().add(Nodes.label(PlainText.line(line.text()), "wf-mono"));
      row.getStyleClass().add("wf-badge");
      setGraphic(row);
    }
  }
}
