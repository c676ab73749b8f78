package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import java.util.List;
import javafx.animation.Animation;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The overview: trouble first, or one calm sentence; services, sources, what breaks next, noise.
/// Before the first source is connected: the first steps.
public final class OverviewView implements Screen {
  /// From this height on there is room for more than what must be seen first, px.
  private static final double TALL = 1_080;

  /// The right column's part of the width; the theme keeps it within bounds.
  private static final double RIGHT = 0.3;

  private final OverviewViewModel model;
  private final AttentionList attention;
  private final SummaryTiles summary = new SummaryTiles();
  private final CalmCard calm = new CalmCard();
  private final ServiceTiles tiles;
  private final SourcesCard sources;
  private final NextCard next;
  private final NoiseCard noise;
  private final DayLanes lanes;
  private final Card day;
  private final FirstRunView firstRun;
  private final ScrollPane usual;
  private final StackPane view = new StackPane();
  private final Animation clock = Fx.every(1, this::show);
  private boolean isTall;
  private final ChangeListener<Object> listener = (property, old, snapshot) -> show();

  public OverviewView(Backend backend, Navigator navigator) {
    model = new OverviewViewModel(backend);
    attention = new AttentionList(navigator);
    tiles = new ServiceTiles(navigator);
    sources = new SourcesCard(navigator);
    next = new NextCard(navigator);
    noise = new NoiseCard(navigator);
    lanes = new DayLanes(model.times());
    day = new Card(Text.of("day.title"), Nodes.column("wf-card-body", lanes));
    firstRun = new FirstRunView(backend, navigator, model);
    var left = new VBox(attention, calm, tiles, day);
    left.getStyleClass().add("wf-gap-16");
    var right = new VBox(sources, next, noise);
    right.getStyleClass().addAll("wf-gap-16", "wf-overview-right");
    view.widthProperty().subscribe(wide -> right.setPrefWidth(wide.doubleValue() * RIGHT));
    view.heightProperty().subscribe(high -> setTall(high.doubleValue() >= TALL));
    var columns = new HBox(Nodes.grow(left), right);
    columns.getStyleClass().add("wf-columns");
    var page = new VBox(summary, columns);
    page.getStyleClass().add("wf-screen");
    usual = new ScrollPane(page);
    usual.setFitToWidth(true);
    usual.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    view.getChildren().addAll(usual, firstRun);
    view.setFocusTraversable(true);
  }

  @Override
  public String id() {
    return "overview";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.snapshot().addListener(listener);
    model.shown();
    clock.play();
    show();
  }

  @Override
  public void hidden() {
    clock.stop();
    model.hidden();
    model.snapshot().removeListener(listener);
  }

  private void setTall(boolean on) {
    if (isTall == on) return;
    isTall = on;
    attention.setTall(on);
    tiles.setTall(on);
    lanes.setTall(on);
    show();
  }

  private void show() {
    var mood = model.mood();
    boolean first = mood == OverviewViewModel.Mood.FIRST_RUN;
    Nodes.show(firstRun, first);
    Nodes.show(usual, !first);
    if (first) {
      firstRun.show();
      return;
    }
    var snapshot = model.snapshot().get();
    var now = model.now();
    boolean isCalm = mood == OverviewViewModel.Mood.CALM;
    Nodes.show(attention, !isCalm);
    Nodes.show(calm, isCalm);
    if (isCalm) calm.show(model);
    else attention.show(model.attention());
    summary.show(snapshot, model.folded(), now);
    tiles.show(snapshot.services());
    sources.show(model.sources(), model.times(), now);
    next.show(snapshot.outlooks(), model.times(), now);
    noise.show(snapshot.noise(), model.folded(), model.times(), now);
    lanes.show(snapshot, now);
    Nodes.show(day, (isCalm || isTall) && lanes.lanes() > 0);
    day.setAside(Text.of("day.quiet", model.servicesAsUsual(), snapshot.services().size()));
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("j", Text.of("key.down"), () -> attention.move(1)),
        new KeyAction("k", Text.of("key.up"), () -> attention.move(-1)),
        new KeyAction("Enter", Text.of("key.open"), attention::openSelected));
  }
}
