package io.watchfloor.app.ui.sources;

import io.watchfloor.app.engine.Backend;
import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Unanswered;
import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack.Matcher;
import io.watchfloor.model.source.WriteBack.Silence;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// The silences a source holds: what each catches now, who made it, until when; each can be ended.
final class SilencesCard extends Card {
  private static final int MOST = 8;
  private final Backend backend;
  private final Navigator navigator;
  private final VBox rows = Nodes.column("wf-small-rows");

  SilencesCard(Backend backend, Navigator navigator) {
    super(Text.of("silences.title"));
    this.backend = backend;
    this.navigator = navigator;
    setId("silences");
    getChildren().add(rows);
    Nodes.show(this, false);
  }

  /// Asks the source; shows nothing where it has no such thing.
  void ask(SourceId source) {
    Nodes.show(this, false);
    backend
        .silences(source)
        .thenAccept(found -> show(source, found))
        .exceptionally(Unanswered.log("silences"));
  }

  private void show(SourceId source, List<Silence> found) {
    var live = found.stream().filter(silence -> !silence.state().equals("expired")).toList();
    Nodes.show(this, !live.isEmpty());
    setAside(Text.of("silences.count", live.size(), PlainText.middle(source.name(), 32)));
    rows.getChildren().setAll(live.stream().limit(MOST).map(this::row).toList());
  }

  private Node row(Silence silence) {
    var now = backend.clock().instant();
    var matchers =
        silence.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", "));
    var what = Nodes.label(PlainText.line(matchers, 160), "wf-mono", "wf-strong-colour");
    what.setMaxWidth(Double.MAX_VALUE);
    var who =
        Nodes.label(
            Text.of(
                "silences.by",
                PlainText.line(silence.author(), 24),
                Ages.between(now, silence.endsAt()),
                silence.catches()),
            "wf-small",
            "wf-muted");
    who.setMinWidth(USE_PREF_SIZE);
    var end =
        Nodes.button(
            Text.of("silences.end"),
            () ->
                backend
                    .send(
                        new Command.EndSilence(backend.operator(), silence.source(), silence.id()))
                    .thenAccept(navigator::tell)
                    .exceptionally(Unanswered.log("end silence")),
            "small",
            "ghost");
    return Nodes.row("wf-small-row", Nodes.grow(what), who, end);
  }
}
