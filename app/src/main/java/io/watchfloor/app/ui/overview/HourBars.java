package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;

/// Alerts an hour as bars on the band of the usual; an hour far above it is amber.
final class HourBars extends Drawing {
  private static final double GAP = 3;
  private int[] counts = {};

  HourBars() {
    getStyleClass().add("wf-hour-bars");
  }

  void show(int[] counts) {
    if (Arrays.equals(this.counts, counts)) return;
    this.counts = counts.clone();
    redraw();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    if (counts.length == 0) return;
    int most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    double usual = usualAtMost();
    pen.setFill(palette.of(Ink.CHART_BAND));
    double band = Math.max(4, usual / most * height);
    pen.fillRect(0, height - band, width, band);
    double step = width / counts.length;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) continue;
      pen.setFill(palette.of(counts[i] > usual * 1.3 + 3 ? Ink.WARNING : Ink.LINE_CONTROL));
      double size = Math.max(1, (double) counts[i] / most * height);
      pen.fillRect(i * step + GAP / 2, height - size, step - GAP, size);
    }
  }

  /// The third quartile of the hours shown.
  private double usualAtMost() {
    var sorted = counts.clone();
    Arrays.sort(sorted);
    return sorted[(int) ((sorted.length - 1) * 0.75)];
  }
}
