package io.watchfloor.app.ui.sources;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Floating;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Instant;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import org.controlsfx.control.PopOver.ArrowLocation;

/// One source explains itself: what is not seen, its own words, when it is tried again; and what
/// can be done about it.
final class SourceDetail extends Card {
  private final Backend backend;
  private final Navigator navigator;
  private final Consumer<SourceStatus> edit;
  private final Label unseen = Nodes.paragraph("", "wf-small", "wf-strong-colour");
  private final Label words = Nodes.paragraph("", "wf-mono", "wf-strong-colour");
  private final Label next = Nodes.paragraph("", "wf-small", "wf-strong-colour");

  SourceDetail(Backend backend, Navigator navigator, Consumer<SourceStatus> edit) {
    super("");
    this.backend = backend;
    this.navigator = navigator;
    this.edit = edit;
    setId("source-detail");
    var columns =
        Nodes.row(
            "wf-source-detail",
            Nodes.grow(column("sources.unseen", unseen)),
            Nodes.grow(column("sources.words", words)),
            Nodes.grow(column("sources.next", next)));
    getChildren().add(columns);
  }

  private static javafx.scene.layout.VBox column(String key, Label body) {
    var column = Nodes.column("wf-source-cell", Nodes.label(Text.of(key), "wf-caption"), body);
    column.setPrefWidth(100);
    return column;
  }

  void show(SourceStatus source, Times times, Instant now) {
    boolean blind = source.health() == SourceHealth.BLIND;
    mark("blind", blind);
    var name = PlainText.middle(source.id().name(), 40);
    setTitle(Text.of("sources.is", name, SourceWords.health(source.health())));
    setAside(Text.of("sources.since", times.since(source.since(), now)));
    unseen.setText(
        blind
            ? Text.of("sources.unseen.blind", source.series())
            : Text.of("sources.unseen.none", source.requestsPerMinute()));
    words.setText(
        source.error().isEmpty()
            ? String.join("\n", source.notices().stream().map(PlainText::line).toList())
            : PlainText.block(source.error(), 600));
    if (words.getText().isEmpty()) words.setText(Text.of("sources.words.none"));
    next.setText(
        source
            .nextTry()
            .filter(at -> at.isAfter(now))
            .map(at -> Text.of("sources.next.in", source.failures() + 1, Ages.between(now, at)))
            .orElseGet(() -> Text.of("sources.next.soon")));
    boolean paused = source.health() == SourceHealth.PAUSED;
    var pull =
        Nodes.button(
            Text.of("sources.pull"),
            () -> send(new Command.PullNow(backend.operator(), source.id())),
            "small");
    pull.setGraphic(Icon.AGAIN.node("small"));
    pull.setId("pull-now");
    var pause =
        Nodes.button(
            Text.of(paused ? "sources.resume" : "sources.pause"),
            () -> send(new Command.PauseSource(backend.operator(), source.id(), !paused)),
            "small",
            "ghost");
    boolean configured =
        backend.settings().sources().stream().anyMatch(known -> known.id().equals(source.id()));
    var change = Nodes.button(Text.of("sources.edit"), () -> edit.accept(source), "small", "ghost");
    var remove = Nodes.button(Text.of("sources.remove"), () -> {}, "small", "ghost");
    remove.setOnAction(event -> confirmRemoval(remove, source));
    change.setDisable(!configured);
    remove.setDisable(!configured);
    setEnd(pull, pause, change, remove);
  }

  private void send(Command command) {
    backend.send(command).thenAccept(navigator::tell).exceptionally(Unanswered.log("source"));
  }

  /// Its verb names the source; nothing is removed by one click.
  private void confirmRemoval(javafx.scene.control.Button anchor, SourceStatus source) {
    var popOver = Floating.popOver(ArrowLocation.TOP_RIGHT);
    var name = PlainText.middle(source.id().name(), 40);
    var act =
        Nodes.button(
            Text.of("sources.remove.act", name),
            () -> {
              popOver.hide();
              backend
                  .removeSource(source.id())
                  .thenAccept(navigator::tell)
                  .exceptionally(Unanswered.log("remove source"));
            });
    popOver.setContentNode(
        Nodes.column(
            "wf-popover", Nodes.paragraph(Text.of("sources.remove.why", name), "wf-body"), act));
    popOver.show(anchor);
  }
}
