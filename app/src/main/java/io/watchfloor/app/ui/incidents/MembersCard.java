package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Later;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Opens;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.VerdictRow;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.model.incident.Incident;
import io.watchfloor.model.incident.IncidentId;
import io.watchfloor.model.incident.Member;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.remedy.Decision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What belongs to an incident, each with its reason, and what people do about that: mark rows,
/// take them out, split them off, undo. Below stand alerts that fit here about as well as
/// elsewhere.
final class MembersCard extends Card {
  private static final int MOST = 60;

  private final IncidentsViewModel model;
  private final Navigator navigator;
  private final Times times;
  private final Consumer<Ref> opens;
  private final VBox rows = Nodes.column("wf-side-body");
  private final VBox maybe = Nodes.column("wf-side-body");
  private final Button takeOut = button("incident.unlink", "u", this::takeOut);
  private final Button splitOff = button("incident.split", "s", this::splitOff);
  private final Button undo = button("incident.undo", "z", this::undo);
  private final Set<Ref> marked = new LinkedHashSet<>();
  private Optional<IncidentId> shown = Optional.empty();
  private List<Maybe> shownMaybe = List.of();

  MembersCard(
      IncidentsViewModel model,
      Navigator navigator,
      Times times,
      Consumer<Ref> opens,
      Runnable putIn) {
    super(Text.of("incident.alerts"));
    this.model = model;
    this.navigator = navigator;
    this.times = times;
    this.opens = opens;
    setId("incident-members");
    setEnd(takeOut, splitOff, undo, button("incident.link", "l", putIn));
    getChildren().addAll(rows, maybe);
    tellMarked();
  }

  private static Button button(String key, String hint, Runnable action) {
    var button = Nodes.button(Text.of(key), action, "small", "quiet");
    button.setId(key.replace('.', '-'));
    button.setGraphic(new KeyHint(hint));
    button.setContentDisplay(ContentDisplay.RIGHT);
    return button;
  }

  void show(Incident one) {
    if (!shown.equals(Optional.of(one.id()))) marked.clear();
    shown = Optional.of(one.id());
    var refs = one.members().stream().map(Member::ref).toList();
    marked.retainAll(refs);
    rows.getChildren().clear();
    for (var member : one.members().stream().limit(MOST).toList())
      rows.getChildren().add(row(member));
    if (one.members().size() > MOST)
      rows.getChildren()
          .add(
              Nodes.label(
                  Text.of("incident.alerts.more", one.members().size() - MOST), "wf-muted"));
    if (one.members().isEmpty())
      rows.getChildren().add(Nodes.label(Text.of("incident.alerts.none"), "wf-muted"));
    tellMarked();
  }

  private void tellMarked() {
    setAside(marked.isEmpty() ? "" : Text.of("incident.marked", marked.size()));
    takeOut.setDisable(marked.isEmpty());
    splitOff.setDisable(marked.isEmpty());
    undo.setDisable(!model.edits().canUndo());
  }

  private Node row(Member member) {
    var now = model.now();
    var name = Nodes.label(PlainText.line(member.text()), "wf-body");
    var why = Nodes.label(PlainText.line(member.reason()), "wf-small", "wf-muted");
    name.setMaxWidth(Double.MAX_VALUE);
    why.setMaxWidth(Double.MAX_VALUE);
    var words = new VBox(name, why);
    words.setMinWidth(0);
    if (member.ref() instanceof Ref.ToAnomaly(String id)) unusual(id, name, words);
    var badge = new SeverityBadge(member.severity(), !member.isActive());
    badge.getStyleClass().add("wf-incident-badge");
    var row =
        new HBox(
            mark(member),
            badge,
            Nodes.label(
                PlainText.middle(member.entity().name(), 24), "wf-strong", "wf-member-entity"),
            Nodes.grow(words),
            Nodes.whole(Nodes.label(times.at(member.from(), now), "wf-mono", "wf-muted")));
    row.getStyleClass().addAll("wf-gap-8", "wf-member");
    Opens.by(row, () -> opens.accept(member.ref()));
    return row;
  }

  private CheckBox mark(Member member) {
    var box = new CheckBox();
    box.setSelected(marked.contains(member.ref()));
    box.setAccessibleText(Text.of("incident.mark", PlainText.line(member.text(), 80)));
    box.setOnMouseClicked(event -> event.consume());
    box.setOnAction(
        event -> {
          if (box.isSelected()) marked.add(member.ref());
          else marked.remove(member.ref());
          tellMarked();
        });
    return box;
  }

  /// An anomaly says what is unusual, and can be judged here.
  private void unusual(String id, Label name, VBox words) {
    var lanes = model.lanes().get();
    var one = lanes == null ? null : lanes.unusual().get(id);
    if (one == null) return;
    var anomaly = one.anomaly();
    var now = model.now();
    name.setText(
        Text.of(
            "incident.unusual",
            PlainText.middle(anomaly.series().metric(), 40),
            one.sentence(times, now)));
    var said = model.snapshot().get().priors().verdict(id);
    var verdict = new VerdictRow(said, times, now);
    verdict.onJudge(right -> Later.take(model.judge(anomaly, right), navigator::tell));
    verdict.onForget(() -> Later.take(model.forget(anomaly), navigator::tell));
    words.getChildren().add(verdict);
  }

  /// An alert in no incident that fits this one about as well as another.
  record Maybe(Ref.ToAlert ref, String text, String reason) {}

  /// Shows them when they changed.
  void outside(Incident one) {
    var now = model.undecided(one.id());
    if (now.equals(shownMaybe)) return;
    shownMaybe = now;
    maybe.getChildren().clear();
    Nodes.show(maybe, !now.isEmpty());
    if (now.isEmpty()) return;
    maybe.getChildren().add(Nodes.label(Text.of("incident.maybe"), "wf-caption"));
    for (var each : now) {
      var words =
          new VBox(
              Nodes.label(PlainText.line(each.text()), "wf-body"),
              Nodes.label(PlainText.line(each.reason()), "wf-small", "wf-muted"));
      words.setMinWidth(0);
      var put =
          Nodes.button(
              Text.of("incident.link.here"), () -> tell(model.link(each.ref())), "small", "ghost");
      var row = new HBox(Nodes.grow(words), put);
      row.getStyleClass().addAll("wf-gap-8", "wf-member");
      maybe.getChildren().add(row);
    }
  }

  void takeOut() {
    for (var ref : List.copyOf(marked)) tell(model.unlink(ref));
    marked.clear();
    tellMarked();
  }

  void splitOff() {
    if (marked.isEmpty()) return;
    tell(model.split(List.copyOf(marked)));
    marked.clear();
    tellMarked();
  }

  void undo() {
    tell(model.edits().undo());
  }

  private void tell(CompletableFuture<Decision> sent) {
    Later.take(
        sent,
        decision -> {
          navigator.tell(decision);
          tellMarked();
        });
  }
}
