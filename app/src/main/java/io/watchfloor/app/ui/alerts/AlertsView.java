package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.settings.OwnView;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Fx;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.KeyAction;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Screen;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack.Act;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The alerts: saved views, filter, "new since you looked", the table, and what can be done with
/// those selected.
public final class AlertsView implements Screen {
  private final Backend backend;
  private final Navigator navigator;
  private final AlertsViewModel model;
  private final Times times;
  private final AlertTable table;
  private final FilterBar bar;
  private final TextField filter;
  private final Label mistake = Nodes.paragraph("", "wf-small", "wf-warning");
  private final HBox views = Nodes.row("wf-views");
  private final HBox ownViews = new HBox();
  private final Label shown = Nodes.label("", "wf-small", "wf-muted");
  private final Label newer = Nodes.label("", "wf-strong");
  private final Label newerSince = Nodes.label("", "wf-small", "wf-muted");
  private final HBox newBar;
  private final MoreActs more;
  private final BulkBar bulk;
  private final StackPane foot = new StackPane();
  private final VBox view = new VBox();
  private final Animation clock;
  private boolean acting;
  private @Nullable SentActs sent;

  public AlertsView(Backend backend, Navigator navigator) {
    this.backend = backend;
    this.navigator = navigator;
    this.times = new Times(backend.zone());
    model = new AlertsViewModel(backend);
    bar = new FilterBar(backend, model, navigator);
    filter = bar.text();
    filter.setOnAction(event -> focusTable());
    table = new AlertTable(model, navigator, times, () -> backend.clock().instant());
    clock = Fx.every(1, table::tick);
    more = new MoreActs(backend, model, this::act, this::showSent);
    bulk = new BulkBar(bulkActions(), more);
    newBar =
        Nodes.row(
            "wf-new-bar",
            Icon.UP.node("accent"),
            newer,
            newerSince,
            Nodes.link(Text.of("alerts.show-new"), model::look),
            Nodes.spacer(),
            Nodes.label(Text.of("alerts.still"), "wf-small", "wf-muted"));
    newBar.setId("new-since");
    ownViews.getStyleClass().add("wf-views");
    for (var saved : SavedView.ALL) views.getChildren().add(button(saved));
    views.getChildren().addAll(ownViews, Nodes.spacer(), shown);
    var card = new Card();
    card.getChildren().addAll(bar, mistake, newBar, table);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox.setVgrow(card, Priority.ALWAYS);
    mistake.getStyleClass().add("wf-filter-mistake");
    view.getStyleClass().addAll("wf-screen", "wf-alerts");
    view.getChildren().addAll(views, card, foot);
    view.setFocusTraversable(true);
    model.onChange(this::show);
    show();
  }

  private void focusTable() {
    table.requestFocus();
  }

  private ToggleButton button(SavedView saved) {
    var button = new ToggleButton();
    button.getStyleClass().add("wf-view");
    button.setUserData(saved);
    button.setFocusTraversable(false);
    button.setId("view-" + saved.id());
    button.setOnAction(event -> filter.setText(saved.filter(backend.operator().name())));
    return button;
  }

  private void show() {
    for (var node : views.getChildren()) {
      if (node instanceof ToggleButton button && button.getUserData() instanceof SavedView saved) {
        button.setText(saved.words() + "  " + model.count(saved));
        button.setSelected(saved.filter(backend.operator().name()).equals(model.filterText()));
      }
    }
    showOwn();
    bar.show();
    shown.setText(
        Text.of(
            "alerts.shown",
            model.rows().size(),
            model.total(),
            backend.snapshot().noise().alerts()));
    Nodes.show(mistake, !model.mistake().get().isEmpty());
    mistake.setText(Text.of("alerts.mistake", model.mistake().get()));
    int waiting = model.waiting();
    Nodes.show(newBar, waiting > 0);
    newer.setText(Text.of("alerts.new", waiting));
    newerSince.setText(Text.of("alerts.new.since", times.time(model.lookedAt())));
    table.keepCursor();
    table.refreshSelection();
    showFoot();
  }

  /// The views of one's own stand after the shipped ones.
  private void showOwn() {
    var names = model.own().stream().map(OwnView::name).toList();
    var drawn = ownViews.getChildren().stream().map(node -> ((OwnView) node.getUserData()).name());
    if (!names.equals(drawn.toList()))
      ownViews.getChildren().setAll(model.own().stream().map(this::button).toList());
    for (int i = 0; i < model.own().size(); i++) {
      var view = model.own().get(i);
      var button = (ToggleButton) ownViews.getChildren().get(i);
      button.setUserData(view);
      button.setText(PlainText.line(view.name()) + "  " + model.count(view));
      button.setSelected(view.filter().equals(model.filterText()));
    }
  }

  private ToggleButton button(OwnView view) {
    var button = new ToggleButton();
    button.getStyleClass().add("wf-view");
    button.setUserData(view);
    button.setOnAction(event -> filter.setText(((OwnView) button.getUserData()).filter()));
    return button;
  }

  private void showFoot() {
    int count = model.selection().size();
    if (sent != null) {
      sent.show();
      return;
    }
    if (count == 0) {
      acting = false;
      foot.getChildren().clear();
    } else if (!acting) {
      var incidents =
          model.selection().stream()
              .flatMap(row -> row.tracked().incident().stream())
              .map(Object::toString)
              .distinct()
              .limit(3)
              .collect(Collectors.joining(", "));
      bulk.show(count, model.selectionBySource(), incidents);
      if (!foot.getChildren().contains(bulk)) foot.getChildren().setAll(bulk);
    }
    Nodes.show(foot, count > 0);
  }

  private List<KeyAction> bulkActions() {
    return List.of(
        new KeyAction("a", Text.of("bulk.acknowledge"), () -> act(Act.Kind.ACKNOWLEDGE)),
        new KeyAction("s", Text.of("bulk.silence"), () -> act(Act.Kind.SILENCE)),
        new KeyAction("U", Text.of("bulk.unacknowledge"), this::unacknowledge),
        new KeyAction("m", Text.of("bulk.seen"), this::markSeen),
        new KeyAction("i", Text.of("bulk.incident"), this::openIncident),
        new KeyAction("y", Text.of("bulk.why"), this::tellWhy),
        new KeyAction("Esc", Text.of("bulk.clear"), this::back));
  }

  private boolean hasTargets() {
    if (model.selection().isEmpty()) toggleCursor();
    return !model.selection().isEmpty();
  }

  private void act(Act.Kind kind) {
    act(kind, Optional.empty());
  }

  private void actIfOffered(Act.Kind kind) {
    if (!hasTargets()) return;
    if (more.isOffered(kind)) act(kind);
    else navigator.tell(new Decision.Refused(Text.of("act.nobody-offers")));
  }

  private void act(Act.Kind kind, Optional<SourceId> at) {
    if (!hasTargets()) return;
    acting = true;
    sent = null;
    var asked = backend.clock().instant();
    var panel =
        new ActPanel(backend, model, navigator, kind, at, this::stopActing, () -> showSent(asked));
    foot.getChildren().setAll(panel);
    Nodes.show(foot, true);
    panel.focusComment();
  }

  /// Everything that passes the filter; nothing is written before its preview was sent.
  private void acknowledgeAll() {
    model.selectAll(true);
    act(Act.Kind.ACKNOWLEDGE);
  }

  /// What was sent in the last day.
  private void showSent() {
    showSent(Instant.EPOCH);
  }

  private void showSent(Instant since) {
    acting = true;
    sent = new SentActs(backend, navigator, since, this::stopActing);
    foot.getChildren().setAll(sent);
    Nodes.show(foot, true);
  }

  private void stopActing() {
    acting = false;
    sent = null;
    showFoot();
    table.requestFocus();
  }

  private void unacknowledge() {
    if (!hasTargets()) return;
    model
        .unacknowledge("")
        .thenAccept(navigator::tell)
        .exceptionally(Unanswered.log("unacknowledge"));
    model.clearSelection();
  }

  private void markSeen() {
    if (!hasTargets()) return;
    var cleared = model.selection().stream().filter(row -> row.tracked().latched()).toList();
    if (!cleared.isEmpty())
      model.markSeen(cleared).thenAccept(navigator::tell).exceptionally(Unanswered.log("seen"));
    model.clearSelection();
  }

  private void openIncident() {
    var row = model.selection().isEmpty() ? table.cursor() : model.selection().getFirst();
    if (row != null) row.tracked().incident().ifPresent(navigator::open);
  }

  /// Why the alert under the cursor is in no incident.
  private void tellWhy() {
    var row = model.selection().isEmpty() ? table.cursor() : model.selection().getFirst();
    if (row == null) return;
    navigator.tell(
        new Decision.Accepted(
            row.tracked()
                .incident()
                .map(id -> Text.of("alerts.why.in", id))
                .or(() -> model.outside(row))
                .orElse(Text.of("alerts.why.none"))));
  }

  private void toggleCursor() {
    var row = table.cursor();
    if (row != null) model.toggle(row);
  }

  @Override
  public String id() {
    return "alerts";
  }

  @Override
  public Node view() {
    return view;
  }

  @Override
  public void shown() {
    model.shown();
    model.look();
    clock.play();
    if (table.cursor() == null) table.move(1);
  }

  @Override
  public void hidden() {
    clock.stop();
    model.hidden();
  }

  @Override
  public boolean open(Target target) {
    return switch (target) {
      case Target.ToQuery query -> {
        filter.setText(query.text());
        yield true;
      }
      case Target.ToRef(Ref.ToAlert alert, var window) -> reveal(alert.key());
      case Target.ToEntity entity -> {
        filter.setText("service:\"" + entity.entity().name() + "\"");
        yield true;
      }
      default -> false;
    };
  }

  private boolean reveal(String key) {
    filter.setText("");
    for (int i = 0; i < model.rows().size(); i++) {
      if (!model.rows().get(i).key().equals(key)) continue;
      table.getSelectionModel().clearAndSelect(i);
      table.scrollTo(i);
      return true;
    }
    return false;
  }

  @Override
  public List<KeyAction> keys() {
    var keys = new ArrayList<KeyAction>();
    keys.add(new KeyAction("j", Text.of("key.down"), () -> table.move(1)));
    keys.add(new KeyAction("k", Text.of("key.up"), () -> table.move(-1)));
    keys.add(new KeyAction("x", Text.of("key.select"), this::toggleCursor));
    keys.addAll(bulkActions().subList(0, 6));
    MoreActs.KEYS.forEach(
        (kind, key) ->
            keys.add(new KeyAction(key, Text.of("bulk." + kind), () -> actIfOffered(kind))));
    keys.add(new KeyAction("w", Text.of("bulk.sent"), this::showSent));
    keys.add(new KeyAction("Enter", Text.of("bulk.incident"), this::openIncident));
    keys.add(new KeyAction("/", Text.of("key.filter"), filter::requestFocus));
    keys.add(new KeyAction("n", Text.of("alerts.show-new"), model::look));
    keys.add(new KeyAction("Ctrl+A", Text.of("key.select-all"), () -> model.selectAll(true)));
    keys.add(new KeyAction("Ctrl+Shift+A", Text.of("alerts.key.all"), this::acknowledgeAll));
    return keys;
  }

  @Override
  public boolean back() {
    if (acting) {
      stopActing();
      return true;
    }
    if (filter.isFocused()) {
      table.requestFocus();
      return true;
    }
    if (model.selection().isEmpty()) return false;
    model.clearSelection();
    return true;
  }
}
