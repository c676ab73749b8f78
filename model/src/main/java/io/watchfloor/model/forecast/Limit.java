package io.watchfloor.model.forecast;

import io.watchfloor.model.signal.MetricInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A value at which something breaks, and what it is in words.
public record Limit(double value, String why) {
  private static final Pattern LEFT =
      Pattern.compile(".*(^|_)(avail|available|free|remaining|idle_connections)(_.*|$)");
  private static final Pattern USED =
      Pattern.compile(".*(^|_)(used|usage|utilisation|utilization)(_.*|$)");
  private static final Pattern SPACE =
      Pattern.compile(
          ".*(filesystem|disk|volume|memory|mem|inode|file|space|storage|pool|quota|swap).*");
  private static final Pattern EXPIRY =
      Pattern.compile(".*(cert|ssl|tls|token|license|licence|domain).*(expir|not_after).*");

  /// Whether a metric of this name may have one; its unit decides.
  static boolean isPossible(String metric) {
    var name = name(metric);
    return SPACE.matcher(name).matches()
        && (LEFT.matcher(name).matches() || USED.matcher(name).matches());
  }

  private static String name(String metric) {
    return metric.toLowerCase(Locale.ROOT).replace("memavailable", "mem_available");
  }

  /// The limit that a metric's name and unit give it: nothing left, all used. Empty where they say
  /// nothing of the kind.
  public static Optional<Limit> of(String metric, MetricInfo info) {
    var name = name(metric);
    if (!SPACE.matcher(name).matches()) return Optional.empty();
    if (info.type() == MetricInfo.Type.COUNTER) return Optional.empty();
    if (LEFT.matcher(name).matches()) return Optional.of(new Limit(0, "nothing left"));
    if (!USED.matcher(name).matches()) return Optional.empty();
    if (info.unit().equals("ratio") || name.endsWith("_ratio"))
      return Optional.of(new Limit(1, "all used"));
    if (info.unit().equals("%") || name.endsWith("_percent"))
      return Optional.of(new Limit(100, "all used"));
    return Optional.empty();
  }

  /// Whether the value is the time (epoch seconds) at which something stops being valid.
  static boolean isExpiry(String metric) {
    return EXPIRY.matcher(metric.toLowerCase(Locale.ROOT)).matches();
  }
}
