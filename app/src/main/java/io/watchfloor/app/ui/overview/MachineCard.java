package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Opens;
import io.watchfloor.app.ui.kit.Sparkline;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// This machine, which is real: processor, memory, disks, network and temperature as they come in.
final class MachineCard extends Card {
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final Navigator navigator;
  private final VBox rows = Nodes.column("wf-machine-rows");
  private Instant readAt = Instant.EPOCH;

  MachineCard(Navigator navigator) {
    super(Text.of("machine.title"));
    this.navigator = navigator;
    getStyleClass().add("wf-machine");
    setIcon(Icon.MACHINE.node("muted"));
    addChip(new Chip(Text.of("chip.real")).filled());
    VBox.setVgrow(rows, Priority.ALWAYS);
    rows.getChildren()
        .setAll(
            StateView.empty(Icon.MACHINE, Text.of("machine.wait"), Text.of("machine.wait.why")));
    getChildren().add(rows);
  }

  /// Asks again for the figures, at most every two seconds.
  void show(Backend backend) {
    var snapshot = backend.snapshot();
    var source = snapshot.sources().stream().filter(s -> s.type().equals("machine")).findFirst();
    setEnd(Nodes.label(source.map(MachineCard::pace).orElse(""), "wf-small", "wf-muted"));
    var now = backend.clock().instant();
    if (source.isEmpty() || Duration.between(readAt, now).compareTo(AGAIN) < 0) return;
    readAt = now;
    boolean calm =
        snapshot.services().stream()
            .filter(tile -> tile.series().filter(id -> isOf(source.get(), id)).isPresent())
            .noneMatch(tile -> tile.severity().atLeast(Severity.WARNING));
    Later.take(
        backend.read(history -> MachineFigure.read(history, source.get().id(), now)),
        figures -> show(figures, calm, now));
  }

  private static boolean isOf(SourceStatus source, io.watchfloor.model.signal.SeriesId id) {
    return id.source().equals(source.id());
  }

  private void show(List<MachineFigure> figures, boolean calm, Instant now) {
    if (figures.isEmpty()) return;
    rows.getChildren().setAll(figures.stream().map(one -> row(one, now)).toList());
    rows.getChildren().add(foot(calm));
  }

  private static String pace(SourceStatus source) {
    return Text.of("machine.pace", source.series(), Ages.of(source.interval()));
  }

  private Node row(MachineFigure one, Instant now) {
    var figure = Figures.of(one.value(), one.info());
    var line = new Sparkline();
    line.set(one.recent(), one.low(), one.high(), Severity.OK);
    var usual = Nodes.label(usual(one), "wf-small", "wf-muted");
    Label note = Nodes.label(one.note(), "wf-small", "wf-muted");
    var words =
        Nodes.column(
            "wf-machine-words",
            Nodes.label(one.caption(), "wf-caption"),
            Nodes.row(
                "wf-tile-figure",
                Nodes.label(figure.number(), "wf-figure"),
                Nodes.label(figure.unit(), "wf-small", "wf-muted")));
    var right = Nodes.column("wf-machine-usual", usual, note);
    var row = Nodes.row("wf-machine-row", words, Nodes.grow(line), right);
    row.setAccessibleText(one.caption() + ", " + figure + ", " + usual.getText());
    Opens.by(
        row,
        () ->
            navigator.open(
                new Ref.ToSeries(
                    one.series(), Window.before(now.plusSeconds(1), Duration.ofMinutes(15)))));
    VBox.setVgrow(row, Priority.ALWAYS);
    return row;
  }

  private static String usual(MachineFigure one) {
    return Double.isNaN(one.low()) || Double.isNaN(one.high())
        ? Text.of("tile.learning")
        : Text.of("tile.usual", Figures.range(one.low(), one.high(), one.info().unit()));
  }

  private static Node foot(boolean calm) {
    return Nodes.row(
        "wf-machine-foot",
        Icon.CHECK.node("small", "muted"),
        Nodes.label(Text.of(calm ? "machine.calm" : "machine.trouble"), "wf-small", "wf-muted"));
  }
}
