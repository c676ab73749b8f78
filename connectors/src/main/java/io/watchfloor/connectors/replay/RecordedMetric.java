package io.watchfloor.connectors.replay;

import io.watchfloor.model.signal.MetricInfo;
import java.util.Set;
import java.util.regex.Pattern;

/// What a recorded metric means, as far as its name and query tell: a recording has no metadata.
/// After the naming rules of https://prometheus.io/docs/practices/naming/.
final class RecordedMetric {
  private static final Pattern RATE = Pattern.compile("\\b(rate|irate|increase)\\(");
  private static final Pattern STATE = Pattern.compile("(.*_)?(up|success|info)");
  private static final Set<String> TIME_WORDS = Set.of("latency", "duration", "seconds");

  private RecordedMetric() {}

  static MetricInfo info(String name, String query) {
    if (RATE.matcher(query).find()) {
      var unit = name.contains("_bytes") ? "B/s" : "/s";
      return new MetricInfo(MetricInfo.Type.COUNTER, unit, "");
    }
    if (STATE.matcher(name).matches()) return new MetricInfo(MetricInfo.Type.STATE, "", "");
    return new MetricInfo(MetricInfo.Type.GAUGE, unit(name), "");
  }

  /// Whether the value is a time in epoch seconds, which moves with the recording.
  static boolean isTime(String name) {
    return name.endsWith("_timestamp_seconds") || name.endsWith("_expiry");
  }

  private static String unit(String name) {
    if (name.contains("ratio")) return "ratio";
    if (name.endsWith("_bytes")) return "B";
    if (isTime(name)) return "";
    for (var word : name.split("[_:]", -1)) if (TIME_WORDS.contains(word)) return "s";
    return name.endsWith(":rate") ? "/s" : "";
  }
}
