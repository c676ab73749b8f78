package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Nodes;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.detect.LogTemplate;
import io.watchfloor.model.log.LogParameter;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// A template's life beside its chart: when, how often, by whom, what varies in it and how,
/// examples.
final class ParametersCard extends VBox {
  private static final int MOST_SHARES = 5;
  private final Times times;

  ParametersCard(Times times) {
    this.times = times;
    setId("template-life");
    getStyleClass().add("wf-side-body");
  }

  void show(LogTemplate template, Instant now) {
    getChildren().clear();
    row("logs.first", times.since(template.firstSeen(), now));
    row("logs.last", times.since(template.lastSeen(), now));
    row("logs.lines", Figures.whole(template.lines()));
    row(
        "logs.from",
        PlainText.line(
            String.join(", ", template.sources().stream().map(s -> s.name()).toList()), 60));
    if (!template.entities().isEmpty()) {
      heading(Text.of("logs.entities"));
      shares(template.entities(), total(template.entities()));
    }
    for (var parameter : template.parameters()) parameter(parameter);
    if (template.parameters().isEmpty())
      getChildren().add(Nodes.paragraph(Text.of("logs.parameters.none"), "wf-small", "wf-muted"));
    heading(Text.of("logs.examples"));
    for (var example : template.examples())
      getChildren().add(Nodes.paragraph(PlainText.line(example), "wf-mono", "wf-log-example"));
  }

  private static long total(List<LogParameter.Share> shares) {
    return shares.stream().mapToLong(LogParameter.Share::count).sum();
  }

  private void heading(String text) {
    getChildren().add(Nodes.label(text, "wf-strong", "wf-log-heading"));
  }

  private void parameter(LogParameter parameter) {
    heading(LogWords.name(parameter));
    var numbers = parameter.numbers();
    if (numbers.isPresent() && parameter.distinct() > MOST_SHARES) {
      var it = numbers.get();
      getChildren()
          .addAll(
              new Shape(it),
              Nodes.paragraph(
                  Text.of(
                      "logs.numbers",
                      Figures.plain(it.least()),
                      Figures.plain(it.median()),
                      Figures.plain(it.high95()),
                      Figures.plain(it.most())),
                  "wf-small",
                  "wf-muted"));
      return;
    }
    getChildren()
        .add(
            Nodes.label(
                Text.of("logs.distinct", parameter.distinct(), parameter.count()),
                "wf-small",
                "wf-muted"));
    shares(parameter.most(), parameter.count());
  }

  private void shares(List<LogParameter.Share> shares, long total) {
    for (var share : shares.subList(0, Math.min(MOST_SHARES, shares.size())))
      getChildren().add(share(share, total));
    if (shares.isEmpty())
      getChildren().add(Nodes.label(Text.of("logs.distinct.all"), "wf-small", "wf-muted"));
  }

  private static Node share(LogParameter.Share share, long total) {
    double part = total == 0 ? 0 : (double) share.count() / total;
    var text = PlainText.middle(share.text(), 34);
    var label = Nodes.grow(Nodes.label(text, "wf-mono"));
    label.setMinWidth(0);
    if (!text.equals(share.text())) label.setTooltip(new Tooltip(PlainText.line(share.text())));
    var row =
        new HBox(
            8,
            label,
            new Bar(part),
            Nodes.whole(Nodes.label(Figures.share(part), "wf-mono", "wf-muted", "wf-log-share")));
    row.getStyleClass().add("wf-figure-row");
    return row;
  }

  private void row(String key, String value) {
    var label = Nodes.grow(Nodes.label(Text.of(key), "wf-small", "wf-muted"));
    var row = new HBox(8, label, Nodes.whole(Nodes.label(value, "wf-mono", "wf-strong")));
    row.getStyleClass().add("wf-figure-row");
    getChildren().add(row);
  }

  /// How large a share is.
  private static final class Bar extends Drawing {
    private final double part;

    Bar(double part) {
      this.part = part;
      getStyleClass().add("wf-log-bar");
    }

    @Override
    protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
      pen.setFill(palette.of(Ink.CHART_GRID));
      pen.fillRect(0, height / 2 - 3, width, 6);
      pen.setFill(palette.of(Ink.CHART_2));
      pen.fillRect(0, height / 2 - 3, Math.max(1, width * Math.clamp(part, 0, 1)), 6);
    }
  }

  /// How numbers are spread, least to most.
  private static final class Shape extends Drawing {
    private final LogParameter.Numbers numbers;

    Shape(LogParameter.Numbers numbers) {
      this.numbers = numbers;
      getStyleClass().add("wf-log-shape");
    }

    @Override
    protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
      long most = 1;
      for (var range : numbers.shape()) most = Math.max(most, range.count());
      double step = width / numbers.shape().size();
      pen.setFill(palette.of(Ink.CHART_GRID));
      pen.fillRect(0, height - 1, width, 1);
      pen.setFill(palette.of(Ink.CHART_2));
      for (int i = 0; i < numbers.shape().size(); i++) {
        long count = numbers.shape().get(i).count();
        if (count == 0) continue;
        double high = Math.max(2, (height - 2) * count / most);
        pen.fillRect(i * step, height - 1 - high, Math.max(1, step - 2), high);
      }
    }
  }
}
