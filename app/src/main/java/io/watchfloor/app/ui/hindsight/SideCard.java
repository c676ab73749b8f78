package io.watchfloor.app.ui.hindsight;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Sensitivity;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.Usual;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.pipeline.Hindsight;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/// What one sensitivity would have told: how much, when, and every episode.
final class SideCard extends Card {
  private static final double OTHERS = 292;

  private final Label told = Nodes.label("", "wf-figure");
  private final Label perDay = Nodes.label("", "wf-small", "wf-muted");
  private final EpisodeStrip strip;
  private final TableView<Anomaly> table = new TableView<>();
  private Instant now = Instant.EPOCH;

  SideCard(String id, Times times, Consumer<Anomaly> open, Node... head) {
    super(Text.of("hindsight." + id));
    strip = new EpisodeStrip(times.zone());
    told.setId("told-" + id);
    perDay.setId("per-day-" + id);
    table.setId("episodes-" + id);
    table.setFixedCellSize(28);
    table.getStyleClass().add("wf-forecast-table");
    table.setPlaceholder(Nodes.label(Text.of("hindsight.none"), "wf-muted"));
    column("from", 104, one -> times.brief(one.from(), now));
    column("series", 160, one -> PlainText.middle(one.series().toString(), 200));
    column("kind", 104, Usual::kind);
    column("lasted", 64, one -> Ages.brief(lasted(one)));
    table
        .widthProperty()
        .addListener(
            change ->
                table.getColumns().get(1).setPrefWidth(Math.max(120, table.getWidth() - OTHERS)));
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) open(open);
        });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) open(open);
        });
    var figures = new VBox(Nodes.row("wf-gap-8", told, perDay), strip);
    figures.getChildren().addAll(0, java.util.List.of(head));
    figures.getStyleClass().add("wf-side-body");
    getChildren().addAll(figures, Nodes.grow(table));
    setMinWidth(0);
  }

  private void open(Consumer<Anomaly> open) {
    var one = table.getSelectionModel().getSelectedItem();
    if (one != null) open.accept(one);
  }

  private static java.time.Duration lasted(Anomaly one) {
    return java.time.Duration.between(one.from(), one.until().orElse(one.at()));
  }

  private void column(String id, double width, Function<Anomaly, String> part) {
    var column = new TableColumn<Anomaly, String>(Text.of("hindsight.column." + id));
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setCellValueFactory(data -> new ReadOnlyObjectWrapper<>(part.apply(data.getValue())));
    table.getColumns().add(column);
  }

  void show(Hindsight.Side side, Hindsight all, int most, Instant at) {
    now = at;
    setAside(Sensitivity.words(side.sensitivity()));
    told.setText(Figures.whole(side.told()));
    double daily = all.perDay(side);
    perDay.setText(
        Double.isNaN(daily)
            ? Text.of("hindsight.young", side.told(), Ages.of(all.known()))
            : Text.of("hindsight.perDay", side.told(), Figures.plain(rounded(daily))));
    strip.show(side.episodes(), all.window(), most);
    table.getItems().setAll(side.episodes().reversed());
    Tooltip.install(strip, new Tooltip(Text.of("hindsight.strip", most)));
  }

  private static double rounded(double perDay) {
    return perDay >= 10 ? Math.rint(perDay) : Math.rint(perDay * 10) / 10;
  }
}
