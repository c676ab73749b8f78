package io.watchfloor.app.ui.wallboard;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.Words;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Sight;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.pipeline.ServiceHealth;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The wallboard: no controls, no scrolling, at most four rows of trouble, the services worst
/// first. Staleness is as visible as trouble; calm is one grey line. F11 or Esc leaves it.
public final class WallboardView implements Screen {
  private static final int ROWS = 4;
  private static final int TILES = 10;

  private final Backend backend;
  private final Times times;
  private final BorderPane board = new BorderPane();
  private final Scaled view = new Scaled(board);
  private final SeverityShape lamp = new SeverityShape(Severity.OK);
  private final Label seeing = Nodes.label("", "wf-wall-words");
  private final Label date = Nodes.label("", "wf-wall-words", "wf-muted");
  private final Label clock = Nodes.label("", "wf-wall-clock");
  private final VBox rows = new VBox();
  private final TilePane tiles = new TilePane();
  private final Label foot = Nodes.label("", "wf-wall-words", "wf-muted");
  private final Label newest = Nodes.label("", "wf-wall-words", "wf-muted");
  private final Animation tick = Fx.every(1, this::show);
  private @Nullable Runnable unsubscribe;

  public WallboardView(Backend backend) {
    this.backend = backend;
    this.times = new Times(backend.zone());
    board.getStyleClass().add("wf-wall");
    view.getStyleClass().add("wf-wall");
    lamp.getStyleClass().add("wall");
    rows.getStyleClass().add("wf-wall-rows");
    tiles.getStyleClass().add("wf-wall-tiles");
    tiles.setPrefColumns(2);
    var name = Nodes.label(Text.of("app.name"), "wf-wall-name");
    board.setTop(Nodes.row("wf-wall-head", name, lamp, seeing, Nodes.spacer(), date, clock));
    board.setCenter(Nodes.row("wf-wall-body", Nodes.grow(rows), tiles));
    board.setBottom(Nodes.row("wf-wall-foot", foot, Nodes.spacer(), newest));
    view.setFocusTraversable(true);
  }

  @Override
  public String id() {
    return "wallboard";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    unsubscribe = backend.subscribe(snapshot -> show());
    tick.play();
  }

  @Override
  public void hidden() {
    tick.stop();
    if (unsubscribe != null) unsubscribe.run();
    unsubscribe = null;
  }

  private void show() {
    var snapshot = backend.snapshot();
    var now = backend.clock().instant();
    var sight = Sight.of(snapshot, now, times);
    switch (sight.lamp()) {
      case ALL_SEEN -> lamp.setVerified();
      case UNSURE -> lamp.set(Severity.INFO);
      case BLIND, NOTHING_WATCHED -> lamp.set(Severity.UNKNOWN);
    }
    seeing.setText(sight.words());
    seeing.getStyleClass().remove("wf-unknown");
    if (sight.lamp() == Sight.Lamp.BLIND) seeing.getStyleClass().add("wf-unknown");
    date.setText(times.day(now));
    clock.setText(times.time(now));
    rows.getChildren().setAll(trouble(snapshot, now));
    tiles.getChildren().setAll(tiles(snapshot));
    var noise = snapshot.noise();
    foot.setText(Text.of("wall.noise", noise.alerts(), noise.incidents()));
    newest.setText(Sight.newest(snapshot, now));
  }

  private List<Node> trouble(Snapshot snapshot, Instant now) {
    var nodes = new ArrayList<Node>();
    snapshot.incidents().stream()
        .filter(Incident::isOpen)
        .sorted(
            Comparator.comparing(Incident::severity, Severity.WORST_FIRST)
                .thenComparing(one -> one.acknowledgedAt().isPresent())
                .thenComparing(Incident::since))
        .forEach(one -> nodes.add(row(one, snapshot, now)));
    snapshot.sources().stream()
        .filter(one -> one.health() == SourceHealth.BLIND)
        .forEach(one -> nodes.add(row(one, now)));
    if (nodes.isEmpty()) return List.of(calm(snapshot));
    if (nodes.size() <= ROWS) return nodes;
    var shown = new ArrayList<>(nodes.subList(0, ROWS));
    shown.add(Nodes.label(Text.of("wall.more", nodes.size() - ROWS), "wf-wall-words", "wf-muted"));
    return shown;
  }

  private static Node calm(Snapshot snapshot) {
    boolean isWatched = !snapshot.sources().isEmpty();
    return Nodes.label(
        Text.of(isWatched ? "wall.calm" : "strip.nothing"), "wf-wall-title", "wf-muted");
  }

  private Node row(Incident one, Snapshot snapshot, Instant now) {
    var diagnosis = snapshot.diagnoses().get(one.id());
    var why =
        diagnosis == null || diagnosis.hypotheses().isEmpty()
            ? Text.of("attention.no-cause", Text.of("attention.alerts", one.alertCount()))
            : Text.of(
                "wall.likely",
                PlainText.middle(diagnosis.hypotheses().getFirst().entity().name(), 40),
                Figures.share(diagnosis.hypotheses().getFirst().probability()));
    var owner = one.owner().map(who -> who.name()).orElseGet(() -> Text.of("incidents.nobody"));
    return row(one.severity(), one.id().text(), one.title(), why, one.since(), owner, now);
  }

  private Node row(SourceStatus one, Instant now) {
    return row(
        Severity.UNKNOWN,
        Text.of("attention.source"),
        Text.of("attention.blind", PlainText.middle(one.id().name(), 48)),
        PlainText.line(one.error(), 90),
        one.since(),
        "",
        now);
  }

  private Node row(
      Severity severity,
      String mark,
      String title,
      String why,
      Instant since,
      String owner,
      Instant now) {
    var style = "wf-" + severity.name().toLowerCase(Locale.ROOT);
    var shape = new SeverityShape(severity);
    shape.getStyleClass().add("wall");
    var head =
        Nodes.row(
            "wf-wall-mark",
            shape,
            Nodes.label(Words.of(severity), "wf-wall-words", style),
            Nodes.label(mark, "wf-wall-words", "wf-muted"));
    var words =
        new VBox(
            head,
            Nodes.label(PlainText.line(title, 120), "wf-wall-title"),
            Nodes.label(why, "wf-wall-words", "wf-muted"));
    words.setMinWidth(0);
    var age = Nodes.label(Ages.between(since, now), "wf-wall-title");
    age.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    var right =
        Nodes.column(
            "wf-wall-right",
            age,
            Nodes.label(Text.of("wall.since", times.at(since, now)), "wf-wall-words", "wf-muted"),
            Nodes.label(owner, "wf-wall-words"));
    right.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    HBox row = Nodes.row("wf-wall-row", Nodes.grow(words), right);
    mark(row, severity);
    row.setAccessibleText(Words.of(severity) + ", " + title);
    return row;
  }

  private static List<Node> tiles(Snapshot snapshot) {
    return snapshot.services().stream()
        .sorted(Comparator.comparing(ServiceHealth::severity, Severity.WORST_FIRST))
        .limit(TILES)
        .map(WallboardView::tile)
        .toList();
  }

  private static Node tile(ServiceHealth one) {
    boolean isLoud = one.severity().atLeast(Severity.UNKNOWN);
    var style = "wf-" + one.severity().name().toLowerCase(Locale.ROOT);
    var shape = new SeverityShape(one.severity());
    shape.getStyleClass().add("wall");
    var name = Nodes.label(PlainText.middle(one.entity().name(), 14), "wf-wall-words");
    var figure = Nodes.label(Figures.of(one.value(), one.info()).toString(), "wf-wall-figure");
    if (isLoud) figure.getStyleClass().add(style);
    var tile =
        Nodes.column(
            "wf-wall-tile",
            Nodes.row("wf-wall-mark", Nodes.grow(name), shape),
            figure,
            Nodes.label(Words.of(one.severity()), "wf-wall-words", isLoud ? style : "wf-muted"));
    mark(tile, one.severity());
    return tile;
  }

  private static void mark(Node node, Severity severity) {
    node.pseudoClassStateChanged(
        PseudoClass.getPseudoClass(severity.name().toLowerCase(Locale.ROOT)), true);
  }
}
