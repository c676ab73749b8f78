package io.watchfloor.app.ui.hindsight;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Sensitivity;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;

/// "What would have alerted?": series and period above, as it is now and with another sensitivity
/// side by side below.
public final class HindsightView implements Screen {
  private static final int COLUMNS = 120;
  private static final Duration BEFORE = Duration.ofMinutes(30);

  private final HindsightViewModel model;
  private final Navigator navigator;
  private final ComboBox<String> source = new ComboBox<>();
  private final Button look;
  private final Button cancel;
  private final ProgressBar bar = new ProgressBar(0);
  private final Label state = Nodes.label("", "wf-small", "wf-muted");
  private final SideCard own;
  private final SideCard other;
  private final HBox sides;
  private final StackPane room = new StackPane();
  private final VBox view;
  private Subscription subscription = Subscription.EMPTY;

  public HindsightView(Backend backend, Navigator navigator) {
    this.model = new HindsightViewModel(backend);
    this.navigator = navigator;
    var times = new Times(backend.zone());
    look = Nodes.button(Text.of("hindsight.look"), model::look, "accent");
    look.setId("look-back");
    cancel = Nodes.button(Text.of("button.cancel"), model::cancel);
    cancel.setId("stop-looking");
    var use = Nodes.button(Text.of("hindsight.use"), this::use, "small");
    use.setId("use-sensitivity");
    own = new SideCard("own", times, this::open, inForce());
    other = new SideCard("other", times, this::open, slider());
    other.setEnd(use);
    sides = new HBox(16, Nodes.grow(own), Nodes.grow(other));
    for (var side : List.of(own, other)) side.setPrefWidth(100);
    bar.setPrefWidth(160);
    var question =
        new Card(
            Text.of("hindsight.title"),
            Nodes.row("wf-hindsight-row", source(), Nodes.grow(words()), ranges(), look),
            Nodes.row("wf-hindsight-row", bar, cancel, state));
    question.setAside(Text.of("hindsight.why"));
    view = new VBox(16, question, Nodes.grow(room), hints());
    view.getStyleClass().addAll("wf-screen", "wf-hindsight");
  }

  private Node source() {
    source.setId("hindsight-source");
    source.setPrefWidth(180);
    source.setAccessibleText(Text.of("hindsight.source"));
    source.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String name) {
            return name == null || name.isEmpty() ? Text.of("hindsight.everySource") : name;
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    source.valueProperty().bindBidirectional(model.source());
    return source;
  }

  private Node words() {
    var words = new TextField();
    words.setId("hindsight-words");
    words.setPromptText(Text.of("hindsight.words"));
    words.textProperty().bindBidirectional(model.words());
    words.setOnAction(event -> model.look());
    return words;
  }

  private Node ranges() {
    var group = new ToggleGroup();
    var row = new HBox();
    for (var one : HindsightViewModel.RANGES) {
      var button = new ToggleButton(Ages.of(one));
      button.setToggleGroup(group);
      button.setOnAction(event -> model.range().set(one));
      model.range().subscribe(now -> button.setSelected(now.equals(one)));
      row.getChildren().add(button);
    }
    row.getStyleClass().add("wf-ranges");
    return row;
  }

  private static Node inForce() {
    return Nodes.row(
        "wf-hindsight-sensitivity",
        Nodes.label(Text.of("hindsight.inForce"), "wf-small", "wf-muted"));
  }

  private Node slider() {
    int last = Sensitivity.steps().length - 1;
    var slider = new Slider(0, last, model.step().get());
    slider.setId("other-sensitivity");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.setBlockIncrement(1);
    slider.setAccessibleText(Text.of("hindsight.other"));
    slider
        .valueProperty()
        .addListener((property, old, now) -> model.step().set((int) Math.round(now.doubleValue())));
    model.step().subscribe(now -> slider.setValue(now.intValue()));
    return Nodes.row(
        "wf-hindsight-sensitivity",
        Nodes.label(Text.of("sensitivity.less"), "wf-small", "wf-muted"),
        Nodes.grow(slider),
        Nodes.label(Text.of("sensitivity.more"), "wf-small", "wf-muted"));
  }

  private Node hints() {
    return Nodes.row(
        "wf-gap-8",
        new KeyHint("r"),
        Nodes.label(Text.of("hindsight.look"), "wf-small", "wf-muted"),
        new KeyHint("-"),
        new KeyHint("+"),
        Nodes.label(Text.of("hindsight.key.other"), "wf-small", "wf-muted"),
        new KeyHint("Enter"),
        Nodes.label(Text.of("forecasts.key.open"), "wf-small", "wf-muted"));
  }

  private void use() {
    Later.take(
        model.use(),
        decision -> {
          navigator.tell(decision);
          show();
        });
  }

  private void open(Anomaly one) {
    var to = one.until().orElse(one.at()).plusSeconds(60);
    navigator.open(new Ref.ToSeries(one.series(), new Window(one.from().minus(BEFORE), to)));
  }

  private void move(int by) {
    model.step().set(Math.clamp(model.step().get() + by, 0, Sensitivity.steps().length - 1));
  }

  @Override
  public String id() {
    return "hindsight";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    var chosen = model.source().get();
    source.getItems().setAll("");
    source.getItems().addAll(model.sources());
    model.source().set(chosen);
    subscription =
        Subscription.combine(
            model.answer().subscribe(found -> show()),
            model.step().subscribe(step -> show()),
            model.progress().subscribe(now -> tell()));
  }

  @Override
  public void hidden() {
    subscription.unsubscribe();
    model.cancel();
  }

  private void tell() {
    var now = model.progress().get();
    Nodes.show(bar, now != null);
    Nodes.show(cancel, now != null);
    look.setDisable(now != null);
    if (now == null) {
      state.setText(said());
      return;
    }
    bar.setProgress(now.of() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.share());
    state.setText(Text.of("hindsight.progress", now.looked(), now.of()));
  }

  private String said() {
    var found = model.answer().get();
    if (found == null) return Text.of("hindsight.notYet");
    var all = found.hindsight();
    var judged = Text.of("hindsight.judged", all.looked(), found.matching());
    if (!all.isWhole()) return Text.of("hindsight.stopped", judged);
    return all.of() < found.matching() ? Text.of("hindsight.sampled", judged) : judged;
  }

  private void show() {
    var found = model.answer().get();
    if (found == null || found.matching() == 0) {
      var title = found == null ? "hindsight.empty" : "hindsight.noSeries";
      var why = found == null ? "hindsight.empty.why" : "hindsight.noSeries.why";
      room.getChildren().setAll(StateView.empty(Icon.HINDSIGHT, Text.of(title), Text.of(why)));
      return;
    }
    var mine = model.side(found, false);
    var its = model.side(found, true);
    var all = found.hindsight();
    int most =
        Math.max(
            EpisodeStrip.peak(mine.episodes(), all.window(), COLUMNS),
            EpisodeStrip.peak(its.episodes(), all.window(), COLUMNS));
    own.show(mine, all, most, model.now());
    other.show(its, all, most, model.now());
    room.getChildren().setAll(sides);
    if (model.progress().get() == null) state.setText(said());
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("r", Text.of("hindsight.look"), model::look),
        new KeyAction("-", Text.of("sensitivity.less"), () -> move(-1)),
        new KeyAction("+", Text.of("sensitivity.more"), () -> move(1)));
  }

  @Override
  public boolean back() {
    if (model.progress().get() == null) return false;
    model.cancel();
    return true;
  }
}
