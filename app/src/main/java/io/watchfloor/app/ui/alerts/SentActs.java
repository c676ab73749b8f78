package io.watchfloor.app.ui.alerts;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.KeyHint;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.source.Dispatch;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// What was sent to the sources and what became of each act: sent, confirmed, or diverged with the
/// source's own words; sent again or taken back from here.
final class SentActs extends VBox {
  private static final int MOST = 60;

  private final Backend backend;
  private final Navigator navigator;
  private final Instant since;
  private final VBox rows = Nodes.column("wf-sent");
  private List<Dispatch> shown = List.of();

  /// @param since shows what was asked for from then on
  SentActs(Backend backend, Navigator navigator, Instant since, Runnable close) {
    this.backend = backend;
    this.navigator = navigator;
    this.since = since;
    getStyleClass().add("wf-bulk-bar");
    setId("sent-acts");
    var closing = Nodes.button(Text.of("button.close"), close, "ghost");
    closing.setGraphic(new KeyHint("Esc"));
    var scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("wf-sent-scroll");
    getChildren()
        .addAll(
            Nodes.row(
                "wf-gap-8", Nodes.label(Text.of("sent.title"), "wf-lead"), Nodes.spacer(), closing),
            scroll);
    rows.getChildren().setAll(Nodes.label(Text.of("sent.none"), "wf-small", "wf-muted"));
    show();
  }

  /// Takes what the newest snapshot says.
  void show() {
    var dispatches =
        backend.snapshot().dispatches().stream()
            .filter(act -> !act.at().isBefore(since))
            .limit(MOST)
            .toList();
    if (dispatches.equals(shown)) return;
    shown = dispatches;
    rows.getChildren().setAll(dispatches.stream().map(this::row).toList());
  }

  private Node row(Dispatch act) {
    var words = act.words().isEmpty() ? "" : PlainText.line(act.words(), 200);
    var row =
        Nodes.row(
            "wf-gap-8",
            icon(act.state()),
            Nodes.label(state(act), "wf-small", "wf-strong"),
            Nodes.label(what(act), "wf-small"),
            Nodes.grow(Nodes.whole(Nodes.label(words, "wf-small", "wf-muted"))));
    if (act.state() == Dispatch.State.DIVERGED || act.nextTry().isPresent())
      row.getChildren()
          .add(
              button(
                  "again-" + act.id(),
                  Text.of("sent.again"),
                  new Command.SendAgain(backend.operator(), act.id())));
    if (act.undo().isPresent() || act.nextTry().isPresent())
      row.getChildren()
          .add(
              button(
                  "take-back-" + act.id(),
                  Text.of("sent.take-back"),
                  new Command.TakeBack(backend.operator(), act.id())));
    return row;
  }

  private Node button(String id, String text, Command command) {
    var button =
        Nodes.button(
            text,
            () ->
                backend
                    .send(command)
                    .thenAccept(navigator::tell)
                    .exceptionally(Unanswered.log("dispatch")),
            "ghost",
            "small");
    button.setId(id);
    return button;
  }

  private String state(Dispatch act) {
    return act.nextTry()
        .map(at -> Text.of("sent.waits", new Times(backend.zone()).time(at)))
        .orElseGet(() -> Text.of("sent.state." + act.state()));
  }

  private static String what(Dispatch act) {
    var names =
        act.act().alerts().stream()
            .limit(3)
            .map(Alert::name)
            .map(name -> PlainText.line(name, 40))
            .collect(Collectors.joining(", "));
    var target = names.isEmpty() ? PlainText.line(act.act().target(), 40) : names;
    return Text.of(
        "sent.what",
        PlainText.line(act.source().name(), 40),
        Text.of("sent.kind." + act.act().kind()),
        target);
  }

  private static Node icon(Dispatch.State state) {
    return switch (state) {
      case QUEUED, SENT -> Icon.RUNNING.node("muted");
      case CONFIRMED -> Icon.CHECK.node("ok");
      case DIVERGED -> Icon.AGAIN.node("warning");
      case LOCAL, WITHDRAWN -> Icon.CHECK_ALL.node("muted");
    };
  }
}
