package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityBadge;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.LogLine;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.source.Pull;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// What would arrive: what one pull brought, counted and with examples. Nothing of it is kept.
final class WizardPreview {
  private static final int MOST = 6;

  private WizardPreview() {}

  static Node of(Optional<Pull> pull, String trouble) {
    var body =
        Nodes.column("wf-wizard-preview", Nodes.label(Text.of("preview.title"), "wf-strong"));
    body.setId("wizard-preview");
    if (!trouble.isEmpty())
      body.getChildren()
          .add(Nodes.paragraph(PlainText.line(trouble, 300), "wf-small", "wf-warning"));
    else if (pull.isEmpty())
      body.getChildren().add(Nodes.label(Text.of("preview.asking"), "wf-small", "wf-muted"));
    else fill(body, pull.get());
    return body;
  }

  private static void fill(VBox body, Pull pull) {
    var metrics = new TreeMap<String, Integer>();
    int alerts = 0, lines = 0, changes = 0;
    for (var signal : pull.signals()) {
      switch (signal) {
        case Samples samples -> metrics.merge(samples.labels().metric(), 1, Integer::sum);
        case Alert alert -> alerts++;
        case LogLine line -> lines++;
        case Change change -> changes++;
        default -> {}
      }
    }
    int series = metrics.values().stream().mapToInt(Integer::intValue).sum();
    body.getChildren()
        .add(
            Nodes.paragraph(
                Text.of("preview.counts", series, metrics.size(), alerts, lines, changes),
                "wf-small"));
    metrics.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(MOST)
        .forEach(one -> body.getChildren().add(row(one.getKey(), one.getValue())));
    pull.signals().stream()
        .flatMap(signal -> signal instanceof Alert alert ? Optional.of(alert).stream() : null)
        .limit(MOST)
        .forEach(alert -> body.getChildren().add(row(alert)));
    for (var notice : pull.notices().stream().limit(MOST).toList())
      body.getChildren().add(Nodes.paragraph(PlainText.line(notice, 200), "wf-caption"));
  }

  private static Node row(String metric, int series) {
    return Nodes.row(
        "wf-gap-8",
        Nodes.grow(Nodes.label(PlainText.middle(metric, 44), "wf-mono")),
        Nodes.label(Figures.whole(series), "wf-number", "wf-muted"));
  }

  private static Node row(Alert alert) {
    return Nodes.row(
        "wf-gap-8",
        new SeverityBadge(alert.severity()),
        Nodes.grow(
            Nodes.label(
                PlainText.line(alert.name(), 40)
                    + "  "
                    + PlainText.middle(alert.entity().name(), 24),
                "wf-small")));
  }
}
