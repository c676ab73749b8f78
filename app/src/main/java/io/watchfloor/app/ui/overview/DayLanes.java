package io.watchfloor.app.ui.overview;

import io.watchfloor.app.ui.kit.Drawing;
import io.watchfloor.app.ui.kit.Fonts;
import io.watchfloor.app.ui.kit.Hatch;
import io.watchfloor.app.ui.kit.Ink;
import io.watchfloor.app.ui.kit.Palette;
import io.watchfloor.app.ui.kit.PlainText;
import io.watchfloor.app.ui.kit.Times;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;

/// The last 24 hours as one lane for each entity that had trouble and each source that was blind:
/// solid is critical, outlined is warning, hatched is not seen, on the lane of the source and on
/// those of what it tells about.
final class DayLanes extends Drawing {
  private static final double LABEL = 96;
  private static final double LANE = 28;
  private static final double AXIS = 24;
  private static final int FEW = 5;
  private static final int MANY = 14;
  private static final int TICK_HOURS = 3;

  private record Mark(Instant from, Instant to, Severity severity) {}

  private final Times times;
  private Map<String, List<Mark>> lanes = Map.of();
  private Instant now = Instant.EPOCH;
  private int most = FEW;

  DayLanes(Times times) {
    this.times = times;
  }

  /// More lanes where the window is tall.
  void setTall(boolean isTall) {
    most = isTall ? MANY : FEW;
  }

  void show(Snapshot snapshot, Instant at) {
    now = at;
    var found = new LinkedHashMap<String, List<Mark>>();
    for (var incident : snapshot.incidents()) {
      var mark = new Mark(incident.since(), incident.resolvedAt().orElse(at), incident.severity());
      var names = incident.entities().stream().limit(3).map(entity -> entity.name()).toList();
      for (var name : names) found.computeIfAbsent(name, key -> new ArrayList<>()).add(mark);
    }
    for (var source : snapshot.sources())
      if (!source.gaps().isEmpty())
        found
            .computeIfAbsent(source.id().name(), key -> new ArrayList<>())
            .addAll(unseen(source.id(), snapshot));
    for (var service : snapshot.services()) {
      var lane = found.get(service.entity().name());
      if (lane != null)
        service.series().ifPresent(id -> lane.addAll(unseen(id.source(), snapshot)));
    }
    lanes = found;
    setMinHeight(Math.max(1, Math.min(most, lanes.size())) * LANE + AXIS);
    setPrefHeight(getMinHeight());
    redraw();
  }

  private static List<Mark> unseen(SourceId id, Snapshot snapshot) {
    return snapshot.sources().stream()
        .filter(source -> source.id().equals(id))
        .flatMap(source -> source.gaps().stream())
        .map(gap -> new Mark(gap.from(), gap.to(), Severity.UNKNOWN))
        .toList();
  }

  int lanes() {
    return lanes.size();
  }

  @Override
  protected void draw(GraphicsContext pen, double width, double height, Palette palette) {
    double y = 0;
    int drawn = 0;
    drawAxis(pen, width, height, palette);
    for (var lane : lanes.entrySet()) {
      if (drawn++ == most) break;
      pen.setFont(Fonts.text(12));
      pen.setFill(palette.of(Ink.TEXT));
      pen.fillText(PlainText.middle(lane.getKey(), 14), 0, y + 18);
      pen.setFill(palette.of(Ink.CHART_BAND));
      pen.fillRect(LABEL, y + 10, width - LABEL, 8);
      for (var mark : lane.getValue()) draw(pen, palette, mark, y, width);
      y += LANE;
    }
  }

  private void draw(GraphicsContext pen, Palette palette, Mark mark, double y, double width) {
    double from = Math.max(LABEL, x(mark.from(), width));
    double to = Math.max(from + 4, Math.min(width, x(mark.to(), width)));
    if (to <= LABEL) return;
    switch (mark.severity()) {
      case CRITICAL, MAJOR -> {
        pen.setFill(palette.of(mark.severity() == Severity.MAJOR ? Ink.MAJOR : Ink.CRITICAL_FILL));
        pen.fillRoundRect(from, y + 6, to - from, 16, 2, 2);
      }
      case UNKNOWN -> {
        Hatch.fill(pen, palette, from, y + 6, to - from, 16);
        outline(pen, palette, Ink.UNKNOWN_LINE, from, to, y);
      }
      case WARNING -> {
        pen.setFill(palette.of(Ink.WARNING_SOFT));
        pen.fillRect(from, y + 6, to - from, 16);
        outline(pen, palette, Ink.WARNING, from, to, y);
      }
      case INFO, OK -> {
        pen.setFill(palette.of(Ink.LINE_CONTROL));
        pen.fillRect(from, y + 12, to - from, 4);
      }
    }
  }

  private static void outline(
      GraphicsContext pen, Palette palette, Ink ink, double from, double to, double y) {
    pen.setStroke(palette.of(ink));
    pen.setLineWidth(1.3);
    pen.strokeRoundRect(from + 0.5, y + 6.5, Math.max(2, to - from - 1), 15, 2, 2);
  }

  private void drawAxis(GraphicsContext pen, double width, double height, Palette palette) {
    pen.setFont(Fonts.mono(11));
    var tick = now.atZone(times.zone()).truncatedTo(ChronoUnit.HOURS);
    while (tick.getHour() % TICK_HOURS != 0) tick = tick.minusHours(1);
    var start = now.minus(Duration.ofHours(24));
    for (; tick.toInstant().isAfter(start); tick = tick.minusHours(TICK_HOURS)) {
      double x = x(tick.toInstant(), width);
      pen.setStroke(palette.of(Ink.CHART_GRID));
      pen.strokeLine(Math.rint(x) + 0.5, 0, Math.rint(x) + 0.5, height - AXIS);
      pen.setFill(palette.of(Ink.TEXT_MUTED));
      if (x > LABEL + 16 && x < width - 20)
        pen.fillText(times.minute(tick.toInstant()), x - 16, height - 6);
    }
  }

  private double x(Instant at, double width) {
    double age = Duration.between(at, now).toMillis() / (24.0 * 3_600_000);
    return width - age * (width - LABEL);
  }
}
