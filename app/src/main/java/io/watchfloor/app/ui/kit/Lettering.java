package io.watchfloor.app.ui.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Words on a canvas.
public final class Lettering {
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
}
