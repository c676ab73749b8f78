package io.watchfloor.app.ui.overview;

import io.watchfloor.app.engine.Backend.Sandbox.Milestone;
import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import java.time.Duration;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/// How far a recording has been played, with a mark for each change and first alert.
final class PlayerTrack extends Drawing {
  private double share;
  private List<Double> changes = List.of();
  private List<Double> alerts = List.of();

  PlayerTrack() {
    getStyleClass().add("wf-player-track");
  }

  void show(Duration position, Duration length, List<Milestone> milestones) {
    double total = Math.max(1, length.toMillis());
    share = Math.clamp(position.toMillis() / total, 0.0, 1.0);
    changes = places(milestones, "change", total);
    alerts = places(milestones, "alert", total);
    redraw();
  }

  private static List<Double> places(List<Milestone> milestones, String kind, double total) {
    return milestones.stream()
        .filter(milestone -> milestone.kind().equals(kind))
        .map(milestone -> milestone.at().toMillis() / total)
        .toList();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    double middle = height / 2;
    pen.setFill(palette.of(Ink.RAISED));
    pen.fillRoundRect(0, middle - 3, width, 6, 4, 4);
    pen.setFill(palette.of(Ink.ACCENT));
    pen.fillRoundRect(0, middle - 3, width * share, 6, 4, 4);
    marks(pen, palette.of(Ink.TEXT_STRONG), changes, width, middle);
    marks(pen, palette.of(Ink.CRITICAL), alerts, width, middle);
    pen.setFill(palette.of(Ink.TEXT_STRONG));
    pen.fillOval(Math.clamp(width * share, 7, width - 7) - 7, middle - 7, 14, 14);
  }

  private static void marks(
      GraphicsContext pen, Color colour, List<Double> places, double width, double middle) {
    pen.setFill(colour);
    for (double place : places) pen.fillRect(Math.rint(place * width), middle - 8, 2, 16);
  }
}
