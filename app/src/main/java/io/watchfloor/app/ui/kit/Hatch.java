package io.watchfloor.app.ui.kit;

import javafx.scene.canvas.GraphicsContext;

/// "Not seen": 45 degree lines, 7 px apart, on a soft ground. The same on every lane and chart.
public final class Hatch {
  private static final double APART = 7;

  private Hatch() {}

  /// Fills a rectangle; nothing is drawn outside it.
  public static void fill(
      GraphicsContext pen, Palette palette, double x, double y, double width, double height) {
    if (width <= 0 || height <= 0) return;
    pen.save();
    pen.beginPath();
    pen.rect(x, y, width, height);
    pen.clip();
    pen.setFill(palette.of(Ink.UNKNOWN_SOFT));
    pen.fillRect(x, y, width, height);
    pen.setStroke(palette.of(Ink.UNKNOWN, 0.55));
    pen.setLineWidth(1.6);
    for (double at = x - height; at < x + width; at += APART) {
      pen.strokeLine(at, y + height, at + height, y);
    }
    pen.restore();
  }
}
