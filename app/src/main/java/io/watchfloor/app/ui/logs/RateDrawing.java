package io.watchfloor.app.ui.logs;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Figures;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Lettering;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.Text;
import io.watchfloor.app.ui.kit.TimeTicks;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.app.ui.kit.ValueTicks;
import io.watchfloor.model.detect.LogFinding;
import io.watchfloor.model.log.MinuteRates;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.TextAlignment;

/// Lines a minute as bars on the band they were expected in; findings as stretches, minutes in
/// which nothing was seen hatched. A click chooses a minute. FX thread only.
final class RateDrawing extends Drawing {
  private static final double LEFT = 52, RIGHT = 12, TOP = 22, BOTTOM = 22;
  private static final long MINUTE = 60_000;
  private static final int LEAST_MINUTES = 30;
  private static final double WIDEST_BAR = 22;

  private final ZoneId zone;
  private MinuteRates rates = MinuteRates.NONE;
  private List<LogFinding> findings = List.of();
  private List<Window> blind = List.of();
  private Optional<Instant> chosen = Optional.empty();
  private Optional<Instant> under = Optional.empty();

  RateDrawing(ZoneId zone, Consumer<Instant> choose) {
    this.zone = zone;
    getStyleClass().add("wf-log-rate");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    addEventHandler(
        MouseEvent.MOUSE_MOVED,
        event -> {
          under = minuteAt(event.getX());
          redraw();
        });
    addEventHandler(
        MouseEvent.MOUSE_EXITED,
        event -> {
          under = Optional.empty();
          redraw();
        });
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) minuteAt(event.getX()).ifPresent(choose);
        });
  }

  void set(
      MinuteRates rates, List<LogFinding> findings, List<Window> blind, Optional<Instant> chosen) {
    this.rates = rates;
    this.findings = findings;
    this.blind = blind;
    this.chosen = chosen;
    setAccessibleText(chosen.or(this::last).map(this::told).orElse(""));
    redraw();
  }

  private Optional<Instant> last() {
    return rates.size() == 0 ? Optional.empty() : Optional.of(rates.at(rates.size() - 1));
  }

  private Span span() {
    long to = rates.at(rates.size()).toEpochMilli();
    return new Span(to - Math.max(LEAST_MINUTES, rates.size()) * MINUTE, to);
  }

  private Optional<Instant> minuteAt(double x) {
    if (rates.size() == 0) return Optional.empty();
    long at = span().millis(x - LEFT, getWidth() - LEFT - RIGHT);
    long index = Math.floorDiv(at - rates.from().toEpochMilli(), MINUTE);
    return index < 0 || index >= rates.size()
        ? Optional.empty()
        : Optional.of(rates.at((int) index));
  }

  /// "07:16: 42 lines, expected 3 to 9".
  private String told(Instant minute) {
    long index = (minute.toEpochMilli() - rates.from().toEpochMilli()) / MINUTE;
    if (index < 0 || index >= rates.size()) return "";
    int i = (int) index;
    var time = new Times(zone).minute(minute);
    double low = rates.low().get(i), high = rates.high().get(i);
    if (Double.isNaN(low)) return Text.of("logs.minute", time, rates.lines().get(i));
    return Text.of(
        "logs.minute.expected",
        time,
        rates.lines().get(i),
        Figures.plain(Math.ceil(low)),
        Figures.plain(Math.floor(high)));
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    if (rates.size() == 0 || width <= LEFT + RIGHT || height <= TOP + BOTTOM) return;
    var span = span();
    double most = 1;
    for (int i = 0; i < rates.size(); i++) {
      most = Math.max(most, rates.lines().get(i));
      if (!Double.isNaN(rates.high().get(i))) most = Math.max(most, rates.high().get(i));
    }
    var axis = ValueTicks.of(0, most, Math.max(2, (int) ((height - TOP - BOTTOM) / 34)));
    var plot = new Plot(pen, palette, span, axis, width - LEFT - RIGHT, height - TOP - BOTTOM);
    for (var finding : findings) plot.finding(finding);
    for (var gap : blind) plot.hatch(gap);
    plot.grid();
    plot.band();
    plot.bars();
    chosen.ifPresent(at -> plot.mark(at, Ink.ACCENT));
    under
        .filter(at -> !chosen.equals(Optional.of(at)))
        .ifPresent(at -> plot.mark(at, Ink.TEXT_MUTED));
    plot.times();
    under.or(() -> chosen).ifPresent(at -> plot.say(told(at)));
  }

  private final class Plot {
    private final GraphicsContext pen;
    private final Palette palette;
    private final Span span;
    private final ValueTicks axis;
    private final double width;
    private final double height;

    Plot(
        GraphicsContext pen,
        Palette palette,
        Span span,
        ValueTicks axis,
        double width,
        double height) {
      this.pen = pen;
      this.palette = palette;
      this.span = span;
      this.axis = axis;
      this.width = width;
      this.height = height;
    }

    private double x(Instant at) {
      return LEFT + Math.clamp(span.x(at.toEpochMilli(), width), 0, width);
    }

    private double y(double value) {
      return TOP + axis.y(value, height);
    }

    private double step() {
      return MINUTE * width / span.length();
    }

    void finding(LogFinding finding) {
      double from = x(finding.from());
      double to = finding.until().map(this::x).orElse(LEFT + width);
      pen.setFill(palette.of(Ink.WARNING_SOFT));
      pen.fillRect(from, TOP, Math.max(2, to - from), height);
      pen.setFill(palette.of(finding.isOpen() ? Ink.WARNING : Ink.TEXT_MUTED));
      pen.fillRect(from, TOP, Math.max(2, to - from), 3);
    }

    void grid() {
      pen.setLineWidth(1);
      for (int i = 0; i < axis.count(); i++) {
        double y = Math.round(y(axis.tick(i))) + 0.5;
        if (y < TOP) continue;
        pen.setStroke(palette.of(Ink.CHART_GRID));
        pen.strokeLine(LEFT, y, LEFT + width, y);
        Lettering.draw(
            pen,
            palette,
            axis.text(i, MetricInfo.UNKNOWN),
            LEFT - 8,
            y,
            Ink.TEXT_MUTED,
            Fonts.mono(11),
            TextAlignment.RIGHT);
      }
    }

    void band() {
      pen.setFill(palette.of(Ink.CHART_BAND));
      for (int i = 0; i < rates.size(); i++) {
        double low = rates.low().get(i), high = rates.high().get(i);
        if (Double.isNaN(low)) continue;
        double top = y(high);
        pen.fillRect(x(rates.at(i)), top, step() + 0.5, Math.max(1.5, y(low) - top));
      }
    }

    void bars() {
      double wide = Math.clamp(step() - (step() > 6 ? 2 : 0.5), 1, WIDEST_BAR);
      for (int i = 0; i < rates.size(); i++) {
        int lines = rates.lines().get(i);
        if (lines == 0) continue;
        boolean isOut = lines > rates.high().get(i) || lines < rates.low().get(i);
        boolean isLast = i == rates.size() - 1;
        pen.setFill(
            isOut && !(isLast && lines < rates.low().get(i))
                ? palette.of(Ink.WARNING)
                : palette.of(Ink.CHART_INK, isLast ? 0.4 : 0.75));
        double top = Math.min(y(lines), y(0) - 1.5);
        pen.fillRect(x(rates.at(i)) + (step() - wide) / 2, top, wide, y(0) - top);
      }
    }

    void hatch(Window gap) {
      double from = x(gap.from()), to = x(gap.to());
      if (to > LEFT && from < LEFT + width)
        Hatch.fill(pen, palette, from, TOP, Math.max(3, to - from), height);
    }

    void mark(Instant minute, Ink ink) {
      pen.setStroke(palette.of(ink));
      pen.setLineWidth(1.5);
      pen.strokeRect(x(minute) + 0.5, TOP + 0.5, Math.max(3, step() - 1), height - 1);
    }

    void times() {
      for (var tick : TimeTicks.of(span, width, 76, zone)) {
        double x = span.x(tick.at(), width);
        if (x < 18 || x > width - 8) continue;
        Lettering.draw(
            pen,
            palette,
            tick.text(),
            LEFT + x,
            TOP + height + 12,
            Ink.TEXT_MUTED,
            Fonts.mono(11),
            TextAlignment.CENTER);
      }
    }

    void say(String words) {
      Lettering.draw(
          pen, palette, words, LEFT, 10, Ink.TEXT_STRONG, Fonts.text(12), TextAlignment.LEFT);
    }
  }
}
