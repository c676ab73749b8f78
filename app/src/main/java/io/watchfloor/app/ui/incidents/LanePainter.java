package io.watchfloor.app.ui.incidents;

import static io.watchfloor.app.ui.incidents.TimelineDrawing.END;
import static io.watchfloor.app.ui.incidents.TimelineDrawing.HAND;
import static io.watchfloor.app.ui.incidents.TimelineDrawing.LABEL;
import static io.watchfloor.app.ui.incidents.TimelineDrawing.ROW;

import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Lettering;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Pyramid;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.incident.Timeline;
import io.watchfloor.model.incident.Timeline.Lane;
import io.watchfloor.model.incident.Timeline.Mark;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

/// Draws the lanes of one state of a timeline: label, marks, and what stands at the end. What a
/// blind source did not see is hatched on every lane that it feeds. One object a frame; it collects
/// where each mark can be hit.
final class LanePainter {
  /// Where a mark can be hit.
  record Hit(double x, double y, double width, double height, Mark mark) {
    boolean holds(double atX, double atY) {
      return atX >= x && atX <= x + width && atY >= y && atY <= y + height;
    }
  }

  /// Words that get less room than this go to the other side of their mark, px.
  private static final double LEAST_WORDS = 180;

  private final Lanes lanes;
  private final Span view;
  private final Instant now;
  private final Optional<Instant> cursor;
  private final Times times;
  private final List<Hit> hits = new ArrayList<>();

  LanePainter(Lanes lanes, Span view, Instant now, Optional<Instant> cursor, Times times) {
    this.lanes = lanes;
    this.view = view;
    this.now = now;
    this.cursor = cursor;
    this.times = times;
  }

  List<Hit> hits() {
    return hits;
  }

  private double x(Instant at, double width) {
    return LABEL + view.x(at.toEpochMilli(), width - LABEL - END);
  }

  private double clamped(Instant at, double width) {
    return Math.clamp(x(at, width), LABEL, width - END);
  }

  void lane(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    double middle = y + ROW / 2;
    boolean isBlind = lane.kind() == Timeline.Kind.SIGHT;
    var label =
        lane.entity().isNone() || lane.label().contains(lane.entity().name())
            ? lane.label()
            : lane.label() + ", " + lane.entity().name();
    Lettering.draw(
        pen,
        palette,
        Lettering.cut(PlainText.middle(label, 80), Fonts.text(12), LABEL - 28),
        16,
        middle,
        isBlind ? Ink.UNKNOWN : Ink.TEXT,
        Fonts.text(12),
        TextAlignment.LEFT);
    pen.save();
    pen.beginPath();
    pen.rect(LABEL, y - 2, width - LABEL - END, ROW + 4);
    pen.clip();
    switch (lane.kind()) {
      case CHANGES -> changes(pen, palette, lane, middle, width);
      case ALERTS -> alerts(pen, palette, lane, middle, width);
      case ANOMALIES -> anomaly(pen, palette, lane, y, width);
      case LOGS -> logs(pen, palette, lane, middle, width);
      case PEOPLE -> people(pen, palette, lane, middle, width);
      case SIGHT -> sight(pen, palette, lane, y, width);
    }
    if (!isBlind) unseen(pen, palette, lane, y, width);
    pen.restore();
    var end = end(lane);
    Lettering.draw(
        pen,
        palette,
        end.text(),
        width - 16,
        middle,
        end.ink(),
        Fonts.mono(12),
        TextAlignment.RIGHT);
  }

  private record End(String text, Ink ink) {}

  /// What stands at the lane's end: the value under the cursor, or how it stands now.
  private End end(Lane lane) {
    var at = cursor.orElse(now);
    return switch (lane.kind()) {
      case CHANGES, PEOPLE -> new End("", Ink.TEXT_MUTED);
      case SIGHT ->
          new End(Text.of(active(lane, at) ? "timeline.blind" : "timeline.seen"), Ink.UNKNOWN);
      case LOGS -> new End(lane.note(), Ink.TEXT_MUTED);
      case ALERTS -> {
        var mark = lane.marks().stream().filter(m -> covers(m, at)).findFirst();
        if (!lane.note().isEmpty()) yield new End(lane.note(), Ink.of(worst(lane)));
        yield mark.map(
                m -> new End(io.watchfloor.app.ui.kit.Words.of(m.severity()), Ink.of(m.severity())))
            .orElse(new End(Text.of("timeline.clear"), Ink.TEXT_MUTED));
      }
      case ANOMALIES -> anomalyEnd(lane, at);
    };
  }

  private End anomalyEnd(Lane lane, Instant at) {
    if (lane.series().isEmpty()) return new End("", Ink.TEXT_MUTED);
    var series = lanes.of(lane);
    if (series.isEmpty() || series.get().isEmpty()) return new End(Figures.UNKNOWN, Ink.UNKNOWN);
    var points = new Pyramid(series.get().epochMillis(), series.get().values());
    int index = points.nearest(at.toEpochMilli(), Math.max(5_000, 3 * points.step()));
    if (index < 0) return new End(Text.of("chart.notSeen"), Ink.UNKNOWN);
    var anomaly = lanes.strangest().get(lane.series().get());
    var arrow = anomaly == null || !active(lane, at) ? "" : anomaly.direction() < 0 ? "↓ " : "↑ ";
    return new End(
        arrow + Figures.of(points.value(index), series.get().info()),
        active(lane, at) ? Ink.of(worst(lane)) : Ink.TEXT_MUTED);
  }

  private static boolean covers(Mark mark, Instant at) {
    return !at.isBefore(mark.from()) && (mark.isOpen() || !at.isAfter(mark.until()));
  }

  private static boolean active(Lane lane, Instant at) {
    return lane.marks().stream().anyMatch(mark -> covers(mark, at));
  }

  private static Severity worst(Lane lane) {
    return lane.marks().stream().map(Mark::severity).reduce(Severity.OK, Severity::worst);
  }

  private void changes(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    double free = LABEL;
    for (int i = 0; i < lane.marks().size(); i++) {
      var mark = lane.marks().get(i);
      double x = x(mark.from(), width);
      flag(pen, palette, mark, x, y);
      var font = mark.stands() ? Fonts.strong(12) : Fonts.text(12);
      double end = i + 1 == lane.marks().size() ? width - END : nextX(lane, i, width);
      boolean isLeft = end == width - END && end - x < LEAST_WORDS && x - free > end - x;
      double room = isLeft ? x - 12 - free : end - x - 24;
      var text = Lettering.cut(PlainText.line(mark.text(), 200), font, room);
      double wide = Lettering.width(text, font);
      Lettering.draw(
          pen,
          palette,
          text,
          isLeft ? x - 6 : x + 16,
          y,
          mark.stands() ? Ink.TEXT_STRONG : Ink.TEXT_MUTED,
          font,
          isLeft ? TextAlignment.RIGHT : TextAlignment.LEFT);
      free = isLeft ? x + 12 : x + 20 + wide;
      hit(x - 2, y - ROW / 2, isLeft ? 14 : 18 + wide, mark);
    }
  }

  private static void flag(GraphicsContext pen, Palette palette, Mark mark, double x, double y) {
    pen.setStroke(palette.of(mark.stands() ? Ink.TEXT_STRONG : Ink.TEXT_MUTED));
    pen.setFill(palette.of(Ink.TEXT_STRONG));
    pen.setLineWidth(1.5);
    pen.strokeLine(x, y - 10, x, y + 12);
    var xs = new double[] {x, x + 10, x + 8, x + 10, x};
    var ys = new double[] {y - 10, y - 10, y - 6, y - 2, y - 2};
    if (mark.stands()) pen.fillPolygon(xs, ys, 5);
    else pen.strokePolygon(xs, ys, 5);
  }

  /// Where the next mark of the lane begins, that words do not run into it.
  private double nextX(Lane lane, int index, double width) {
    return Math.min(width - END, x(lane.marks().get(index + 1).from(), width));
  }

  private void alerts(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    if (lane.marks().size() > 1) {
      pen.setStroke(palette.of(Ink.of(worst(lane))));
      pen.setLineWidth(1.5);
      pen.setLineDashes(2, 3);
      pen.strokeLine(
          clamped(lane.marks().getFirst().until(), width),
          y,
          clamped(lane.marks().getLast().from(), width),
          y);
      pen.setLineDashes();
    }
    for (var mark : lane.marks()) {
      double from = clamped(mark.from(), width);
      double to = Math.max(from + 3, clamped(mark.isOpen() ? now : mark.until(), width));
      AlertBar.draw(pen, palette, mark, from, to, y);
      hit(from, y - ROW / 2, to - from, mark);
    }
  }

  private void anomaly(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    for (var mark : lane.marks()) {
      double from = clamped(mark.from(), width);
      double to = clamped(mark.isOpen() ? now : mark.until(), width);
      pen.setFill(
          palette.of(mark.severity() == Severity.CRITICAL ? Ink.CRITICAL_SOFT : Ink.WARNING_SOFT));
      pen.fillRect(from, y, Math.max(3, to - from), ROW - 2);
      hit(from, y, to - from, mark);
    }
    var series = lanes.of(lane);
    if (series.isPresent() && !series.get().isEmpty())
      line(pen, palette, lane, series.get(), y, width);
  }

  private void line(
      GraphicsContext pen, Palette palette, Lane lane, Series series, double y, double width) {
    var points = new Pyramid(series.epochMillis(), series.values());
    double low = points.low(0, points.size()), high = points.high(0, points.size());
    var strange = lane.series().map(id -> lanes.strangest().get(id)).orElse(null);
    if (strange != null) {
      low = Math.min(low, strange.low());
      high = Math.max(high, strange.high());
    }
    double range = high - low < 1e-12 ? 1 : high - low;
    double base = y + ROW - 4, tall = ROW - 7;
    if (strange != null && Double.isFinite(strange.low())) {
      pen.setFill(palette.of(Ink.CHART_BAND));
      double top = base - (strange.high() - low) / range * tall;
      double bottom = base - (strange.low() - low) / range * tall;
      pen.fillRect(LABEL, top, clamped(now, width) - LABEL, Math.max(2, bottom - top));
    }
    double lastX = Double.NaN, lastY = Double.NaN;
    for (int i = 0; i < points.size(); i++) {
      if (points.isGapBefore(i)) lastX = Double.NaN;
      if (Double.isNaN(points.value(i))) continue;
      var at = Instant.ofEpochMilli(points.at(i));
      double px = x(at, width), py = base - (points.value(i) - low) / range * tall;
      boolean isOutside = active(lane, at);
      pen.setStroke(palette.of(isOutside ? Ink.of(worst(lane)) : Ink.CHART_INK));
      pen.setLineWidth(isOutside ? 2 : 1.3);
      if (!Double.isNaN(lastX)) pen.strokeLine(lastX, lastY, px, py);
      lastX = px;
      lastY = py;
    }
  }

  /// The same hatch as on the lane of its source, over what the lane would say else.
  private void unseen(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    for (var gap : lanes.unseen(lane)) {
      double from = clamped(gap.from(), width);
      double to = clamped(gap.to(), width);
      if (to > from) Hatch.fill(pen, palette, from, y, to - from, ROW - 2);
    }
  }

  private void logs(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    for (var mark : lane.marks()) {
      double x = x(mark.from(), width);
      if (!mark.isMoment()) {
        double to = clamped(mark.isOpen() ? now : mark.until(), width);
        pen.setFill(palette.of(Ink.TEXT_MUTED));
        pen.fillRect(clamped(mark.from(), width), y - 3, Math.max(3, to - x), 6);
        hit(x, y - ROW / 2, to - x, mark);
        continue;
      }
      pen.setStroke(palette.of(Ink.TEXT));
      pen.setLineWidth(1);
      pen.strokeLine(Math.round(x) + 0.5, y - 6, Math.round(x) + 0.5, y + 6);
      hit(x - 1, y - ROW / 2, 2, mark);
    }
    for (var mark : lane.marks()) {
      if (!mark.stands()) continue;
      double x = x(mark.from(), width);
      pen.setFill(palette.of(Ink.CARD));
      pen.fillOval(x - 7, y - 7, 14, 14);
      pen.setStroke(palette.of(Ink.TEXT_STRONG));
      pen.setLineWidth(1.6);
      pen.strokeOval(x - 6, y - 6, 12, 12);
      pen.setFill(palette.of(Ink.TEXT_STRONG));
      pen.fillOval(x - 2.5, y - 2.5, 5, 5);
    }
  }

  private void people(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    double free = LABEL;
    for (int i = 0; i < lane.marks().size(); i++) {
      var mark = lane.marks().get(i);
      double x = x(mark.from(), width);
      pen.setFill(palette.of(Ink.CARD));
      pen.fillOval(x - 8, y - 8, 16, 16);
      pen.setStroke(palette.of(Ink.TEXT_MUTED));
      pen.setLineWidth(1.2);
      pen.strokeOval(x - 7, y - 7, 14, 14);
      pen.strokeOval(x - 2.5, y - 5, 5, 5);
      pen.strokeArc(x - 4.5, y + 0.5, 9, 8, 0, 180, javafx.scene.shape.ArcType.OPEN);
      double end = i + 1 == lane.marks().size() ? width - END : nextX(lane, i, width);
      boolean isLeft = end == width - END && end - x < LEAST_WORDS && x - free > end - x;
      double room = isLeft ? x - 16 - free : end - x - 24;
      var text = Lettering.cut(PlainText.line(mark.text(), 200), Fonts.text(12), room);
      Lettering.draw(
          pen,
          palette,
          text,
          isLeft ? x - 12 : x + 12,
          y,
          Ink.TEXT,
          Fonts.text(12),
          isLeft ? TextAlignment.RIGHT : TextAlignment.LEFT);
      free = isLeft ? x + 12 : x + 16 + Lettering.width(text, Fonts.text(12));
      hit(x - 8, y - ROW / 2, 16, mark);
    }
  }

  private void sight(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    for (var mark : lane.marks()) {
      double from = clamped(mark.from(), width);
      double to = clamped(mark.isOpen() ? now : mark.until(), width);
      Hatch.fill(pen, palette, from, y + 4, Math.max(3, to - from), ROW - 9);
      var text = Text.of("timeline.noData", times.time(mark.from()));
      double room = Lettering.width(text, Fonts.text(12));
      if (room + 20 < to - from) {
        pen.setFill(palette.of(Ink.CARD));
        pen.fillRect(from, y + 4, room + 12, ROW - 9);
        Lettering.draw(
            pen,
            palette,
            text,
            from + 6,
            y + ROW / 2,
            Ink.UNKNOWN,
            Fonts.text(12),
            TextAlignment.LEFT);
      }
      hit(from, y, to - from, mark);
    }
  }

  private void hit(double x, double y, double width, Mark mark) {
    double wide = Math.max(HAND, width);
    hits.add(new Hit(x - (wide - width) / 2, y, wide, ROW, mark));
  }
}
