package io.watchfloor.app.ui.kit;

import java.time.Instant;

/// What a chart's cursor says: `06:06 47.0 /s, expected 8.1`; "not seen" where nothing was.
final class CursorWords {
  private static final long FINE_MILLIS = 7_200_000;

  private CursorWords() {}

  static String of(Plot plot, long at) {
    var data = plot.data();
    var times = new Times(plot.zone());
    var when = Instant.ofEpochMilli(at);
    boolean isFine = plot.span().length() < FINE_MILLIS;
    var text = new StringBuilder(isFine ? times.time(when) : times.minute(when)).append("  ");
    if (data.lines().isEmpty()) return text.toString();
    if (data.isBlindAt(when)) return text.append(Text.of("chart.notSeen")).toString();
    var points = data.lines().getFirst().points();
    int index = points.nearest(at, Math.max(3 * points.step(), plot.span().length() / 100));
    if (index < 0) return text.append(future(data, at)).toString();
    text.append(Figures.of(points.value(index), data.info()));
    data.expected().ifPresent(band -> expected(text, data, band, points, index));
    return text.toString();
  }

  private static void expected(
      StringBuilder text, ChartData data, ChartData.Expected band, Pyramid points, int index) {
    int i = band.low().nearest(points.at(index), 3 * points.step() + 1);
    if (i < 0) return;
    var range = Figures.range(band.low().value(i), band.high().value(i), data.info().unit());
    text.append(", ").append(Text.of("chart.expected", range));
  }

  private static String future(ChartData data, long at) {
    if (data.forecast().isEmpty() || at < data.now().toEpochMilli())
      return Text.of("chart.notSeen");
    var cone = data.forecast().get();
    int i = (int) ((at - cone.startMillis()) / Math.max(1, cone.stepMillis()));
    if (i < 0 || i >= cone.mean().length) return "";
    return Text.of(
        "chart.forecast", Figures.range(cone.low80()[i], cone.high80()[i], data.info().unit()));
  }
}
