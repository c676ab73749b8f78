package io.watchfloor.app.ui.kit;

import io.watchfloor.model.signal.Severity;
import javafx.scene.canvas.GraphicsContext;

/// A small line with its usual band. Inside the band it is grey; outside it takes the severity's
/// colour. NaN is a gap: hatched where values came before and after it, and at the end where
/// nothing comes any more.
public final class Sparkline extends Drawing {
  private static final double DOT = 2.5;
  private double[] values = {};
  private double low = Double.NaN;
  private double high = Double.NaN;
  private Severity severity = Severity.OK;

  public Sparkline() {
    getStyleClass().add("wf-sparkline");
  }

  /// `values` oldest first, evenly spaced; `low` and `high` NaN where no band is known.
  public void set(double[] values, double low, double high, Severity severity) {
    this.values = values.clone();
    this.low = low;
    this.high = high;
    this.severity = severity;
    redraw();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    if (values.length == 0) {
      if (severity == Severity.UNKNOWN) Hatch.fill(pen, palette, 0, 0, width, height);
      return;
    }
    var scale = Scale.of(values, low, high, height);
    drawBand(pen, palette, width, scale);
    drawGaps(pen, palette, width, height);
    for (int i = 1; i < values.length; i++) drawStep(pen, palette, width, scale, i);
    drawDot(pen, palette, width, scale);
  }

  private void drawBand(GraphicsContext pen, Palette palette, double width, Scale scale) {
    if (Double.isNaN(low) || Double.isNaN(high)) return;
    pen.setFill(palette.of(Ink.CHART_BAND));
    double top = scale.y(high), bottom = scale.y(low);
    pen.fillRect(0, top, width - DOT, Math.max(2, bottom - top));
  }

  private void drawGaps(GraphicsContext pen, Palette palette, double width, double height) {
    int seen = -1;
    for (int i = 0; i < values.length; i++) {
      if (isMissing(i)) continue;
      if (seen >= 0 && i - seen > 1)
        Hatch.fill(pen, palette, x(seen, width), 0, x(i, width) - x(seen, width), height);
      seen = i;
    }
    if (seen < values.length - 1)
      Hatch.fill(pen, palette, seenWidth(width), 0, width - seenWidth(width), height);
  }

  private void drawStep(GraphicsContext pen, Palette palette, double width, Scale scale, int i) {
    if (isMissing(i) || isMissing(i - 1)) return;
    boolean out = isOut(values[i]) || isOut(values[i - 1]);
    pen.setStroke(palette.of(out && isLoud() ? Ink.of(severity) : Ink.CHART_INK));
    pen.setLineWidth(out && isLoud() ? 2 : 1.3);
    pen.strokeLine(x(i - 1, width), scale.y(values[i - 1]), x(i, width), scale.y(values[i]));
  }

  private void drawDot(GraphicsContext pen, Palette palette, double width, Scale scale) {
    int last = values.length - 1;
    if (isMissing(last)) return;
    pen.setFill(palette.of(isLoud() && isOut(values[last]) ? Ink.of(severity) : Ink.CHART_INK));
    pen.fillOval(x(last, width) - DOT, scale.y(values[last]) - DOT, DOT * 2, DOT * 2);
  }

  private double x(int i, double width) {
    return values.length < 2 ? width - DOT : i * (width - DOT) / (values.length - 1);
  }

  private double seenWidth(double width) {
    for (int i = values.length - 1; i >= 0; i--) if (!isMissing(i)) return x(i, width);
    return 0;
  }

  private boolean isLoud() {
    return severity.atLeast(Severity.WARNING);
  }

  private boolean isOut(double value) {
    return value < low || value > high;
  }

  private boolean isMissing(int i) {
    return Double.isNaN(values[i]);
  }

  /// From values to pixels: the values and the band fill the height less the dot's room.
  private record Scale(double min, double max, double height) {
    static Scale of(double[] values, double low, double high, double height) {
      double min = Double.isNaN(low) ? Double.POSITIVE_INFINITY : low;
      double max = Double.isNaN(high) ? Double.NEGATIVE_INFINITY : high;
      for (double value : values) {
        if (!Double.isFinite(value)) continue;
        min = Math.min(min, value);
        max = Math.max(max, value);
      }
      return new Scale(min, max, height);
    }

    /// A line that hardly moves is drawn in the middle, not blown up.
    double y(double value) {
      double span = max - min;
      double least = Math.max(Math.abs(max), Math.abs(min)) * 0.02;
      if (span <= least)
        return height / 2 - (span == 0 ? 0 : (value - (min + max) / 2) / least * 4);
      return DOT + (max - value) / span * (height - 2 * DOT);
    }
  }
}
