package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Card;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.pipeline.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// How much noise was folded away in the last 24 hours, when it came, and which rules made it.
final class NoiseCard extends Card {
  private static final int RULES = 3;
  private final Navigator navigator;
  private final Label alerts = Nodes.label("", "wf-figure");
  private final Label incidents = Nodes.label("", "wf-figure");
  private final Label folded = Nodes.label("", "wf-figure");
  private final Label missed = Nodes.label("", "wf-caption");
  private final HourBars bars = new HourBars();
  private final Label from = Nodes.label("", "wf-caption");
  private final VBox rules = Nodes.column("wf-small-rows");

  NoiseCard(Navigator navigator) {
    super(Text.of("noise.title"));
    this.navigator = navigator;
    var figures =
        Nodes.row(
            "wf-noise-figures",
            Nodes.column(
                "wf-figure-column", alerts, Nodes.label(Text.of("noise.alerts"), "wf-caption")),
            Icon.ARROW.node("muted"),
            Nodes.column(
                "wf-figure-column",
                incidents,
                Nodes.label(Text.of("noise.incidents"), "wf-caption")),
            Nodes.spacer(),
            Nodes.column("wf-figure-column-right", folded, missed));
    var axis =
        Nodes.row(
            "wf-noise-axis",
            from,
            Nodes.spacer(),
            Nodes.label(Text.of("noise.axis"), "wf-caption"),
            Nodes.spacer(),
            Nodes.label(Text.of("noise.now"), "wf-caption"));
    getChildren().add(Nodes.column("wf-noise", figures, bars, axis));
    getChildren().add(Nodes.label(Text.of("noise.noisiest"), "wf-caption", "wf-noise-head"));
    getChildren().add(rules);
  }

  void show(Snapshot.Noise noise, double share, Times times, Instant now) {
    alerts.setText(Figures.whole(noise.alerts()));
    incidents.setText(Figures.whole(noise.incidents()));
    folded.setText(Figures.share(share));
    missed.setText(Text.of("noise.folded", noise.missed()));
    bars.show(noise.perHour());
    from.setText(times.minute(now.minus(Duration.ofHours(24))) + " " + Text.of("noise.yesterday"));
    rules
        .getChildren()
        .setAll(
            noise.noisiest().entrySet().stream()
                .sorted(
                    Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(RULES)
                .map(rule -> row(rule.getKey(), rule.getValue()))
                .toList());
    if (noise.noisiest().isEmpty())
      rules
          .getChildren()
          .add(Nodes.label(Text.of("noise.none"), "wf-small", "wf-muted", "wf-small-row"));
  }

  private Node row(String rule, int times) {
    var name = Nodes.label(PlainText.line(rule, 60), "wf-small", "wf-strong-colour");
    name.setMaxWidth(Double.MAX_VALUE);
    var row =
        Nodes.row(
            "wf-small-row",
            Nodes.grow(name),
            Nodes.label(Figures.whole(times), "wf-number", "wf-strong-colour"));
    row.setOnMouseClicked(
        event ->
            navigator.go("alerts", new Target.ToQuery("alert:\"" + rule.split(" ", 2)[0] + "\"")));
    return row;
  }
}
