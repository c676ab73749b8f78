package io.watchfloor.app.ui.kit;

import static io.watchfloor.app.ui.kit.MetricChart.LEFT;
import static io.watchfloor.app.ui.kit.MetricChart.TOP;

import java.time.Instant;
import java.time.ZoneId;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// What a chart shows, and where on the canvas: time and value to pixels. `width` and `height` are
/// those of the plot alone, without its margins.
record Plot(
    ChartData data,
    Span span,
    ZoneId zone,
    Palette palette,
    double width,
    double height,
    ValueTicks axis) {
  static final Font SMALL = Fonts.mono(11);
  static final Font WORDS = Fonts.text(11);
  static final Font STRONG = Fonts.strong(12);

  static Plot of(
      ChartData data, Span span, ZoneId zone, Palette palette, double width, double height) {
    var extremes = data.extremes(span);
    var axis = ValueTicks.of(extremes[0], extremes[1], Math.max(2, (int) (height / 56)));
    return new Plot(data, span, zone, palette, width, height, axis);
  }

  double x(long millis) {
    return LEFT + span.x(millis, width);
  }

  double x(Instant at) {
    return x(at.toEpochMilli());
  }

  double y(double value) {
    return TOP + axis.y(value, height);
  }

  /// The nearest place inside the plot.
  double clampedX(Instant at) {
    return Math.clamp(x(at), LEFT, LEFT + width);
  }

  /// Words whose middle is at `y`.
  void words(
      GraphicsContext pen,
      String text,
      double x,
      double y,
      Ink ink,
      Font font,
      TextAlignment align) {
    Lettering.draw(pen, palette, text, x, y, ink, font, align);
  }
}
