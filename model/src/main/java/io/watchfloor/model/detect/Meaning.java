package io.watchfloor.model.detect;

import io.watchfloor.model.signal.MetricInfo;
import java.util.Locale;

/// What the numbers of a series are, as far as its type, unit and name say: it decides how large a
/// move must be to matter, never how often one is told.
enum Meaning {
  /// Any quantity.
  VALUE(0),
  /// Events per second, made from a counter: one event more is noise.
  RATE(0),
  /// A few values that stand for something (up or down): any other value than the usual is strange.
  STATE(0),
  /// A time (epoch seconds): what counts is how far away it is.
  MOMENT(0),
  /// A duration in seconds; two milliseconds are noise.
  SECONDS(0.002),
  /// A share, 0–1; one percentage point is noise.
  RATIO(0.01),
  /// Processor time per time; a twentieth of a core is noise.
  CPU(0.05),
  /// A load average; one more waiting process is noise.
  LOAD(1),
  /// A share, 0–100; one percentage point is noise.
  PERCENT(1);

  /// A move up to this is noise whatever the history says, in the series' own unit.
  final double least;

  Meaning(double least) {
    this.least = least;
  }

  static Meaning of(String metric, MetricInfo info) {
    if (info.type() == MetricInfo.Type.STATE) return STATE;
    var name = metric.toLowerCase(Locale.ROOT);
    if (name.contains("cpu")) return CPU;
    if (info.type() == MetricInfo.Type.COUNTER) return RATE;
    if (name.matches(".*load_?(1|5|15|average)m?")) return LOAD;
    if (name.contains("timestamp") || name.contains("expiry") || name.contains("not_after"))
      return MOMENT;
    if (name.equals("up") || name.endsWith("_up") || name.endsWith("_success")) return STATE;
    return switch (info.unit()) {
      case "s" -> SECONDS;
      case "ratio" -> RATIO;
      case "%" -> PERCENT;
      default -> name.endsWith("ratio") ? RATIO : VALUE;
    };
  }
}
