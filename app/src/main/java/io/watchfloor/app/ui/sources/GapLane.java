package io.watchfloor.app.ui.sources;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/// The last 24 hours of one source: a grey bar, hatched where we were blind.
final class GapLane extends Drawing {
  private static final double LEAST = 5;
  private List<Window> gaps = List.of();
  private Instant now = Instant.EPOCH;

  GapLane() {
    getStyleClass().add("wf-gap-lane");
  }

  void show(List<Window> gaps, Instant now) {
    this.gaps = gaps;
    this.now = now;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    double middle = height / 2;
    pen.setFill(palette.of(Ink.CHART_BAND));
    pen.fillRect(0, middle - 4, width, 8);
    for (var gap : gaps) {
      double from = Math.max(0, x(gap.from(), width));
      double to = Math.min(width, Math.max(from + LEAST, x(gap.to(), width)));
      if (to <= 0) continue;
      from = Math.min(from, to - LEAST);
      Hatch.fill(pen, palette, from, middle - 8, to - from, 16);
      pen.setStroke(palette.of(Ink.UNKNOWN_LINE));
      pen.strokeRect(from + 0.5, middle - 7.5, to - from - 1, 15);
    }
  }

  private double x(Instant at, double width) {
    return width * (1 - Duration.between(at, now).toMillis() / 86_400_000.0);
  }
}
