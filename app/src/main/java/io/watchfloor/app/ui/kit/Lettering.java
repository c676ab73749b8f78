package io.watchfloor.app.ui.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/// Words on a canvas.
public final class Lettering {
  private static final Text RULER = new Text();
  private static final int FEWEST = 3;

  private Lettering() {}

  /// Words whose middle is at `y`.
  public static void draw(
      GraphicsContext pen,
      Palette palette,
      String text,
      double x,
      double y,
      Ink ink,
      Font font,
      TextAlignment align) {
    pen.setFont(font);
    pen.setTextAlign(align);
    pen.setTextBaseline(VPos.CENTER);
    pen.setFill(palette.of(ink));
    pen.fillText(text, x, y);
  }

  /// How wide words are, px. FX thread only.
  public static double width(String text, Font font) {
    RULER.setFont(font);
    RULER.setText(text);
    return RULER.getLayoutBounds().getWidth();
  }

  /// As much of the words as `room` px hold, with an ellipsis where that is not all; empty where
  /// not even a few letters would be left. FX thread only.
  public static String cut(String text, Font font, double room) {
    if (width(text, font) <= room) return text;
    int fits = 0, tooLong = text.length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (width(text.substring(0, middle) + "…", font) <= room) fits = middle;
      else tooLong = middle;
    }
    return fits < FEWEST ? "" : text.substring(0, fits).stripTrailing() + "…";
  }
}
