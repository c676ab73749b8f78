package io.watchfloor.app.ui.kit;

import io.watchfloor.model.forecast.Forecast;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Severity;
import io.watchfloor.model.signal.Window;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that one chart draws, immutable. The first line is the measured one, the others are compared
/// with it. `blind` are the stretches in which nothing was seen: hatched, never drawn as zero or as
/// a straight line.
public record ChartData(
    List<Line> lines,
    Optional<Expected> expected,
    List<Episode> episodes,
    Optional<Forecast> forecast,
    Optional<Limit> limit,
    List<Window> blind,
    MetricInfo info,
    Instant now) {
  public static final int MOST_LINES = 5;

  public record Line(String name, Pyramid points) {}

  /// The ordinary range, at its own times.
  public record Expected(Pyramid low, Pyramid high) {}

  /// A stretch outside the ordinary range.
  public record Episode(String id, Window window, Severity severity, String words) {}

  /// A value that must not be reached, and when it will be.
  public record Limit(double value, String name, Optional<Outlook> outlook) {}

  public ChartData {
    lines = List.copyOf(lines);
    episodes = List.copyOf(episodes);
    blind = List.copyOf(blind);
    if (lines.size() > MOST_LINES)
      throw new IllegalArgumentException(
          lines.size() + " lines, at most " + MOST_LINES + " can be told apart");
  }

  public static ChartData of(Line line, MetricInfo info, Instant now) {
    return new ChartData(
        List.of(line),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        info,
        now);
  }

  /// Whether nothing was seen at `at`.
  boolean isBlindAt(Instant at) {
    return blind.stream().anyMatch(gap -> gap.contains(at));
  }

  /// The range that the value axis has to hold to show everything in `span`; NaN where there is
  /// nothing.
  double[] extremes(Span span) {
    var range = new double[] {Double.NaN, Double.NaN};
    for (var line : lines) include(range, line.points(), line.points(), span);
    expected.ifPresent(band -> include(range, band.low(), band.high(), span));
    forecast.ifPresent(
        cone -> {
          for (int i = 0; i < cone.mean().length; i++) {
            long at = cone.startMillis() + i * cone.stepMillis();
            if (at < span.from() || at > span.to()) continue;
            widen(range, cone.low80()[i]);
            widen(range, cone.high80()[i]);
          }
        });
    limit.filter(line -> line.outlook().isPresent()).ifPresent(line -> widen(range, line.value()));
    return range;
  }

  private static void include(double[] range, Pyramid low, Pyramid high, Span span) {
    int from = low.indexAt(span.from()), to = low.indexAt(span.to() + 1);
    widen(range, low.low(from, to));
    widen(range, high.high(from, to));
  }

  private static void widen(double[] range, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return;
    if (Double.isNaN(range[0]) || value < range[0]) range[0] = value;
    if (Double.isNaN(range[1]) || value > range[1]) range[1] = value;
  }
}
