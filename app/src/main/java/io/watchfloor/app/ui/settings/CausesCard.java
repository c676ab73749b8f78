package io.watchfloor.app.ui.settings;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.cause.Clue;
import io.watchfloor.model.cause.FittedWeights;
import io.watchfloor.model.learn.Suspicions;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// How far suspected causes can be trusted: how often suspects at each confidence were right here,
/// and where the weights behind them come from.
final class CausesCard extends Card {
  private final VBox record = Nodes.column("wf-gap-4");
  private Suspicions shown = Suspicions.NONE;

  CausesCard() {
    super(Text.of("settings.causes"));
    setId("settings-causes");
    var weights = weights();
    Nodes.show(weights, false);
    var open =
        Nodes.link(
            Text.of("settings.causes.weights"), () -> Nodes.show(weights, !weights.isVisible()));
    open.setId("settings-causes-weights");
    var rows =
        Nodes.column(
            "wf-settings-rows",
            Nodes.label(Text.of("settings.causes.record"), "wf-small", "wf-strong"),
            record,
            Nodes.label(Text.of("settings.causes.origin"), "wf-small", "wf-strong"),
            Nodes.paragraph(
                Text.of(
                    "settings.causes.fitted",
                    FittedWeights.FITTED_ON,
                    FittedWeights.DATA,
                    FittedWeights.FIGURES),
                "wf-small",
                "wf-text"),
            Nodes.label(FittedWeights.COMMAND, "wf-mono", "wf-muted"),
            open,
            weights);
    getChildren().add(rows);
    fill(Suspicions.NONE);
  }

  void show(Suspicions suspects) {
    if (suspects.equals(shown)) return;
    shown = suspects;
    fill(suspects);
  }

  private void fill(Suspicions suspects) {
    var lines =
        suspects.levels().stream()
            .map(CausesCard::line)
            .map(text -> (Node) Nodes.label(text, "wf-small", "wf-text"))
            .toList();
    record
        .getChildren()
        .setAll(
            lines.isEmpty()
                ? List.of(
                    Nodes.paragraph(Text.of("settings.causes.noRecord"), "wf-small", "wf-muted"))
                : lines);
  }

  static String line(Suspicions.Level level) {
    return Text.of(
        "settings.causes.level",
        Figures.share(level.from()),
        Figures.share(level.to()),
        level.tally().worked(),
        level.tally().tries());
  }

  private static Node weights() {
    var rows = Nodes.column("wf-gap-4");
    var weights = FittedWeights.model().weights();
    for (var clue : Clue.values())
      if (!clue.text().isEmpty())
        rows.getChildren()
            .add(
                Nodes.row(
                    "wf-gap-8",
                    Nodes.label(
                        String.format(Locale.ROOT, "%+6.2f", weights[clue.ordinal()]), "wf-mono"),
                    Nodes.label(clue.text(), "wf-small", "wf-muted")));
    return rows;
  }
}
