package io.watchfloor.app.ui.kit;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.FlowPane;

/// One line under or over a drawing that says what its marks mean, each with the mark itself.
public final class Legend extends FlowPane {
  /// The marks of charts and lanes.
  public enum Mark {
    MEASURED,
    EXPECTED,
    EPISODE,
    FORECAST,
    NOT_SEEN,
    FIRING,
    WARNING,
    FLAPPING,
    LOG_LINE,
    NEVER_SEEN
  }

  public Legend(Mark... marks) {
    getStyleClass().add("wf-legend");
    for (var mark : marks)
      getChildren()
          .add(
              Nodes.row(
                  "wf-legend-entry",
                  new Swatch(mark),
                  Nodes.label(Text.of("legend." + mark), "wf-caption")));
  }

  private static final class Swatch extends Drawing {
    private final Mark mark;

    Swatch(Mark mark) {
      this.mark = mark;
      getStyleClass().add("wf-legend-swatch");
    }

    @Override
    protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
      double middle = height / 2;
      switch (mark) {
        case MEASURED -> line(pen, palette, Ink.CHART_INK, 1.3, width, middle);
        case EXPECTED -> {
          pen.setFill(palette.of(Ink.CHART_BAND));
          pen.fillRect(0, 0, width, height);
        }
        case EPISODE -> {
          pen.setFill(palette.of(Ink.WARNING_SOFT));
          pen.fillRect(0, 0, width, height);
          pen.setFill(palette.of(Ink.WARNING));
          pen.fillRect(0, 0, width, 3);
        }
        case FORECAST -> {
          pen.setFill(palette.of(Ink.ACCENT_FILL, 0.32));
          pen.fillRect(0, 0, width, height);
          pen.setLineDashes(4, 3);
          line(pen, palette, Ink.ACCENT, 1.5, width, middle);
        }
        case NOT_SEEN -> Hatch.fill(pen, palette, 0, 0, width, height);
        case FIRING -> {
          pen.setFill(palette.of(Ink.CRITICAL_FILL));
          pen.fillRoundRect(0, 1, width, height - 2, 2, 2);
        }
        case WARNING -> {
          pen.setFill(palette.of(Ink.WARNING_SOFT));
          pen.fillRect(0, 1, width, height - 2);
          pen.setStroke(palette.of(Ink.WARNING));
          pen.strokeRect(0.5, 1.5, width - 1, height - 3);
        }
        case FLAPPING -> {
          pen.setLineDashes(2, 3);
          line(pen, palette, Ink.CRITICAL, 1.5, width, middle);
        }
        case LOG_LINE -> {
          pen.setStroke(palette.of(Ink.TEXT));
          for (double x : new double[] {4.5, 9.5, 12.5}) pen.strokeLine(x, 0, x, height);
        }
        case NEVER_SEEN -> {
          pen.setStroke(palette.of(Ink.TEXT_STRONG));
          pen.setLineWidth(1.6);
          pen.strokeOval(width / 2 - 5, middle - 5, 10, 10);
          pen.setFill(palette.of(Ink.TEXT_STRONG));
          pen.fillOval(width / 2 - 2, middle - 2, 4, 4);
        }
      }
    }

    private static void line(
        GraphicsContext pen, Palette palette, Ink ink, double thick, double width, double y) {
      pen.setStroke(palette.of(ink));
      pen.setLineWidth(thick);
      pen.strokeLine(0, y, width, y);
    }
  }
}
