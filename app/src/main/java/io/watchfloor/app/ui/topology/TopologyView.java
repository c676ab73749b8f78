package io.watchfloor.app.ui.topology;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.signal.EntityId;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Who needs whom, how each does, and how a failure travels. Mouse: drag to move, wheel to zoom,
/// click to choose, double click for its alerts. Keys: arrows choose, + and − zoom, 0 shows all,
/// Enter opens.
public final class TopologyView implements Screen {
  private static final double STEP = 1.2;

  private final TopologyViewModel model;
  private final Navigator navigator;
  private final GraphDrawing graph;
  private final NodeCard side;
  private final TextField search = new TextField();
  private final Label count = Nodes.label("", "wf-small", "wf-muted");
  private final StackPane stage = new StackPane();
  private final StateView nothing;
  private final VBox page = new VBox();
  private Subscription subscription = Subscription.EMPTY;
  private double fromX;
  private double fromY;
  private boolean dragged;

  public TopologyView(Backend backend, Navigator navigator) {
    this.model = new TopologyViewModel(backend);
    this.navigator = navigator;
    this.graph = new GraphDrawing(model);
    this.side = new NodeCard(model, navigator);
    nothing =
        StateView.empty(
            Icon.TOPOLOGY,
            Text.of("topology.none"),
            Text.of("topology.none.why"),
            Nodes.button(Text.of("topology.none.sources"), () -> navigator.go("sources")));
    search.setPromptText(Text.of("topology.search"));
    search.setId("topology-search");
    search.setPrefColumnCount(22);
    search.textProperty().subscribe(text -> found(text));
    search.setOnAction(event -> graph.requestFocus());
    var out = Nodes.button("−", () -> zoom(1 / STEP), "small");
    out.setAccessibleText(Text.of("topology.zoomOut"));
    var in = Nodes.button("+", () -> zoom(STEP), "small");
    in.setAccessibleText(Text.of("topology.zoomIn"));
    var all = Nodes.button(Text.of("topology.fit"), graph::fit, "small");
    all.setId("topology-fit");
    var bar = new HBox(search, count, Nodes.spacer(), out, in, all);
    bar.getStyleClass().addAll("wf-gap-8", "wf-graph-bar");
    var scroll = new ScrollPane(side);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("wf-graph-scroll");
    graph.setFocusTraversable(true);
    graph.setAccessibleText(Text.of("screen.topology"));
    stage.getChildren().addAll(graph, nothing);
    stage.getStyleClass().add("wf-graph-stage");
    page.getStyleClass().addAll("wf-screen", "wf-gap-8");
    page.getChildren()
        .addAll(bar, Nodes.grow(new HBox(12, Nodes.grow(stage), scroll)), new Legend());
    listen();
  }

  private void listen() {
    graph.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    graph.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    graph.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    graph.setOnScroll(
        event -> {
          if (event.getDeltaY() != 0)
            graph.zoom(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY());
          event.consume();
        });
    graph.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void pressed(MouseEvent event) {
    graph.requestFocus();
    fromX = event.getX();
    fromY = event.getY();
    dragged = false;
  }

  private void dragged(MouseEvent event) {
    graph.pan(event.getX() - fromX, event.getY() - fromY);
    fromX = event.getX();
    fromY = event.getY();
    dragged = true;
  }

  private void clicked(MouseEvent event) {
    if (dragged || event.getButton() != MouseButton.PRIMARY) return;
    choose(graph.at(event.getX(), event.getY()).orElse(EntityId.NONE));
    if (event.getClickCount() == 2) openAlerts();
  }

  private void key(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> move(-1, 0);
      case RIGHT -> move(1, 0);
      case UP -> move(0, -1);
      case DOWN -> move(0, 1);
      case ENTER -> openAlerts();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int right, int down) {
    model.move(right, down);
    graph.reveal(model.selected());
    side.refresh();
  }

  private void openAlerts() {
    if (!model.selected().isNone()) navigator.go("alerts", new Target.ToEntity(model.selected()));
  }

  private void zoom(double factor) {
    graph.zoom(factor, graph.getWidth() / 2, graph.getHeight() / 2);
  }

  private void choose(EntityId entity) {
    model.select(entity);
    graph.refresh();
    side.refresh();
  }

  private void found(String text) {
    model.search(text);
    count.setText(text.isBlank() ? "" : Text.of("topology.found", model.found().size()));
    graph.refresh();
    if (!model.found().isEmpty()) graph.reveal(model.selected());
    side.refresh();
  }

  private void show() {
    boolean isEmpty = model.nodes().isEmpty();
    Nodes.show(nothing, isEmpty);
    Nodes.show(graph, !isEmpty);
    graph.refresh();
    side.refresh();
  }

  @Override
  public String id() {
    return "topology";
  }

  @Override
  public Node view() {
    return page;
  }

  @Override
  public void shown() {
    model.shown();
    subscription = model.snapshot().subscribe(newer -> show());
  }

  @Override
  public void hidden() {
    subscription.unsubscribe();
    model.hidden();
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("/", Text.of("topology.key.search"), search::requestFocus),
        new KeyAction("+", Text.of("topology.zoomIn"), () -> zoom(STEP)),
        new KeyAction("-", Text.of("topology.zoomOut"), () -> zoom(1 / STEP)),
        new KeyAction("0", Text.of("topology.fit"), graph::fit),
        new KeyAction("j", Text.of("topology.key.next"), () -> move(0, 1)),
        new KeyAction("k", Text.of("topology.key.previous"), () -> move(0, -1)),
        new KeyAction("h", Text.of("topology.key.callers"), () -> move(-1, 0)),
        new KeyAction("l", Text.of("topology.key.callees"), () -> move(1, 0)),
        new KeyAction("Enter", Text.of("topology.key.open"), this::openAlerts));
  }

  @Override
  public boolean back() {
    if (model.selected().isNone()) return false;
    choose(EntityId.NONE);
    return true;
  }

  @Override
  public boolean open(Target target) {
    if (!(target instanceof Target.ToEntity it)) return false;
    choose(it.entity());
    graph.reveal(it.entity());
    return true;
  }
}
