package io.watchfloor.app.ui.kit;

/// What a chart says to those who do not see it.
final class ChartWords {
  private ChartWords() {}

  static String of(ChartData data, Span span) {
    if (data.lines().isEmpty()) return Text.of("chart.empty");
    var line = data.lines().getFirst();
    int from = line.points().indexAt(span.from()), to = line.points().indexAt(span.to() + 1);
    return Text.of(
        "chart.spoken",
        PlainText.line(line.name(), 120),
        Figures.of(line.points().low(from, to), data.info()),
        Figures.of(line.points().high(from, to), data.info()),
        data.episodes().size(),
        data.blind().size());
  }
}
