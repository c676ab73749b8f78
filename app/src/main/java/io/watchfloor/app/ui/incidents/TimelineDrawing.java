package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.CursorFlag;
import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Pyramid;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.TimeTicks;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.Timeline;
import io.watchfloor.model.incident.Timeline.Lane;
import io.watchfloor.model.incident.Timeline.Mark;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The lanes of an incident on one time axis with one cursor. Each mark is at least 8 px wide to
/// the hand, has a tooltip, and opens its evidence. Arrows move the cursor, `+` `-` zoom, `0` fits.
final class TimelineDrawing extends Drawing {
  private static final double LABEL = 224, END = 96, AXIS = 30, HAND = 8, ROW = 25, PAD = 6;

  /// Where a mark can be hit.
  private record Hit(double x, double y, double width, double height, Mark mark) {
    boolean holds(double atX, double atY) {
      return atX >= x && atX <= x + width && atY >= y && atY <= y + height;
    }
  }

  private final Times times;
  private final Consumer<Ref> open;
  private final Tooltip tooltip = new Tooltip();
  private final List<Hit> hits = new ArrayList<>();
  private @Nullable Lanes lanes;
  private @Nullable Span view;
  private Instant now = Instant.EPOCH;
  private Optional<Instant> cursor = Optional.empty();

  TimelineDrawing(Times times, Consumer<Ref> open) {
    this.times = times;
    this.open = open;
    getStyleClass().add("wf-timeline");
    setId("timeline");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    Tooltip.install(this, tooltip);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> moveCursor(Optional.empty()));
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    addEventHandler(ScrollEvent.SCROLL, this::turn);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  void show(Lanes lanes, Instant now) {
    boolean isFitted =
        this.lanes == null || view == null || view.equals(Span.of(this.lanes.timeline().span()));
    this.lanes = lanes;
    this.now = now;
    if (isFitted) view = Span.of(lanes.timeline().span());
    setPrefHeight(height());
    setMinHeight(height());
    setAccessibleText(Text.of("timeline.spoken", lanes.timeline().lanes().size()));
    redraw();
  }

  void fit() {
    if (lanes == null) return;
    view = Span.of(lanes.timeline().span());
    redraw();
  }

  private double height() {
    if (lanes == null) return 120;
    double height = AXIS;
    Timeline.@Nullable Kind before = null;
    for (var lane : lanes.timeline().lanes()) {
      if (lane.kind() != before) height += 2 * PAD;
      before = lane.kind();
      height += ROW;
    }
    return height + 8;
  }

  private double x(Instant at, double width) {
    var span = view;
    if (span == null) return LABEL;
    return LABEL + span.x(at.toEpochMilli(), width - LABEL - END);
  }

  private double clamped(Instant at, double width) {
    return Math.clamp(x(at, width), LABEL, width - END);
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    hits.clear();
    var shown = lanes;
    var span = view;
    if (shown == null || span == null || width < LABEL + END + 40) return;
    double right = width - END;
    double nowX = clamped(now, width);
    pen.setFill(palette.of(Ink.CHART_FUTURE, 0.55));
    pen.fillRect(nowX, AXIS, right - nowX, height - AXIS);
    axis(pen, palette, span, width);
    double y = AXIS;
    Timeline.@Nullable Kind before = null;
    for (var lane : shown.timeline().lanes()) {
      if (lane.kind() != before) {
        if (before != null) y += PAD;
        line(pen, palette, y, width);
        y += PAD;
      }
      lane(pen, palette, lane, y, width);
      before = lane.kind();
      y += ROW;
    }
    pen.setStroke(palette.of(Ink.LINE));
    pen.setLineWidth(1);
    pen.strokeLine(LABEL + 0.5, AXIS, LABEL + 0.5, height);
    pen.strokeLine(right + 0.5, AXIS, right + 0.5, height);
    vertical(pen, palette, shown.timeline().onset(), width, height, true);
    vertical(pen, palette, now, width, height, false);
    cursor.ifPresent(at -> drawCursor(pen, palette, shown, at, width, height));
  }

  private static void line(GraphicsContext pen, Palette palette, double y, double width) {
    pen.setStroke(palette.of(Ink.LINE));
    pen.setLineWidth(1);
    pen.strokeLine(0, Math.round(y) + 0.5, width, Math.round(y) + 0.5);
  }

  private void axis(GraphicsContext pen, Palette palette, Span span, double width) {
    for (var tick : TimeTicks.of(span, width - LABEL - END, 84, times.zone())) {
      double x = x(Instant.ofEpochMilli(tick.at()), width);
      pen.setStroke(palette.of(Ink.CHART_GRID));
      pen.strokeLine(Math.round(x) + 0.5, AXIS, Math.round(x) + 0.5, getHeight());
      if (x > LABEL + 24 && x < width - END - 24)
        words(
            pen,
            palette,
            tick.text(),
            x,
            AXIS / 2,
            Ink.TEXT_MUTED,
            Fonts.mono(11),
            TextAlignment.CENTER);
    }
    var length = Duration.ofMillis(span.length());
    words(
        pen,
        palette,
        Text.of("timeline.span", io.watchfloor.app.ui.kit.Ages.of(length)),
        16,
        AXIS / 2,
        Ink.TEXT_MUTED,
        Fonts.text(11),
        TextAlignment.LEFT);
    words(
        pen,
        palette,
        Text.of("timeline.atCursor"),
        width - 16,
        AXIS / 2,
        Ink.TEXT_MUTED,
        Fonts.text(11),
        TextAlignment.RIGHT);
  }

  private void lane(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    double middle = y + ROW / 2;
    boolean isBlind = lane.kind() == Timeline.Kind.SIGHT;
    var label =
        lane.entity().isNone() || lane.label().contains(lane.entity().name())
            ? lane.label()
            : lane.label() + ", " + lane.entity().name();
    words(
        pen,
        palette,
        cut(PlainText.middle(label, 60), 30),
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
    pen.restore();
    var end = end(lane);
    words(
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
    if (lanes == null || lane.series().isEmpty()) return new End("", Ink.TEXT_MUTED);
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
    for (var mark : lane.marks()) {
      double x = x(mark.from(), width);
      pen.setStroke(palette.of(mark.stands() ? Ink.TEXT_STRONG : Ink.TEXT_MUTED));
      pen.setFill(palette.of(Ink.TEXT_STRONG));
      pen.setLineWidth(1.5);
      pen.strokeLine(x, y - 10, x, y + 12);
      var xs = new double[] {x, x + 10, x + 8, x + 10, x};
      var ys = new double[] {y - 10, y - 10, y - 6, y - 2, y - 2};
      if (mark.stands()) pen.fillPolygon(xs, ys, 5);
      else pen.strokePolygon(xs, ys, 5);
      var font = mark.stands() ? Fonts.strong(12) : Fonts.text(12);
      var text = cut(PlainText.line(mark.text()), 40);
      double room = text.length() * 6.6;
      boolean isLeft = x + 16 + room > width - END;
      double textX = isLeft ? x - 6 : x + 16;
      if (isLeft ? x - room > free : x >= free) {
        words(
            pen,
            palette,
            text,
            textX,
            y,
            mark.stands() ? Ink.TEXT_STRONG : Ink.TEXT_MUTED,
            font,
            isLeft ? TextAlignment.RIGHT : TextAlignment.LEFT);
        free = isLeft ? x + 12 : x + 20 + room;
      }
      hit(x - 2, y - ROW / 2, isLeft ? 14 : 14 + room, mark);
    }
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
      bar(pen, palette, mark, from, to, y);
      hit(from, y - ROW / 2, to - from, mark);
    }
  }

  private static void bar(
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

  private void anomaly(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    var shown = lanes;
    var span = view;
    for (var mark : lane.marks()) {
      double from = clamped(mark.from(), width);
      double to = clamped(mark.isOpen() ? now : mark.until(), width);
      pen.setFill(
          palette.of(mark.severity() == Severity.CRITICAL ? Ink.CRITICAL_SOFT : Ink.WARNING_SOFT));
      pen.fillRect(from, y, Math.max(3, to - from), ROW - 2);
      hit(from, y, to - from, mark);
    }
    if (shown == null || span == null) return;
    var series = shown.of(lane);
    if (series.isEmpty() || series.get().isEmpty()) return;
    line(pen, palette, lane, series.get(), y, width);
  }

  private void line(
      GraphicsContext pen, Palette palette, Lane lane, Series series, double y, double width) {
    var shown = lanes;
    var points = new Pyramid(series.epochMillis(), series.values());
    double low = points.low(0, points.size()), high = points.high(0, points.size());
    var strange =
        shown == null ? null : lane.series().map(id -> shown.strangest().get(id)).orElse(null);
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
    for (var mark : lane.marks()) {
      double x = x(mark.from(), width);
      pen.setFill(palette.of(Ink.CARD));
      pen.fillOval(x - 8, y - 8, 16, 16);
      pen.setStroke(palette.of(Ink.TEXT_MUTED));
      pen.setLineWidth(1.2);
      pen.strokeOval(x - 7, y - 7, 14, 14);
      pen.strokeOval(x - 2.5, y - 5, 5, 5);
      pen.strokeArc(x - 4.5, y + 0.5, 9, 8, 0, 180, javafx.scene.shape.ArcType.OPEN);
      var text = cut(PlainText.line(mark.text()), 36);
      double room = text.length() * 6.4;
      if (x > free) {
        boolean isLeft = x + 12 + room > width - END;
        words(
            pen,
            palette,
            text,
            isLeft ? x - 12 : x + 12,
            y,
            Ink.TEXT,
            Fonts.text(12),
            isLeft ? TextAlignment.RIGHT : TextAlignment.LEFT);
        free = x + 16 + room;
      }
      hit(x - 8, y - ROW / 2, 16, mark);
    }
  }

  private void sight(GraphicsContext pen, Palette palette, Lane lane, double y, double width) {
    for (var mark : lane.marks()) {
      double from = clamped(mark.from(), width);
      double to = clamped(mark.isOpen() ? now : mark.until(), width);
      Hatch.fill(pen, palette, from, y + 4, Math.max(3, to - from), ROW - 9);
      var text = Text.of("timeline.noData", times.time(mark.from()));
      double room = text.length() * 6.4;
      pen.setFill(palette.of(Ink.CARD));
      pen.fillRect(from, y + 4, Math.min(room + 12, to - from), ROW - 9);
      words(
          pen,
          palette,
          text,
          from + 6,
          y + ROW / 2,
          Ink.UNKNOWN,
          Fonts.text(12),
          TextAlignment.LEFT);
      hit(from, y, to - from, mark);
    }
  }

  private void vertical(
      GraphicsContext pen,
      Palette palette,
      Instant at,
      double width,
      double height,
      boolean dashed) {
    double x = Math.round(x(at, width)) + 0.5;
    if (x < LABEL || x > width - END) return;
    pen.setStroke(palette.of(Ink.TEXT_MUTED));
    pen.setLineWidth(1);
    if (dashed) pen.setLineDashes(3, 3);
    pen.strokeLine(x, AXIS, x, height);
    pen.setLineDashes();
    if (!dashed)
      words(
          pen,
          palette,
          Text.of("chart.now"),
          x + 6,
          height - 8,
          Ink.TEXT_MUTED,
          Fonts.text(11),
          TextAlignment.LEFT);
  }

  private void drawCursor(
      GraphicsContext pen, Palette palette, Lanes shown, Instant at, double width, double height) {
    double x = Math.round(x(at, width)) + 0.5;
    if (x < LABEL || x > width - END) return;
    pen.setStroke(palette.of(Ink.ACCENT));
    pen.setLineWidth(1.5);
    pen.strokeLine(x, AXIS - 4, x, height);
    long seconds = Duration.between(shown.timeline().onset(), at).toSeconds();
    var text = times.time(at) + "  " + (seconds < 0 ? "−" : "+") + Math.abs(seconds) + " s";
    double room = CursorFlag.width(text);
    CursorFlag.draw(pen, palette, text, Math.clamp(x - room / 2, LABEL, width - END - room), 4);
  }

  private static void words(
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

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }

  private void hit(double x, double y, double width, Mark mark) {
    double wide = Math.max(HAND, width);
    hits.add(new Hit(x - (wide - width) / 2, y, wide, ROW, mark));
  }

  private Optional<Mark> at(double x, double y) {
    for (int i = hits.size() - 1; i >= 0; i--)
      if (hits.get(i).holds(x, y)) return Optional.of(hits.get(i).mark());
    return Optional.empty();
  }

  private void hover(MouseEvent event) {
    boolean inside = event.getX() >= LABEL && event.getX() <= getWidth() - END;
    var span = view;
    moveCursor(
        inside && span != null
            ? Optional.of(
                Instant.ofEpochMilli(span.millis(event.getX() - LABEL, getWidth() - LABEL - END)))
            : Optional.empty());
    var mark = at(event.getX(), event.getY());
    setCursor(mark.flatMap(Mark::ref).isPresent() ? Cursor.HAND : Cursor.DEFAULT);
    tooltip.setText(mark.map(this::says).orElse(Text.of("timeline.title")));
  }

  private String says(Mark mark) {
    var until =
        mark.isMoment()
            ? ""
            : " – " + (mark.isOpen() ? Text.of("chart.now") : times.time(mark.until()));
    return times.time(mark.from()) + until + "  " + PlainText.line(mark.text());
  }

  private void moveCursor(Optional<Instant> at) {
    cursor = at;
    redraw();
  }

  private void click(MouseEvent event) {
    requestFocus();
    at(event.getX(), event.getY()).flatMap(Mark::ref).ifPresent(open);
  }

  private void turn(ScrollEvent event) {
    if (!event.isControlDown() || event.getDeltaY() == 0) return;
    zoom(event.getDeltaY() > 0 ? 0.8 : 1.25);
    event.consume();
  }

  private void zoom(double factor) {
    if (lanes == null || view == null) return;
    var whole = Span.of(lanes.timeline().span());
    long middle = view.from() + view.length() / 2;
    long anchor = cursor.map(Instant::toEpochMilli).orElse(middle);
    view = view.zoomed(factor, anchor, whole);
    redraw();
  }

  private void key(KeyEvent event) {
    var span = view;
    if (span == null || event.isControlDown()) return;
    switch (event.getCode()) {
      case LEFT, RIGHT -> {
        long step =
            span.length() / 100 * (event.getCode() == javafx.scene.input.KeyCode.LEFT ? -1 : 1);
        long from = cursor.map(Instant::toEpochMilli).orElse(span.from() + span.length() / 2);
        moveCursor(
            Optional.of(Instant.ofEpochMilli(Math.clamp(from + step, span.from(), span.to()))));
      }
      case PLUS, EQUALS, ADD -> zoom(0.7);
      case MINUS, SUBTRACT -> zoom(1 / 0.7);
      case DIGIT0 -> fit();
      default -> {
        return;
      }
    }
    event.consume();
  }
}
