package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Sparkline;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceStatus;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// This machine, which is real: its figures as they come in.
final class MachineCard extends Card {
  private static final int ROWS = 5;
  private final Navigator navigator;
  private final VBox rows = Nodes.column("wf-machine-rows");

  MachineCard(Navigator navigator) {
    super(Text.of("machine.title"));
    this.navigator = navigator;
    getStyleClass().add("wf-machine");
    setIcon(Icon.MACHINE.node("muted"));
    addChip(new Chip(Text.of("chip.real")).filled());
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().add(rows);
  }

  void show(Backend backend) {
    var snapshot = backend.snapshot();
    var source = snapshot.sources().stream().filter(s -> s.type().equals("machine")).findFirst();
    setEnd(Nodes.label(source.map(MachineCard::pace).orElse(""), "wf-small", "wf-muted"));
    var mine = snapshot.services().stream().filter(s -> isOf(source, s)).limit(ROWS).toList();
    if (mine.isEmpty()) {
      rows.getChildren()
          .setAll(
              StateView.empty(Icon.MACHINE, Text.of("machine.wait"), Text.of("machine.wait.why")));
      return;
    }
    rows.getChildren().setAll(mine.stream().map(this::row).toList());
    rows.getChildren().add(foot(mine));
  }

  private static boolean isOf(Optional<SourceStatus> source, ServiceHealth service) {
    return source.isPresent()
        && !service.sandbox()
        && service.series().filter(id -> id.source().equals(source.get().id())).isPresent();
  }

  private static String pace(SourceStatus source) {
    return Text.of("machine.pace", source.series(), Ages.of(source.interval()));
  }

  private Node row(ServiceHealth service) {
    var figure = Figures.of(service.value(), service.info());
    var line = new Sparkline();
    line.set(
        service.recent().stream().mapToDouble(Double::doubleValue).toArray(),
        service.low(),
        service.high(),
        service.severity());
    boolean known = !Double.isNaN(service.low());
    var usual =
        Nodes.label(
            known
                ? Text.of(
                    "tile.usual",
                    Figures.range(service.low(), service.high(), service.info().unit()))
                : Text.of("tile.learning"),
            "wf-small",
            "wf-muted",
            "wf-machine-usual");
    var words =
        Nodes.column(
            "wf-machine-words",
            Nodes.label(
                PlainText.middle(service.entity().name(), 20) + " " + ServiceTile.metric(service),
                "wf-caption"),
            Nodes.row(
                "wf-tile-figure",
                Nodes.label(figure.number(), "wf-figure"),
                Nodes.label(figure.unit(), "wf-small", "wf-muted")));
    var row = Nodes.row("wf-machine-row", words, Nodes.grow(line), usual);
    row.setOnMouseClicked(event -> navigator.open(new Ref.ToEntity(service.entity().name())));
    VBox.setVgrow(row, Priority.ALWAYS);
    return row;
  }

  private static Node foot(List<ServiceHealth> mine) {
    boolean calm = mine.stream().noneMatch(s -> s.severity().atLeast(Severity.WARNING));
    return Nodes.row(
        "wf-machine-foot",
        Icon.CHECK.node("small", "muted"),
        Nodes.label(Text.of(calm ? "machine.calm" : "machine.trouble"), "wf-small", "wf-muted"));
  }
}
