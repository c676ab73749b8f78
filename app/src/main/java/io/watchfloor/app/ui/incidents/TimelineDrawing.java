package io.watchfloor.app.ui.incidents;

import io.watchfloor.app.ui.kit.CursorFlag;
import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Lettering;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.TimeTicks;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.incident.Ref;
import io.watchfloor.model.incident.Timeline;
import io.watchfloor.model.incident.Timeline.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/// The lanes of an incident on one time axis with one cursor. Each mark is at least 8 px wide to
/// the hand, has a tooltip, and opens its evidence. Arrows move the cursor, `+` `-` zoom, `0` fits.
final class TimelineDrawing extends Drawing {
  static final double LABEL = 224, END = 96, AXIS = 30, HAND = 8, ROW = 25, PAD = 6;

  private final Times times;
  private final Consumer<Ref> open;
  private final Tooltip tooltip = new Tooltip();
  private List<LanePainter.Hit> hits = List.of();
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
    var shown = lanes;
    var span = view;
    if (shown == null || span == null || width < LABEL + END + 40) return;
    double right = width - END;
    double nowX = clamped(now, width);
    pen.setFill(palette.of(Ink.CHART_FUTURE, 0.55));
    pen.fillRect(nowX, AXIS, right - nowX, height - AXIS);
    axis(pen, palette, span, width);
    var painter = new LanePainter(shown, span, now, cursor, times);
    double y = AXIS;
    Timeline.@Nullable Kind before = null;
    for (var lane : shown.timeline().lanes()) {
      if (lane.kind() != before) {
        if (before != null) y += PAD;
        line(pen, palette, y, width);
        y += PAD;
      }
      painter.lane(pen, palette, lane, y, width);
      before = lane.kind();
      y += ROW;
    }
    hits = painter.hits();
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
        Lettering.draw(
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
    Lettering.draw(
        pen,
        palette,
        Text.of("timeline.span", io.watchfloor.app.ui.kit.Ages.of(length)),
        16,
        AXIS / 2,
        Ink.TEXT_MUTED,
        Fonts.text(11),
        TextAlignment.LEFT);
    Lettering.draw(
        pen,
        palette,
        Text.of("timeline.atCursor"),
        width - 16,
        AXIS / 2,
        Ink.TEXT_MUTED,
        Fonts.text(11),
        TextAlignment.RIGHT);
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
      Lettering.draw(
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
