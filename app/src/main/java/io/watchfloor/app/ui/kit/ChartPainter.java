package io.watchfloor.app.ui.kit;

import static io.watchfloor.app.ui.kit.MetricChart.LEFT;
import static io.watchfloor.app.ui.kit.MetricChart.TOP;

import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

/// Draws one state of a chart: ground (future, grid, episodes, hatch), pixels (band, dense lines),
/// marks (sparse lines, forecast, limit, axes), and the cursor. One object a frame.
final class ChartPainter {
  /// Below this many samples a pixel a line is stroked, above it is drawn as columns.
  private static final double DENSE = 0.5;

  private static final double[][] DASHES = {{}, {6, 3}, {2, 3}, {8, 3, 2, 3}, {4, 2}};
  private static final Ink[] LINES = {
    Ink.CHART_INK, Ink.CHART_2, Ink.CHART_3, Ink.CHART_4, Ink.TEXT_MUTED
  };

  private final Plot plot;
  private final ChartData data;
  private final Span span;
  private final Palette palette;
  private final double width;
  private final double height;
  private final ValueTicks axis;

  ChartPainter(Plot plot) {
    this.plot = plot;
    this.data = plot.data();
    this.span = plot.span();
    this.palette = plot.palette();
    this.width = plot.width();
    this.height = plot.height();
    this.axis = plot.axis();
  }

  void ground(GraphicsContext pen) {
    double now = plot.clampedX(data.now());
    pen.setFill(palette.of(Ink.CHART_FUTURE, 0.55));
    pen.fillRect(now, TOP, LEFT + width - now, height);
    pen.setStroke(palette.of(Ink.CHART_GRID));
    pen.setLineWidth(1);
    for (int i = 0; i < axis.count(); i++) {
      double y = Math.round(plot.y(axis.tick(i))) + 0.5;
      pen.strokeLine(LEFT, y, LEFT + width, y);
    }
    for (var episode : data.episodes()) {
      double from = plot.clampedX(episode.window().from()),
          to = plot.clampedX(episode.window().to());
      if (to <= LEFT || from >= LEFT + width) continue;
      pen.setFill(palette.of(soft(episode.severity())));
      pen.fillRect(from, TOP, Math.max(2, to - from), height);
      pen.setFill(palette.of(Ink.of(episode.severity())));
      pen.fillRect(from, TOP, Math.max(2, to - from), 3);
    }
    for (var blind : data.blind()) {
      double from = plot.clampedX(blind.from()), to = plot.clampedX(blind.to());
      if (to > LEFT && from < LEFT + width)
        Hatch.fill(pen, palette, from, TOP, Math.max(3, to - from), height);
    }
  }

  private static Ink soft(Severity severity) {
    return switch (severity) {
      case CRITICAL -> Ink.CRITICAL_SOFT;
      case MAJOR -> Ink.MAJOR_SOFT;
      case UNKNOWN -> Ink.UNKNOWN_SOFT;
      case WARNING, INFO, OK -> Ink.WARNING_SOFT;
    };
  }

  private boolean isDense(Pyramid points) {
    int seen = points.indexAt(span.to()) - points.indexAt(span.from());
    return seen > width * DENSE;
  }

  void raster(Raster raster) {
    raster.clear();
    data.expected().ifPresent(b -> raster.band(b, span, axis, argb(Ink.CHART_BAND)));
    for (int i = data.lines().size() - 1; i >= 0; i--) {
      var points = data.lines().get(i).points();
      if (!isDense(points)) continue;
      var strokes = new int[raster.width];
      var thick = new boolean[raster.width];
      Arrays.fill(strokes, argb(LINES[i]));
      if (i == 0) colourEpisodes(strokes, thick);
      raster.line(points, span, axis, strokes, thick);
    }
  }

  private void colourEpisodes(int[] strokes, boolean[] thick) {
    for (var episode : data.episodes()) {
      int from = (int) Math.clamp(span.x(ms(episode.window().from()), width), 0, strokes.length);
      int to = (int) Math.clamp(span.x(ms(episode.window().to()), width), 0, strokes.length);
      Arrays.fill(strokes, from, to, argb(Ink.of(episode.severity())));
      Arrays.fill(thick, from, to, true);
    }
  }

  private static long ms(Instant at) {
    return at.toEpochMilli();
  }

  private int argb(Ink ink) {
    Color colour = palette.of(ink);
    return 0xff000000
        | (int) Math.round(colour.getRed() * 255) << 16
        | (int) Math.round(colour.getGreen() * 255) << 8
        | (int) Math.round(colour.getBlue() * 255);
  }

  void marks(GraphicsContext pen) {
    var outlook = new OutlookPainter(plot);
    pen.save();
    pen.beginPath();
    pen.rect(LEFT, 0, width, TOP + height);
    pen.clip();
    outlook.forecast(pen);
    for (int i = data.lines().size() - 1; i >= 0; i--)
      if (!isDense(data.lines().get(i).points())) stroke(pen, i);
    outlook.limit(pen);
    nameEpisodes(pen);
    nameBlind(pen);
    pen.restore();
    drawNow(pen);
    drawAxes(pen);
    nameLines(pen);
  }

  private void stroke(GraphicsContext pen, int index) {
    var points = data.lines().get(index).points();
    int from = Math.max(0, points.indexAt(span.from()) - 1);
    int to = Math.min(points.size(), points.indexAt(span.to()) + 1);
    pen.setLineDashes(DASHES[index]);
    pen.setLineCap(StrokeLineCap.BUTT);
    path(pen, points, from, to, LINES[index], 1.3);
    if (index > 0) {
      pen.setLineDashes();
      return;
    }
    pen.setLineDashes();
    for (var episode : data.episodes()) {
      int start = Math.max(from, points.indexAt(ms(episode.window().from())));
      int end = Math.min(to, points.indexAt(ms(episode.window().to()) + 1));
      path(pen, points, start, end, Ink.of(episode.severity()), 2);
    }
  }

  private void path(GraphicsContext pen, Pyramid points, int from, int to, Ink ink, double thick) {
    pen.setStroke(palette.of(ink));
    pen.setLineWidth(thick);
    pen.beginPath();
    boolean isDrawing = false;
    for (int i = from; i < to; i++) {
      if (Double.isNaN(points.value(i)) || (isDrawing && points.isGapBefore(i))) isDrawing = false;
      if (Double.isNaN(points.value(i))) continue;
      double x = plot.x(points.at(i)), y = plot.y(points.value(i));
      if (isDrawing) pen.lineTo(x, y);
      else pen.moveTo(x, y);
      boolean isAlone = !isDrawing && (i + 1 >= to || points.isGapBefore(i + 1));
      if (isAlone) pen.lineTo(x + 1.5, y);
      isDrawing = true;
    }
    pen.stroke();
  }

  private void nameEpisodes(GraphicsContext pen) {
    double free = LEFT;
    for (var episode : data.episodes()) {
      double at = plot.clampedX(episode.window().to()) + 6;
      if (at < free || at > LEFT + width - 40 || episode.window().to().isBefore(from())) continue;
      plot.words(
          pen, episode.words(), at, TOP + 12, Ink.TEXT_STRONG, Plot.STRONG, TextAlignment.LEFT);
      free = at + episode.words().length() * 7 + 16;
    }
  }

  private Instant from() {
    return Instant.ofEpochMilli(span.from());
  }

  private void nameBlind(GraphicsContext pen) {
    double free = LEFT;
    for (var blind : data.blind()) {
      double from = plot.x(blind.from());
      var words = says(blind);
      double begins = from - 6 - Lettering.width(words, Plot.WORDS);
      if (begins < free || from > LEFT + width) continue;
      free = from;
      plot.words(
          pen, words, from - 6, TOP + height - 16, Ink.UNKNOWN, Plot.WORDS, TextAlignment.RIGHT);
    }
  }

  private String says(Window blind) {
    var times = new Times(plot.zone());
    return Text.of("chart.blind", times.minute(blind.from()), times.minute(blind.to()));
  }

  private void drawNow(GraphicsContext pen) {
    double x = Math.round(plot.x(data.now())) + 0.5;
    if (x < LEFT || x > LEFT + width) return;
    pen.setStroke(palette.of(Ink.TEXT_MUTED));
    pen.setLineWidth(1);
    pen.strokeLine(x, TOP, x, TOP + height);
    boolean isRight = x < LEFT + width - 36;
    plot.words(
        pen,
        Text.of("chart.now"),
        isRight ? x + 6 : x - 6,
        TOP + height - 8,
        Ink.TEXT_MUTED,
        Plot.WORDS,
        isRight ? TextAlignment.LEFT : TextAlignment.RIGHT);
  }

  private void drawAxes(GraphicsContext pen) {
    pen.setStroke(palette.of(Ink.LINE_STRONG));
    pen.setLineWidth(1);
    pen.strokeLine(LEFT, TOP + height + 0.5, LEFT + width, TOP + height + 0.5);
    for (int i = 0; i < axis.count(); i++) {
      var text = axis.text(i, data.info());
      plot.words(
          pen,
          text,
          LEFT - 8,
          plot.y(axis.tick(i)),
          Ink.TEXT_MUTED,
          Plot.SMALL,
          TextAlignment.RIGHT);
    }
    for (var tick : TimeTicks.of(span, width, 76, plot.zone())) {
      double x = Math.round(plot.x(tick.at())) + 0.5;
      pen.strokeLine(x, TOP + height, x, TOP + height + 4);
      plot.words(
          pen, tick.text(), x, TOP + height + 15, Ink.TEXT_MUTED, Plot.SMALL, TextAlignment.CENTER);
    }
  }

  /// Compared lines carry their names at their ends, not in a box.
  private void nameLines(GraphicsContext pen) {
    if (data.lines().size() < 2) return;
    for (int i = 0; i < data.lines().size(); i++) {
      var points = data.lines().get(i).points();
      int last = Math.min(points.size(), points.indexAt(span.to() + 1)) - 1;
      while (last >= 0 && Double.isNaN(points.value(last))) last--;
      if (last < 0) continue;
      double x = Math.min(plot.x(points.at(last)), LEFT + width) - 4;
      var name = PlainText.middle(data.lines().get(i).name(), 40);
      plot.words(
          pen, name, x, plot.y(points.value(last)) - 9, LINES[i], Plot.WORDS, TextAlignment.RIGHT);
    }
  }

  void selection(GraphicsContext pen, double a, double b) {
    pen.setFill(palette.of(Ink.ACCENT, 0.18));
    pen.fillRect(Math.min(a, b), TOP, Math.abs(a - b), height);
    pen.setStroke(palette.of(Ink.ACCENT));
    pen.strokeRect(Math.min(a, b) + 0.5, TOP + 0.5, Math.abs(a - b), height);
  }

  void cursor(GraphicsContext pen, long at) {
    double x = Math.round(plot.x(at)) + 0.5;
    if (x < LEFT || x > LEFT + width) return;
    pen.setStroke(palette.of(Ink.ACCENT));
    pen.setLineWidth(1.5);
    pen.strokeLine(x, TOP - 8, x, TOP + height);
    var text = CursorWords.of(plot, at);
    double wide = CursorFlag.width(text);
    CursorFlag.draw(pen, palette, text, x - LEFT - 8 > wide ? x - wide - 8 : x + 8, TOP + 20);
  }
}
