package io.watchfloor.app.ui.kit;

import static io.watchfloor.app.ui.kit.MetricChart.LEFT;
import static io.watchfloor.app.ui.kit.MetricChart.TOP;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Outlook;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// What comes: the forecast with its two intervals, and the limit with the time at which it is
/// reached. An interval that is not known for a step is left out there, never bridged.
final class OutlookPainter {
  private static final double WIDE = 0.18;
  private static final double NARROW = 0.32;

  private final Plot plot;

  OutlookPainter(Plot plot) {
    this.plot = plot;
  }

  void forecast(GraphicsContext pen) {
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, TOP, plot.width(), plot.height());
    pen.clip();
    plot.data().forecast().ifPresent(cone -> forecast(pen, cone));
    pen.restore();
  }

  private void forecast(GraphicsContext pen, Forecast cone) {
    interval(pen, cone, cone.low95(), cone.high95(), WIDE);
    interval(pen, cone, cone.low80(), cone.high80(), NARROW);
    pen.setStroke(plot.palette().of(Ink.ACCENT));
    pen.setLineWidth(1.5);
    pen.setLineDashes(4, 3);
    pen.beginPath();
    boolean isDrawing = false;
    for (int i = 0; i < cone.mean().length; i++) {
      double y = plot.y(cone.mean()[i]);
      if (Double.isNaN(y)) {
        isDrawing = false;
        continue;
      }
      if (isDrawing) pen.lineTo(at(cone, i), y);
      else pen.moveTo(at(cone, i), y);
      isDrawing = true;
    }
    pen.stroke();
    pen.setLineDashes();
  }

  private double at(Forecast cone, int step) {
    return plot.x(cone.startMillis() + step * cone.stepMillis());
  }

  private void interval(
      GraphicsContext pen, Forecast cone, double[] low, double[] high, double opacity) {
    pen.setFill(plot.palette().of(Ink.ACCENT_FILL, opacity));
    int from = 0;
    while (from < low.length) {
      int to = from;
      while (to < low.length && Double.isFinite(low[to]) && Double.isFinite(high[to])) to++;
      if (to - from > 1) fill(pen, cone, low, high, from, to);
      from = to + 1;
    }
  }

  private void fill(
      GraphicsContext pen, Forecast cone, double[] low, double[] high, int from, int to) {
    int n = to - from;
    var xs = new double[2 * n];
    var ys = new double[2 * n];
    for (int i = 0; i < n; i++) {
      xs[i] = at(cone, from + i);
      ys[i] = plot.y(high[from + i]);
      xs[2 * n - 1 - i] = xs[i];
      ys[2 * n - 1 - i] = plot.y(low[from + i]);
    }
    pen.fillPolygon(xs, ys, 2 * n);
  }

  void limit(GraphicsContext pen) {
    plot.data().limit().ifPresent(limit -> limit(pen, limit));
  }

  private void limit(GraphicsContext pen, ChartData.Limit limit) {
    double y = plot.y(limit.value());
    if (y < TOP - 1 || y > TOP + plot.height() + 1) return;
    pen.setStroke(plot.palette().of(Ink.WARNING));
    pen.setLineWidth(1.3);
    pen.setLineDashes(8, 4);
    pen.strokeLine(LEFT, y, LEFT + plot.width(), y);
    pen.setLineDashes();
    plot.words(pen, limit.name(), LEFT + 8, y + 12, Ink.WARNING, Plot.WORDS, TextAlignment.LEFT);
    limit.outlook().ifPresent(outlook -> passage(pen, outlook, y));
  }

  /// A thick stretch of the limit with a ring where it will most likely be reached.
  private void passage(GraphicsContext pen, Outlook outlook, double y) {
    if (outlook.likely().isEmpty()) return;
    var likely = outlook.likely().get();
    pen.setStroke(plot.palette().of(Ink.ACCENT));
    pen.setLineWidth(3);
    pen.strokeLine(
        plot.clampedX(outlook.earliest().orElse(likely)),
        y,
        plot.clampedX(outlook.latest().orElse(likely)),
        y);
    double x = plot.x(likely);
    if (x > LEFT + plot.width()) return;
    pen.setFill(plot.palette().of(Ink.CARD));
    pen.fillOval(x - 4, y - 4, 8, 8);
    pen.setLineWidth(2);
    pen.strokeOval(x - 4, y - 4, 8, 8);
    var text = new Times(plot.zone()).at(likely, plot.data().now());
    plot.words(pen, text, x, y + 16, Ink.TEXT_STRONG, Plot.STRONG, TextAlignment.CENTER);
  }
}
