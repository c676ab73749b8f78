package io.watchfloor.connectors.prometheus;

import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.MetricInfo.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is done with a metric and what it means, from the server's metadata and, where that is
/// silent, from the naming conventions (prometheus.io/docs/practices/naming).
record Meaning(Use use, String base, MetricInfo info) {
  enum Use {
    /// Taken as it is.
    GAUGE,
    /// Turned into a rate per second.
    COUNTER,
    /// `_sum` of a `_sum`/`_count` pair: only used for the mean.
    SUM,
    /// `_count` of such a pair: a rate, and the mean's divisor.
    COUNT,
    /// Not taken: a histogram's buckets, when each metric was created.
    LEFT_OUT
  }

  /// As `/api/v1/metadata` has it.
  record Metadata(String type, String unit, String help) {}

  private static final Map<String, String> UNITS =
      Map.of(
          "seconds", "s",
          "milliseconds", "ms",
          "bytes", "B",
          "ratio", "ratio",
          "percent", "%",
          "celsius", "°C",
          "volts", "V",
          "joules", "J",
          "hertz", "Hz",
          "rate", "/s");

  private static final List<String> SUFFIXES =
      List.of("_bucket", "_count", "_sum", "_total", "_created");

  static Meaning of(
      String name, Map<String, Metadata> metadata, Set<String> names, boolean buckets) {
    var suffix = SUFFIXES.stream().filter(name::endsWith).findFirst().orElse("");
    var base = name.substring(0, name.length() - suffix.length());
    var own = Optional.ofNullable(metadata.get(name));
    var family = own.or(() -> Optional.ofNullable(metadata.get(base)));
    var type = family.map(Metadata::type).orElse("unknown");
    var help = family.map(Metadata::help).orElse("");
    boolean spread = type.equals("histogram") || type.equals("summary");
    boolean guessed =
        type.equals("unknown") || type.equals("unspecified") || type.equals("untyped");
    var unit =
        family
            .map(Metadata::unit)
            .filter(it -> !it.isEmpty())
            .map(Meaning::abbreviated)
            .orElse(unit(base));
    var leftOut = new Meaning(Use.LEFT_OUT, base, MetricInfo.UNKNOWN);
    if (suffix.equals("_bucket") && (spread || guessed))
      return buckets ? counter(base, "/s", help) : leftOut;
    if (suffix.equals("_created") && own.isEmpty() && !guessed) return leftOut;
    if (suffix.equals("_sum") && (spread || (guessed && names.contains(base + "_count"))))
      return new Meaning(Use.SUM, base, new MetricInfo(Type.GAUGE, unit, help));
    if (suffix.equals("_count") && (spread || (guessed && names.contains(base + "_sum"))))
      return new Meaning(Use.COUNT, base, new MetricInfo(Type.COUNTER, "/s", help));
    if (type.equals("counter") || (suffix.equals("_total") && guessed))
      return counter(base, perSecond(unit), help);
    return new Meaning(Use.GAUGE, base, new MetricInfo(gauge(name, type), unit(name, unit), help));
  }

  private static Meaning counter(String base, String unit, String help) {
    return new Meaning(Use.COUNTER, base, new MetricInfo(Type.COUNTER, unit, help));
  }

  /// 0 or 1, up or down, rather than an amount.
  private static Type gauge(String name, String type) {
    return name.equals("up")
            || name.endsWith("_up")
            || name.endsWith("_success")
            || name.endsWith("_info")
            || type.equals("stateset")
            || type.equals("info")
        ? Type.STATE
        : Type.GAUGE;
  }

  private static String perSecond(String unit) {
    return unit.isEmpty() || unit.equals("/s") ? "/s" : unit + "/s";
  }

  private static String unit(String name, String unit) {
    return unit.isEmpty() ? unit(name) : unit;
  }

  /// From the last word of the name: `_seconds`, `:ratio`.
  private static String unit(String name) {
    int at = Math.max(name.lastIndexOf('_'), name.lastIndexOf(':'));
    return UNITS.getOrDefault(name.substring(at + 1), "");
  }

  private static String abbreviated(String unit) {
    return UNITS.getOrDefault(unit, unit);
  }

  /// The name of the mean of a `_sum`/`_count` pair.
  String mean() {
    return base + ":mean";
  }
}
