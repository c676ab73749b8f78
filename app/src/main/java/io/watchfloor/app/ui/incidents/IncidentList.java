package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.StateView;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.incident.Incident;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// All incidents: open first, worst first. Enter or a click opens one.
final class IncidentList extends StackPane {
  private final IncidentsViewModel model;
  private final Times times;
  private final ListView<Incident> list = new ListView<>();
  private final Card card = new Card(Text.of("incidents.title"));
  private List<Incident> shown = List.of();
  private boolean isShowing;

  IncidentList(IncidentsViewModel model, Times times) {
    this.model = model;
    this.times = times;
    getStyleClass().add("wf-incidents");
    list.setId("incident-list");
    list.getStyleClass().add("wf-incident-list");
    list.setFixedCellSize(64);
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            one -> {
              if (one != null && besideDetail() && !isShowing) open();
            });
    list.setCellFactory(view -> new Row());
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) open();
        });
    card.getChildren().add(Nodes.grow(list));
    getChildren().add(card);
  }

  /// What is chosen is shown beside the list, without being opened.
  private boolean besideDetail() {
    return model.chosen().get().isPresent();
  }

  void open() {
    var one = list.getSelectionModel().getSelectedItem();
    if (one != null) model.chosen().set(Optional.of(one.id()));
  }

  void move(int by) {
    int at = list.getSelectionModel().getSelectedIndex();
    int next = Math.clamp(at + by, 0, Math.max(0, list.getItems().size() - 1));
    list.getSelectionModel().select(next);
    list.scrollTo(Math.max(0, next - 2));
  }

  /// Changes rows in place, so that nothing jumps under the hand.
  void show() {
    var next = model.list();
    long open = next.stream().filter(Incident::isOpen).count();
    card.setAside(Text.of("incidents.count", open, next.size() - open));
    isShowing = true;
    if (next.equals(shown)) list.refresh();
    else list.getItems().setAll(next);
    shown = next;
    select();
    isShowing = false;
    list.setPlaceholder(StateView.calm(Text.of("incidents.calm"), Text.of("incidents.calm.why")));
  }

  /// The one that is open, else the one that was selected, else the first.
  private void select() {
    var before = list.getSelectionModel().getSelectedItem();
    var wanted = model.chosen().get().or(() -> Optional.ofNullable(before).map(Incident::id));
    for (int i = 0; i < shown.size(); i++)
      if (wanted.filter(shown.get(i).id()::equals).isPresent()) list.getSelectionModel().select(i);
    if (list.getSelectionModel().isEmpty()) list.getSelectionModel().selectFirst();
  }

  private final class Row extends ListCell<Incident> {
    private final SeverityBadge badge = new SeverityBadge(io.watchfloor.model.signal.Severity.OK);
    private final Label title = Nodes.label("", "wf-lead");
    private final Label under = Nodes.label("", "wf-small", "wf-muted");
    private final Label since = Nodes.label("", "wf-mono", "wf-muted");
    private final Label owner = Nodes.label("", "wf-small", "wf-muted");
    private final Label number = Nodes.whole(Nodes.label("", "wf-mono", "wf-muted"));
    private final Label sandbox = Nodes.whole(Chip.sandbox());
    private final HBox head = new HBox(number, title, sandbox);
    private final HBox row;

    Row() {
      badge.getStyleClass().add("wf-incident-badge");
      head.getStyleClass().add("wf-gap-8");
      var right = new VBox(since, owner);
      right.getStyleClass().add("wf-incident-right");
      var middle = new VBox(head, under);
      middle.getStyleClass().add("wf-incident-middle");
      row = new HBox(badge, Nodes.grow(middle), right);
      row.getStyleClass().add("wf-incident-row");
      setPrefWidth(0);
      setOnMouseClicked(
          event -> {
            if (!isEmpty()) open();
          });
    }

    @Override
    protected void updateItem(Incident one, boolean empty) {
      super.updateItem(one, empty);
      if (empty || one == null) {
        setGraphic(null);
        return;
      }
      var now = model.now();
      badge.set(one.severity(), one.acknowledgedAt().isPresent() || !one.isOpen());
      title.setText(PlainText.line(one.title()));
      number.setText(one.id().text());
      Nodes.show(sandbox, one.id().isSandbox());
      var entities =
          one.entities().stream()
              .limit(5)
              .map(entity -> PlainText.line(entity.name(), 60))
              .collect(Collectors.joining(", "));
      under.setText(Text.of("incidents.under", one.alertCount(), entities));
      since.setText(
          one.isOpen()
              ? times.since(one.since(), now)
              : Text.of(
                  "incidents.resolved",
                  times.at(one.resolvedAt().orElse(one.updatedAt()), now),
                  Ages.of(one.age(now))));
      owner.setText(
          one.owner()
              .map(who -> who.name())
              .orElse(one.isOpen() ? Text.of("incidents.nobody") : ""));
      setAccessibleText(io.watchfloor.app.ui.kit.Words.of(one.severity()) + ", " + one.title());
      setGraphic(row);
    }
  }
}
