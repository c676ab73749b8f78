package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.model.incident.Timeline.Mark;
import javafx.scene.canvas.GraphicsContext;

/// The bar of a firing alert: solid where it is critical, two thirds high where it is major,
/// outlined where it warns.
final class AlertBar {
  private AlertBar() {}

  static void draw(
      GraphicsContext pen, Palette palette, Mark mark, double from, double to, double y) {
    switch (mark.severity()) {
      case CRITICAL -> {
        pen.setFill(palette.of(Ink.CRITICAL_FILL));
        pen.fillRoundRect(from, y - 7, to - from, 14, 2, 2);
      }
      case MAJOR -> {
        pen.setFill(palette.of(Ink.MAJOR));
        pen.fillRoundRect(from, y - 5, to - from, 10, 2, 2);
      }
      case WARNING -> {
        pen.setFill(palette.of(Ink.WARNING_SOFT));
        pen.fillRoundRect(from, y - 6, to - from, 12, 2, 2);
        pen.setStroke(palette.of(Ink.WARNING));
        pen.setLineWidth(1.2);
        pen.strokeRoundRect(from + 0.5, y - 5.5, to - from - 1, 11, 2, 2);
      }
      case UNKNOWN -> Hatch.fill(pen, palette, from, y - 6, to - from, 12);
      case INFO, OK -> {
        pen.setFill(palette.of(Ink.TEXT_MUTED));
        pen.fillRect(from, y - 2, to - from, 4);
      }
    }
  }
}
