package io.watchfloor.app.ui.hindsight;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.Span;
import io.watchfloor.app.ui.kit.TimeTicks;
import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/// When episodes were told: one column of time each, as high as the number of series that were out
/// of their bands then. Two strips with the same `most` can be compared by eye.
final class EpisodeStrip extends Drawing {
  private static final double AXIS = 20;
  private static final double COLUMN = 4;

  private final ZoneId zone;
  private List<Anomaly> episodes = List.of();
  private Span span = new Span(0, 1);
  private int most = 1;

  EpisodeStrip(ZoneId zone) {
    this.zone = zone;
    setMinHeight(96);
    setPrefHeight(96);
  }

  /// @param most the height of the scale, in episodes at once
  void show(List<Anomaly> told, Window window, int most) {
    this.episodes = told;
    this.span = Span.of(window);
    this.most = Math.max(1, most);
    redraw();
  }

  /// How many episodes were open at once, at most, over `columns` columns of the window.
  static int peak(List<Anomaly> told, Window window, int columns) {
    int peak = 0;
    for (int count : counts(told, Span.of(window), columns)) peak = Math.max(peak, count);
    return peak;
  }

  private static int[] counts(List<Anomaly> told, Span span, int columns) {
    var starts = new int[columns + 1];
    for (var one : told) {
      int from = column(one.from(), span, columns);
      int to = column(one.until().orElse(one.at()), span, columns);
      starts[from]++;
      starts[Math.max(from, to) + 1]--;
    }
    var counts = new int[columns];
    int open = 0;
    for (int i = 0; i < columns; i++) counts[i] = open += starts[i];
    return counts;
  }

  private static int column(Instant at, Span span, int columns) {
    return Math.clamp((long) span.x(at.toEpochMilli(), columns), 0, columns - 1);
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    double room = height - AXIS;
    pen.setFill(palette.of(Ink.CHART_BAND, 0.5));
    pen.fillRect(0, 0, width, room);
    pen.setFont(Fonts.mono(11));
    for (var tick : TimeTicks.of(span, width, 76, zone)) {
      double x = span.x(tick.at(), width);
      pen.setStroke(palette.of(Ink.CHART_GRID));
      pen.strokeLine(Math.rint(x) + 0.5, 0, Math.rint(x) + 0.5, room);
      pen.setFill(palette.of(Ink.TEXT_MUTED));
      if (x > 24 && x < width - 24) pen.fillText(tick.text(), x - 16, height - 5);
    }
    int columns = (int) Math.max(1, width / COLUMN);
    var counts = counts(episodes, span, columns);
    pen.setFill(palette.of(Ink.WARNING));
    for (int i = 0; i < columns; i++) {
      if (counts[i] == 0) continue;
      double tall = Math.max(4, (room - 4) * Math.min(1, (double) counts[i] / most));
      pen.fillRect(i * width / columns, room - tall, Math.max(2, width / columns - 1), tall);
    }
  }
}
