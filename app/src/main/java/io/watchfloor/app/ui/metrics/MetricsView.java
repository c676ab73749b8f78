package io.watchfloor.app.ui.metrics;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Legend;
import io.watchfloor.app.ui.kit.MetricChart;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Any series: its chart with band, episodes and outlook, and at the right what stands out.
public final class MetricsView implements Screen {
  private final MetricsViewModel model;
  private final TextField query = new TextField();
  private final SeriesPicker picker;
  private final MetricChart chart;
  private final Card chartCard = new Card("");
  private final StackPane chartRoom = new StackPane();
  private final StandsOut standsOut;
  private final Label read = Nodes.label("", "wf-small", "wf-muted");
  private final HBox view;
  private final Animation typed = Fx.after(0.15, this::search);
  private Subscription subscription = Subscription.EMPTY;

  public MetricsView(Backend backend, Navigator navigator) {
    model = new MetricsViewModel(backend, navigator);
    var times = new Times(backend.zone());
    var now = model.now();
    chart = new MetricChart(Span.of(new Window(now.minusSeconds(900), now)), backend.zone());
    chart.setId("chart");
    standsOut = new StandsOut(model, navigator, times);
    picker =
        new SeriesPicker(
            model,
            () -> Nodes.show(pickerNode(), false),
            reason -> navigator.tell(new Decision.Refused(reason)));
    Nodes.show(picker, false);
    query.setId("series-query");
    query.setPromptText(Text.of("metrics.prompt"));
    query.textProperty().addListener(change -> typed.playFromStart());
    query.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) picker.enter();
        });
    var bar = new HBox(8, Nodes.grow(query), ranges());
    chartRoom.getChildren().add(chart);
    chartCard.getChildren().addAll(legend(), Nodes.grow(chartRoom));
    chartCard.getStyleClass().add("wf-chart-card");
    var left = new VBox(16, bar, picker, Nodes.grow(chartCard), hints());
    view = new HBox(16, Nodes.grow(left), standsOut);
    view.getStyleClass().addAll("wf-screen", "wf-metrics");
    chart.view().addListener(change -> says());
    chart.columns().addListener(change -> says());
  }

  private Node pickerNode() {
    return picker;
  }

  private HBox ranges() {
    var group = new ToggleGroup();
    var row = new HBox();
    for (var one : MetricsViewModel.RANGES) {
      var button = new ToggleButton(io.watchfloor.app.ui.kit.Ages.of(one));
      button.setToggleGroup(group);
      button.setId("range-" + one.toMinutes());
      button.setSelected(one.equals(model.range().get()));
      button.setOnAction(
          event -> {
            model.range().set(one);
            button.setSelected(true);
          });
      model.range().subscribe(now -> button.setSelected(now.equals(one)));
      row.getChildren().add(button);
    }
    row.getStyleClass().add("wf-ranges");
    return row;
  }

  private static Node legend() {
    return new Legend(
        Legend.Mark.MEASURED,
        Legend.Mark.EXPECTED,
        Legend.Mark.EPISODE,
        Legend.Mark.FORECAST,
        Legend.Mark.NOT_SEEN);
  }

  private Node hints() {
    return Nodes.row(
        "wf-gap-8",
        new KeyHint(Text.of("metrics.drag")),
        Nodes.label(Text.of("timeline.zoom"), "wf-small", "wf-muted"),
        new KeyHint(Text.of("metrics.shiftDrag")),
        Nodes.label(Text.of("metrics.pan"), "wf-small", "wf-muted"),
        new KeyHint("0"),
        Nodes.label(Text.of("metrics.fit"), "wf-small", "wf-muted"),
        new KeyHint("e"),
        Nodes.label(Text.of("metrics.nextEpisode"), "wf-small", "wf-muted"),
        Nodes.spacer(),
        read);
  }

  private void search() {
    if (query.getText().isBlank()) return;
    model.find(query.getText());
    Nodes.show(picker, true);
  }

  @Override
  public String id() {
    return "metrics";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    subscription =
        Subscription.combine(
            model.explored().subscribe(explored -> show()),
            model.episode().subscribe(one -> standOut()));
    model.shown();
  }

  @Override
  public void hidden() {
    typed.stop();
    subscription.unsubscribe();
    model.hidden();
  }

  private void show() {
    var explored = model.explored().get();
    if (explored == null) {
      chartCard.setTitle(Text.of("screen.metrics"));
      chartRoom
          .getChildren()
          .setAll(
              StateView.empty(
                  Icon.METRICS, Text.of("metrics.empty"), Text.of("metrics.empty.why")));
      return;
    }
    var id = explored.series().getFirst();
    chartCard.setTitle(PlainText.middle(id.metric(), 60));
    chartCard.setAside(
        explored.series().size() > 1
            ? Text.of("metrics.compared", explored.series().size())
            : PlainText.middle(
                id.labels().without(io.watchfloor.model.signal.Labels.NAME).toString(), 90));
    if (explored.data().lines().getFirst().points().size() == 0) {
      chartRoom
          .getChildren()
          .setAll(
              StateView.empty(Icon.BLIND, Text.of("metrics.never"), Text.of("metrics.never.why")));
    } else {
      boolean isFitted =
          !chartRoom.getChildren().contains(chart)
              || chart.view().get().equals(chart.whole().get());
      var before = chart.whole().get();
      chart.whole().set(explored.span());
      if (isFitted || before.length() != explored.span().length()) chart.fit();
      chart.setData(explored.data());
      chartRoom.getChildren().setAll(chart);
    }
    says();
    standOut();
  }

  private void says() {
    var explored = model.explored().get();
    if (explored == null) return;
    read.setText(Text.of("metrics.read", explored.points(), chart.columns().get()));
  }

  private void standOut() {
    var explored = model.explored().get();
    Nodes.show(standsOut, explored != null);
    if (explored != null) standsOut.show(explored);
  }

  private void nextEpisode() {
    model.nextEpisode();
    model
        .episode()
        .get()
        .ifPresent(
            one -> {
              var end = one.until().orElse(model.now());
              long half = Math.max(Duration.between(one.from(), end).toMillis() * 2, 60_000);
              long middle = one.from().toEpochMilli() / 2 + end.toEpochMilli() / 2;
              chart.view().set(new Span(middle - half, middle + half));
              chart.cursor().set(java.util.Optional.of(Instant.ofEpochMilli(middle)));
            });
  }

  @Override
  public boolean open(Target target) {
    return switch (target) {
      case Target.ToRef(var ref, var window) -> model.open(ref);
      case Target.ToEntity(var entity) -> {
        model.lookAt(entity);
        yield true;
      }
      case Target.ToQuery(String text) -> {
        query.setText(text);
        yield true;
      }
      case Target.ToIncident other -> false;
      case Target.ToProposal other -> false;
      case Target.ToConnect other -> false;
    };
  }

  @Override
  public boolean back() {
    if (!picker.isVisible()) return false;
    Nodes.show(picker, false);
    return true;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("/", Text.of("metrics.key.find"), query::requestFocus),
        new KeyAction("e", Text.of("metrics.key.episode"), this::nextEpisode),
        new KeyAction("0", Text.of("metrics.key.fit"), chart::fit),
        new KeyAction("+", Text.of("metrics.key.in"), () -> chart.zoom(0.5)),
        new KeyAction("-", Text.of("metrics.key.out"), () -> chart.zoom(2)));
  }
}
