package io.watchfloor.app.ui.forecasts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.forecasts.ForecastsViewModel.Tab;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
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
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// What reaches its limit, when, how sure and how right such forecasts were, worst first; and the
/// demand of the next day and week. The chosen row is drawn below: its past, the mean, the 80 and
/// 95 % ranges, the limit.
public final class ForecastsView implements Screen {
  private final ForecastsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final RowTable<Outlook> limits;
  private final RowTable<Demand> demands;
  private final Card list = new Card(Text.of("screen.forecasts"));
  private final StackPane rows = new StackPane();
  private final Card detail = new Card(" ");
  private final Label sentence = Nodes.paragraph("", "wf-body", "wf-forecast-sentence");
  private final StackPane chartRoom = new StackPane();
  private final MetricChart chart;
  private final Label looked = Nodes.paragraph("", "wf-small", "wf-muted");
  private final VBox view;
  private Subscription subscription = Subscription.EMPTY;
  private boolean isSelecting;

  public ForecastsView(Backend backend, Navigator navigator) {
    this.model = new ForecastsViewModel(backend, navigator);
    this.navigator = navigator;
    this.times = new Times(backend.zone());
    var now = model.now();
    chart = new MetricChart(Span.of(new Window(now.minusSeconds(900), now)), backend.zone());
    chart.setId("forecast-chart");
    limits = limitTable();
    demands = demandTable();
    list.setEnd(tabs());
    list.getChildren().add(rows);
    list.getStyleClass().add("wf-forecast-list");
    var open = Nodes.button(Text.of("forecasts.open-series"), this::openSeries, "small");
    open.setId("open-series");
    detail.setEnd(open);
    detail.getChildren().addAll(sentence, legend(), Nodes.grow(chartRoom));
    detail.getStyleClass().add("wf-chart-card");
    view = new VBox(16, Nodes.grow(list), Nodes.grow(detail), foot());
    view.getStyleClass().addAll("wf-screen", "wf-forecasts");
  }

  private static Node legend() {
    var legend =
        new Legend(
            Legend.Mark.MEASURED, Legend.Mark.EXPECTED, Legend.Mark.EPISODE, Legend.Mark.FORECAST);
    legend.getChildren().add(Nodes.label(Text.of("forecasts.legend"), "wf-caption"));
    return legend;
  }

  private ForecastWords words() {
    return new ForecastWords(times, model.now());
  }

  private RowTable<Outlook> limitTable() {
    var table =
        new RowTable<>("limit-table", model.limits())
            .words("what", 260, row -> ForecastWords.name(row.entity(), row.series()), "wf-strong")
            .words("why", 120, Outlook::why)
            .numbers("now", 84, row -> Figures.of(row.current(), row.info()).toString())
            .numbers("in", 84, row -> words().in(row), "wf-strong-colour")
            .numbers("likely", 104, row -> words().when(row.likely()))
            .numbers("interval", 224, row -> words().interval(row))
            .numbers("chance", 72, row -> Figures.share(1 - row.chanceOfNever()))
            .numbers("error", 96, ForecastWords::error);
    follow(table, Outlook::series);
    return table;
  }

  private RowTable<Demand> demandTable() {
    var table =
        new RowTable<>("demand-table", model.demands())
            .words("what", 260, row -> ForecastWords.name(row.entity(), row.series()), "wf-strong")
            .numbers("now", 84, row -> Figures.of(row.current(), row.info()).toString())
            .numbers("day", 116, row -> words().peak(row.day(), row), "wf-strong-colour")
            .numbers("at", 112, row -> words().peakAt(row.day()))
            .numbers("range", 160, row -> words().peakRange(row.day(), row))
            .numbers("week", 120, row -> words().peak(row.week(), row), "wf-strong-colour")
            .numbers("at", 112, row -> words().peakAt(row.week()))
            .numbers("error", 96, ForecastWords::error);
    follow(table, Demand::series);
    return table;
  }

  private <T> void follow(TableView<T> table, Function<T, SeriesId> series) {
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            row -> {
              if (row != null && !isSelecting)
                model.chosen().set(java.util.Optional.of(series.apply(row)));
            });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2) openSeries();
        });
  }

  private HBox tabs() {
    var group = new ToggleGroup();
    var row = new HBox();
    for (var tab : Tab.values()) {
      var button =
          new ToggleButton(
              Text.of("forecasts.tab." + tab.name().toLowerCase(java.util.Locale.ROOT)));
      button.setToggleGroup(group);
      button.setId("tab-" + tab.name().toLowerCase(java.util.Locale.ROOT));
      button.setOnAction(event -> model.tab().set(tab));
      model.tab().subscribe(now -> button.setSelected(now == tab));
      row.getChildren().add(button);
    }
    row.getStyleClass().add("wf-ranges");
    return row;
  }

  private Node foot() {
    return Nodes.row(
        "wf-gap-8",
        Nodes.whole(new KeyHint("j")),
        Nodes.whole(new KeyHint("k")),
        Nodes.whole(Nodes.label(Text.of("attention.move"), "wf-small", "wf-muted")),
        Nodes.whole(new KeyHint("t")),
        Nodes.whole(Nodes.label(Text.of("forecasts.key.tab"), "wf-small", "wf-muted")),
        Nodes.whole(new KeyHint("Enter")),
        Nodes.whole(Nodes.label(Text.of("forecasts.key.open"), "wf-small", "wf-muted")),
        Nodes.spacer(),
        looked);
  }

  @Override
  public String id() {
    return "forecasts";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    subscription =
        Subscription.combine(
            model.tab().subscribe(tab -> show()),
            model.foresight().subscribe(found -> show()),
            model.weighed().subscribe(done -> show()),
            model.record().subscribe(now -> tellRecord()),
            model.limits().subscribe(this::show),
            model.demands().subscribe(this::show),
            model.chosen().subscribe(one -> select()),
            model.ahead().subscribe(one -> draw()));
    model.shown();
  }

  @Override
  public void hidden() {
    subscription.unsubscribe();
    model.hidden();
  }

  private void tellRecord() {
    boolean isLimits = model.tab().get() == Tab.LIMITS;
    list.setAside(isLimits ? ForecastWords.record(model.record().get()) : "");
  }

  private void show() {
    tellRecord();
    boolean isLimits = model.tab().get() == Tab.LIMITS;
    boolean isEmpty = isLimits ? model.limits().isEmpty() : model.demands().isEmpty();
    rows.getChildren().setAll(isEmpty ? nothing(isLimits) : isLimits ? limits : demands);
    var found = model.foresight().get();
    looked.setText(found == null || !isLimits || isEmpty ? "" : words().looked(found));
    select();
    draw();
  }

  private Node nothing(boolean isLimits) {
    var found = model.foresight().get();
    if (isLimits ? found == null : !model.weighed().get())
      return StateView.loading(Text.of("forecasts.looking"), () -> navigator.go("overview"));
    if (!isLimits)
      return StateView.empty(
          Icon.FORECASTS, Text.of("forecasts.demand.none"), Text.of("forecasts.demand.none.why"));
    if (found == null || found.looked() == 0)
      return StateView.empty(
          Icon.FORECASTS, Text.of("forecasts.none"), Text.of("forecasts.none.why"));
    return StateView.calm(Text.of("forecasts.calm"), words().looked(found));
  }

  private void select() {
    isSelecting = true;
    select(limits, Outlook::series);
    select(demands, Demand::series);
    isSelecting = false;
  }

  private <T> void select(TableView<T> table, Function<T, SeriesId> series) {
    var chosen = model.chosen().get();
    for (int i = 0; i < table.getItems().size(); i++) {
      if (!chosen.equals(java.util.Optional.of(series.apply(table.getItems().get(i))))) continue;
      if (table.getSelectionModel().getSelectedIndex() != i) {
        table.getSelectionModel().select(i);
        table.scrollTo(Math.max(0, i - 1));
      }
      return;
    }
    table.getSelectionModel().clearSelection();
  }

  private void draw() {
    var ahead = model.ahead().get();
    Nodes.show(detail, ahead != null);
    list.mark("alone", ahead == null);
    if (ahead == null) return;
    detail.setTitle(PlainText.middle(ahead.series().metric(), 60));
    detail.setAside(
        PlainText.middle(
            ahead.series().labels().without(io.watchfloor.model.signal.Labels.NAME).toString(),
            80));
    sentence.setText(
        model
            .outlook()
            .map(words()::sentence)
            .or(() -> model.demand().map(words()::sentence))
            .map(said -> ahead.unusual().map(one -> words().unusual(said, one)).orElse(said))
            .orElse(""));
    if (ahead.data().lines().getFirst().points().size() == 0) {
      chartRoom
          .getChildren()
          .setAll(
              StateView.empty(
                  Icon.BLIND, Text.of("metrics.never"), Text.of("forecasts.never.why")));
      return;
    }
    chart.whole().set(ahead.span());
    chart.fit();
    chart.setData(ahead.data());
    chartRoom.getChildren().setAll(chart);
  }

  private void openSeries() {
    var ahead = model.ahead().get();
    if (ahead == null) return;
    navigator.open(
        new Ref.ToSeries(
            ahead.series(), Window.before(model.now().plusSeconds(1), Duration.ofDays(1))));
  }

  @Override
  public boolean open(Target target) {
    return target instanceof Target.ToRef(Ref.ToSeries(var series, var seen), var window)
        && model.open(series);
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("j", Text.of("key.down"), () -> model.move(1)),
        new KeyAction("k", Text.of("key.up"), () -> model.move(-1)),
        new KeyAction("t", Text.of("forecasts.key.tab"), this::otherTab),
        new KeyAction("Enter", Text.of("forecasts.key.open"), this::openSeries),
        new KeyAction("r", Text.of("forecasts.key.again"), model::again),
        new KeyAction("0", Text.of("metrics.key.fit"), chart::fit));
  }

  private void otherTab() {
    model.tab().set(model.tab().get() == Tab.LIMITS ? Tab.DEMAND : Tab.LIMITS);
  }
}
