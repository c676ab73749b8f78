package io.watchfloor.app.ui.topology;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.Text;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// What the lines and boxes of the graph mean, drawn as they are drawn there.
final class Legend extends Drawing {
  private double x;

  Legend() {
    setMinHeight(26);
    setPrefHeight(26);
    setMinWidth(0);
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    x = 0;
    double middle = height / 2;
    pen.setTextBaseline(VPos.CENTER);
    pen.setTextAlign(TextAlignment.LEFT);
    pen.setFont(Fonts.text(12));
    line(pen, palette, middle, Ink.LINE_CONTROL, 1, "topology.legend.call");
    line(pen, palette, middle, Ink.CRITICAL, 2.2, "topology.legend.travels");
    line(pen, palette, middle, Ink.ACCENT, 2, "topology.legend.blast");
    box(pen, palette, middle, Ink.CRITICAL_SOFT, Ink.CRITICAL, false, "topology.legend.culprit");
    box(pen, palette, middle, Ink.CARD, Ink.WARNING, false, "topology.legend.alerts");
    box(pen, palette, middle, Ink.CARD, Ink.UNKNOWN, true, "topology.legend.blind");
  }

  private void line(
      GraphicsContext pen, Palette palette, double y, Ink ink, double wide, String key) {
    pen.setStroke(palette.of(ink));
    pen.setLineWidth(wide);
    pen.strokeLine(x, y, x + 24, y);
    words(pen, palette, y, 30, key);
  }

  private void box(
      GraphicsContext pen,
      Palette palette,
      double y,
      Ink ground,
      Ink edge,
      boolean hatched,
      String key) {
    pen.setFill(palette.of(ground));
    pen.fillRoundRect(x + 1, y - 7, 24, 14, 5, 5);
    if (hatched) Hatch.fill(pen, palette, x + 2, y - 6, 22, 12);
    pen.setStroke(palette.of(edge));
    pen.setLineWidth(1.5);
    pen.strokeRoundRect(x + 1, y - 7, 24, 14, 5, 5);
    words(pen, palette, y, 32, key);
  }

  private void words(GraphicsContext pen, Palette palette, double y, double after, String key) {
    var words = Text.of(key);
    pen.setFill(palette.of(Ink.TEXT_MUTED));
    pen.fillText(words, x + after, y);
    x += after + words.length() * 6.6 + 18;
  }
}
