package io.watchfloor.app.ui.logs;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.Ref;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/// Templates of logs, events and tickets, what stands out first; the chosen one below with its
/// lines a minute, its life and the lines of a minute.
public final class LogsView implements Screen {
  private static final double HEADS = 122;
  private static final double ROW = 28;
  private static final double LEAST = 206;

  private final LogsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final TextField query = new TextField();
  private final LogFilters filters;
  private final TemplateTable table;
  private final Card list = new Card(Text.of("screen.logs"));
  private final StackPane rows = new StackPane();
  private final Card detail = new Card(" ");
  private final VBox sentences = new VBox();
  private final RateDrawing chart;
  private final LinesList lines;
  private final ParametersCard life;
  private final Node incident;
  private final Label legend = Nodes.label(Text.of("logs.chart"), "wf-caption");
  private final VBox view;
  private Subscription subscription = Subscription.EMPTY;

  public LogsView(Backend backend, Navigator navigator) {
    this.model = new LogsViewModel(backend);
    this.navigator = navigator;
    this.times = new Times(backend.zone());
    table = new TemplateTable(model);
    filters = new LogFilters(model);
    chart =
        new RateDrawing(
            backend.zone(), minute -> model.minute().set(java.util.Optional.of(minute)));
    chart.setId("template-rate");
    lines = new LinesList(model, times);
    life = new ParametersCard(times);
    query.setId("log-query");
    query.setPromptText(Text.of("logs.prompt"));
    query.textProperty().bindBidirectional(model.query());
    query.setOnAction(event -> table.requestFocus());
    list.getChildren().addAll(filters, Nodes.grow(rows));
    list.setEnd(Nodes.grow(query));
    list.getStyleClass().add("wf-log-list");
    var open = Nodes.button(Text.of("logs.incident"), this::openIncident, "small");
    open.setId("log-incident");
    incident = open;
    detail.setEnd(open);
    detail.getStyleClass().add("wf-log-detail");
    sentences.getStyleClass().add("wf-log-sentences");
    var left = new VBox(sentences, legend, chart, lines);
    left.getStyleClass().add("wf-log-left");
    left.setMinSize(0, 0);
    VBox.setVgrow(lines, Priority.ALWAYS);
    var scroll = new ScrollPane(life);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("wf-log-side");
    scroll.setMinHeight(0);
    var columns = new HBox(Nodes.grow(left), scroll);
    columns.setMinHeight(0);
    detail.getChildren().add(Nodes.grow(columns));
    view = new VBox(16, list, Nodes.grow(detail), foot());
    view.getStyleClass().addAll("wf-screen", "wf-logs");
    view.heightProperty().subscribe(this::fit);
  }

  private static Node foot() {
    return Nodes.row(
        "wf-gap-8",
        new KeyHint("/"),
        Nodes.label(Text.of("logs.key.search"), "wf-small", "wf-muted"),
        new KeyHint("j"),
        new KeyHint("k"),
        Nodes.label(Text.of("attention.move"), "wf-small", "wf-muted"),
        new KeyHint("f"),
        Nodes.label(Text.of("logs.key.filter"), "wf-small", "wf-muted"),
        new KeyHint("o"),
        Nodes.label(Text.of("logs.key.order"), "wf-small", "wf-muted"),
        new KeyHint("h"),
        new KeyHint("l"),
        Nodes.label(Text.of("logs.key.minute"), "wf-small", "wf-muted"),
        new KeyHint("i"),
        Nodes.label(Text.of("logs.key.incident"), "wf-small", "wf-muted"));
  }

  @Override
  public String id() {
    return "logs";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    subscription =
        Subscription.combine(
            model.rows().subscribe(this::showRows),
            model.only().subscribe(one -> filters.show()),
            model.order().subscribe(one -> filters.show()),
            model.chosen().subscribe(one -> showChosen()),
            model.minute().subscribe(one -> showChart()),
            model.blind().subscribe(one -> showChart()),
            model.reading().subscribe(on -> lines.show(model.lines().get())),
            model.lines().subscribe(lines::show));
    model.shown();
    showRows();
  }

  @Override
  public void hidden() {
    subscription.unsubscribe();
    model.hidden();
  }

  private void showRows() {
    boolean isEmpty = model.rows().isEmpty();
    rows.getChildren().setAll(isEmpty ? nothing() : table);
    filters.show();
    list.setAside(Text.of("logs.known", model.rows().size(), model.known()));
    fit();
    showChosen();
  }

  /// The list is as high as its rows ask, up to less than half of the screen; alone it has it all.
  private void fit() {
    boolean isAlone = model.chosen().get().isEmpty();
    double asked = HEADS + ROW * model.rows().size();
    double room = Math.max(LEAST, view.getHeight() * 0.38);
    list.setPrefHeight(isAlone ? Region.USE_COMPUTED_SIZE : Math.clamp(asked, LEAST, room));
    list.setMinHeight(isAlone ? Region.USE_COMPUTED_SIZE : list.getPrefHeight());
    list.setMaxHeight(isAlone ? Double.MAX_VALUE : list.getPrefHeight());
    VBox.setVgrow(list, isAlone ? Priority.ALWAYS : Priority.NEVER);
  }

  private Node nothing() {
    if (model.known() > 0)
      return StateView.empty(
          Icon.FILTER,
          Text.of("logs.none.match"),
          Text.of("logs.none.match.why"),
          Nodes.button(Text.of("logs.none.all"), this::showAll));
    return StateView.empty(
        Icon.LOGS,
        Text.of("logs.none"),
        Text.of("logs.none.why"),
        Nodes.button(Text.of("topology.none.sources"), () -> navigator.go("sources")));
  }

  private void showAll() {
    model.query().set("");
    model.only().set(java.util.Optional.empty());
  }

  private void showChosen() {
    var chosen = model.chosen().get();
    Nodes.show(detail, chosen.isPresent());
    fit();
    table.mark(chosen.orElse(null));
    if (chosen.isEmpty()) return;
    var row = chosen.get();
    detail.setTitle(PlainText.line(row.template().pattern(), 110));
    detail.setAside(row.template().isSandbox() ? Text.of("chip.sandbox") : "");
    Nodes.show(incident, model.incident().isPresent());
    sentences.getChildren().clear();
    var words = new LogWords(times, model.now());
    for (var finding : row.findings().subList(0, Math.min(3, row.findings().size())))
      sentences
          .getChildren()
          .add(
              Nodes.paragraph(words.sentence(finding), finding.isOpen() ? "wf-strong" : "wf-body"));
    if (row.findings().isEmpty())
      sentences.getChildren().add(Nodes.paragraph(Text.of("logs.found.usual"), "wf-body"));
    life.show(row.template(), model.now());
    showChart();
  }

  private void showChart() {
    var chosen = model.chosen().get();
    if (chosen.isEmpty()) return;
    chart.set(
        chosen.get().template().rates(),
        chosen.get().findings(),
        model.blind().get(),
        model.minute().get());
  }

  private void openIncident() {
    model.incident().ifPresent(navigator::open);
  }

  @Override
  public boolean open(Target target) {
    return switch (target) {
      case Target.ToRef(Ref.ToLog log, var window) -> model.open(log);
      case Target.ToQuery(String text) -> {
        showAll();
        model.query().set(text);
        yield true;
      }
      case Target.ToEntity(var entity) -> {
        showAll();
        model.query().set(entity.name());
        yield true;
      }
      case Target.ToRef other -> false;
      case Target.ToIncident other -> false;
      case Target.ToProposal other -> false;
      case Target.ToConnect other -> false;
    };
  }

  @Override
  public boolean back() {
    if (model.minute().get().isPresent()) {
      model.minute().set(java.util.Optional.empty());
      return true;
    }
    if (model.query().get().isEmpty() && model.only().get().isEmpty()) return false;
    showAll();
    return true;
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("/", Text.of("logs.key.search"), query::requestFocus),
        new KeyAction("j", Text.of("key.down"), () -> model.move(1)),
        new KeyAction("k", Text.of("key.up"), () -> model.move(-1)),
        new KeyAction("f", Text.of("logs.key.filter"), filters::next),
        new KeyAction("o", Text.of("logs.key.order"), filters::nextOrder),
        new KeyAction("h", Text.of("logs.key.before"), () -> model.moveMinute(-1)),
        new KeyAction("l", Text.of("logs.key.after"), () -> model.moveMinute(1)),
        new KeyAction("Enter", Text.of("logs.key.lines"), lines::enter),
        new KeyAction("i", Text.of("logs.key.incident"), this::openIncident));
  }
}
