package io.watchfloor.app.ui.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/// What the cursor says: white on the accent, the same on charts and lanes.
public final class CursorFlag {
  private static final double HIGH = 22;

  private CursorFlag() {}

  public static double width(String text) {
    return text.length() * 7.3 + 16;
  }

  public static void draw(
      GraphicsContext pen, Palette palette, String text, double left, double top) {
    pen.setFill(palette.of(Ink.ACCENT_FILL));
    pen.fillRoundRect(left, top, width(text), HIGH, 6, 6);
    pen.setFont(Fonts.mono(12));
    pen.setTextAlign(TextAlignment.LEFT);
    pen.setTextBaseline(VPos.CENTER);
    pen.setFill(Color.WHITE);
    pen.fillText(text, left + 8, top + HIGH / 2);
  }
}
