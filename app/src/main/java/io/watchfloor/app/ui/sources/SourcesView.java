package io.watchfloor.app.ui.sources;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.ListDetail;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Sight;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The sources, worst first; the selected one explains itself; the wizard stays beside the list.
public final class SourcesView implements Screen {
  private static final Comparator<SourceStatus> WORST_FIRST =
      Comparator.comparing((SourceStatus source) -> SourceWords.severity(source.health()))
          .reversed()
          .thenComparing(SourceStatus::id);

  /// The wizard stands beside the list from this width on, and in its place below it, px.
  private static final double BOTH_FROM = 1_400;

  private final Backend backend;
  private final Navigator navigator;
  private final Times times;
  private final Label seeing = Nodes.label("", "wf-heading");
  private final Label aside = Nodes.label("", "wf-small", "wf-muted");
  private final VBox rows = new VBox();
  private final Map<SourceId, SourceRow> rowOf = new LinkedHashMap<>();
  private final SourceDetail detail;
  private final SilencesCard silences;
  private final StackPane beside = new StackPane();
  private final ListDetail view;
  private final Animation clock = Fx.every(1, this::show);
  private Optional<SourceId> selected = Optional.empty();
  private @Nullable WizardView wizard;
  private @Nullable Runnable unsubscribe;

  public SourcesView(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
    this.times = new Times(backend.zone());
    detail = new SourceDetail(backend, navigator, this::edit);
    silences = new SilencesCard(backend, navigator);
    var table = new Card();
    table.getChildren().addAll(head(), rows);
    var top =
        Nodes.row(
            "wf-section",
            seeing,
            aside,
            Nodes.spacer(),
            Nodes.button(
                Text.of("sources.import"),
                () -> navigator.go("settings", new Target.ToQuery("import")),
                "ghost"),
            Nodes.button(
                Text.of("sources.export"),
                () -> navigator.go("settings", new Target.ToQuery("export")),
                "ghost"));
    var left = new VBox(top, table, detail, silences);
    left.getStyleClass().addAll("wf-gap-16", "wf-screen");
    var scroll = new ScrollPane(left);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    view = new ListDetail(scroll, beside, BOTH_FROM);
    view.choose(false);
    beside.getStyleClass().add("wf-wizard-room");
    view.setFocusTraversable(true);
  }

  private static Node head() {
    return Nodes.row(
        "wf-source-head",
        SourceRow.sized(Nodes.label(Text.of("sources.column.source"), "wf-caption"), 214),
        SourceRow.sized(Nodes.label(Text.of("sources.column.health"), "wf-caption"), 96),
        SourceRow.sized(Nodes.label(Text.of("sources.column.lag"), "wf-caption", "wf-right"), 72),
        SourceRow.sized(
            Nodes.label(Text.of("sources.column.coverage"), "wf-caption", "wf-right"), 76),
        Nodes.grow(
            Nodes.row("wf-gap-8", Nodes.label(Text.of("sources.column.gaps"), "wf-caption"))),
        SourceRow.sized(Nodes.label(Text.of("sources.column.note"), "wf-caption"), 150));
  }

  private List<SourceStatus> sources() {
    return backend.snapshot().sources().stream().sorted(WORST_FIRST).toList();
  }

  private void show() {
    var now = backend.clock().instant();
    var sources = sources();
    var sight = Sight.of(backend.snapshot(), now, times);
    seeing.setText(sight.words());
    aside.setText(sight.detail());
    if (sources.isEmpty()) {
      rows.getChildren()
          .setAll(
              StateView.empty(
                  Icon.SOURCES,
                  Text.of("sources.none"),
                  Text.of("sources.none.why"),
                  Nodes.button(Text.of("top.connect"), () -> connect(""), "accent")));
      rowOf.clear();
      Nodes.show(detail, false);
      return;
    }
    if (selected.isEmpty()) select(sources.getFirst().id());
    var ids = sources.stream().map(SourceStatus::id).toList();
    if (!ids.equals(List.copyOf(rowOf.keySet()))) {
      rowOf.clear();
      for (var source : sources)
        rowOf.put(source.id(), new SourceRow(source, () -> selectAndShow(source.id())));
      rows.getChildren().setAll(rowOf.values());
    }
    for (var source : sources) {
      var row = rowOf.get(source.id());
      if (row != null)
        row.show(source, times, now, selected.filter(source.id()::equals).isPresent());
    }
    var chosen =
        sources.stream().filter(s -> selected.filter(s.id()::equals).isPresent()).findFirst();
    Nodes.show(detail, chosen.isPresent());
    chosen.ifPresent(source -> detail.show(source, times, now));
  }

  private void selectAndShow(SourceId id) {
    select(id);
    show();
  }

  private void select(SourceId id) {
    if (selected.filter(id::equals).isPresent()) return;
    selected = Optional.of(id);
    silences.ask(id);
  }

  private void move(int by) {
    var ids = new ArrayList<>(rowOf.keySet());
    if (ids.isEmpty()) return;
    int at = selected.map(ids::indexOf).orElse(0);
    selectAndShow(ids.get(Math.clamp(at + by, 0, ids.size() - 1)));
  }

  private void connect(String type) {
    openWizard().start(type);
  }

  private void edit(SourceStatus source) {
    backend.settings().sources().stream()
        .filter(settings -> settings.id().equals(source.id()))
        .findFirst()
        .ifPresent(settings -> openWizard().edit(settings));
  }

  private WizardView openWizard() {
    closeWizard();
    var opened = new WizardView(backend, navigator, this::closeWizard);
    wizard = opened;
    beside.getChildren().setAll(opened);
    view.choose(true);
    return opened;
  }

  private void closeWizard() {
    beside.getChildren().clear();
    wizard = null;
    view.choose(false);
  }

  @Override
  public String id() {
    return "sources";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    unsubscribe = backend.subscribe(snapshot -> show());
    clock.play();
  }

  @Override
  public void hidden() {
    clock.stop();
    if (unsubscribe != null) unsubscribe.run();
  }

  @Override
  public boolean open(Target target) {
    return switch (target) {
      case Target.ToConnect connect -> {
        connect(connect.type());
        yield true;
      }
      case Target.ToRef(Ref.ToSource source, var window) -> {
        selectAndShow(source.source());
        yield true;
      }
      default -> false;
    };
  }

  @Override
  public List<KeyAction> keys() {
    return List.of(
        new KeyAction("j", Text.of("key.down"), () -> move(1)),
        new KeyAction("k", Text.of("key.up"), () -> move(-1)),
        new KeyAction("c", Text.of("top.connect"), () -> connect("")));
  }

  @Override
  public boolean back() {
    if (wizard == null) return false;
    closeWizard();
    return true;
  }
}
