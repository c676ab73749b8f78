package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.Ages;
import io.watchfloor.app.ui.kit.Chip;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.SeverityShape;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// One source: health word, newest, lag, coverage, its day as a lane, and a note.
final class SourceRow extends HBox {
  private static final Duration DAY = Duration.ofHours(24);
  private final SeverityShape shape = new SeverityShape(Severity.OK);
  private final Label name = Nodes.label("", "wf-strong");
  private final Label type = Nodes.label("", "wf-caption");
  private final Label health = Nodes.label("", "wf-small");
  private final Label newest = Nodes.label("", "wf-mono", "wf-muted");
  private final Label lag = Nodes.label("", "wf-number", "wf-strong-colour");
  private final Label coverage = Nodes.label("", "wf-number", "wf-strong-colour");
  private final GapLane lane = new GapLane();
  private final Label note = Nodes.label("", "wf-small", "wf-muted");

  SourceRow(SourceStatus source, Runnable select) {
    getStyleClass().add("wf-source-row");
    var title = Nodes.row("wf-gap-8", name);
    if (source.id().isSandbox()) title.getChildren().add(Chip.sandbox());
    getChildren()
        .addAll(
            shape,
            sized(Nodes.column("wf-source-cell", title, type), 190),
            sized(Nodes.column("wf-source-cell", health, newest), 96),
            sized(lag, 72),
            sized(coverage, 76),
            Nodes.grow(lane),
            sized(note, 150));
    setOnMouseClicked(event -> select.run());
    setFocusTraversable(true);
  }

  static <T extends Region> T sized(T node, double width) {
    node.setMinWidth(width);
    node.setPrefWidth(width);
    node.setMaxWidth(width);
    return node;
  }

  void show(SourceStatus source, Times times, Instant now, boolean selected) {
    var severity = SourceWords.severity(source.health());
    shape.set(severity);
    for (var state : List.of("blind", "late"))
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(state),
          source.health().name().toLowerCase(Locale.ROOT).equals(state));
    pseudoClassStateChanged(PseudoClass.getPseudoClass("selected"), selected);
    name.setText(PlainText.middle(SourceWords.name(source.id()), 32));
    name.setTooltip(new Tooltip(PlainText.line(source.id().name())));
    type.setText(
        Text.of("sources.every", PlainText.line(source.type(), 24), Ages.of(source.interval())));
    health.setText(SourceWords.health(source.health()));
    health.getStyleClass().removeAll("wf-unknown", "wf-warning", "wf-strong");
    if (severity.atLeast(Severity.UNKNOWN))
      health
          .getStyleClass()
          .addAll("wf-strong", severity == Severity.UNKNOWN ? "wf-unknown" : "wf-warning");
    newest.setText(source.newestSignal().map(at -> times.at(at, now)).orElse(Figures.UNKNOWN));
    lag.setText(
        source
            .newestSignal()
            .map(at -> Ages.brief(Duration.between(at, now)))
            .orElse(Figures.UNKNOWN));
    coverage.setText(percent(coverage(source.gaps(), now)));
    lane.show(source.gaps(), now);
    note.setText(SourceWords.note(source));
    setAccessibleText(name.getText() + ", " + health.getText() + ", " + note.getText());
  }

  static double coverage(List<Window> gaps, Instant now) {
    var from = now.minus(DAY);
    long blind = 0;
    for (var gap : gaps) {
      var start = gap.from().isBefore(from) ? from : gap.from();
      var end = gap.to().isAfter(now) ? now : gap.to();
      if (start.isBefore(end)) blind += Duration.between(start, end).toMillis();
    }
    return Math.max(0, 1 - (double) blind / DAY.toMillis());
  }

  private static String percent(double share) {
    return String.format(Locale.ENGLISH, "%.1f %%", Math.floor(share * 1000) / 10);
  }
}
