package io.watchfloor.connectors;

import io.watchfloor.model.signal.MetricInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Performance data as monitoring plugins write it:
/// `'label'=value[unit];[warn];[crit];[min];[max]`, several with blanks between. Times become
/// seconds, sizes bytes; what can't be read is left out. After the Monitoring Plugins guidelines,
/// section 2.6.
public final class Perfdata {
  private static final Pattern ONE =
      Pattern.compile(
          "(?:'((?:[^']|''){1,200})'|([^\\s='][^\\s=]{0,199}))=([-+]?[0-9.,]{1,40}(?:[eE][-+]?\\d{1,3})?)([a-zA-Z%µ]{0,4})");
  private static final int MOST = 200;

  private Perfdata() {}

  /// One value; `metric` is fit for a metric's name.
  public record Value(String metric, String label, double value, MetricInfo info) {}

  /// Reads all of one check; `prefix` (the check's name) begins each metric's name.
  public static List<Value> read(String text, String prefix) {
    var values = new ArrayList<Value>();
    var each = ONE.matcher(text.length() > 64 * 1024 ? text.substring(0, 64 * 1024) : text);
    while (each.find() && values.size() < MOST) {
      var label = each.group(1) == null ? each.group(2) : each.group(1).replace("''", "'");
      try {
        double number = Double.parseDouble(each.group(3).replace(',', '.'));
        values.add(value(prefix, label, number, each.group(4)));
      } catch (NumberFormatException _) {
        // no number, no value
      }
    }
    return values;
  }

  private static Value value(String prefix, String label, double number, String unit) {
    return switch (unit) {
      case "s" -> gauge(prefix, label, number, "s", "seconds");
      case "ms" -> gauge(prefix, label, number / 1e3, "s", "seconds");
      case "us", "µs" -> gauge(prefix, label, number / 1e6, "s", "seconds");
      case "B" -> gauge(prefix, label, number, "B", "bytes");
      case "KB", "kB" -> gauge(prefix, label, number * 1e3, "B", "bytes");
      case "KiB" -> gauge(prefix, label, number * 1024, "B", "bytes");
      case "MB" -> gauge(prefix, label, number * 1e6, "B", "bytes");
      case "MiB" -> gauge(prefix, label, number * 1048576, "B", "bytes");
      case "GB" -> gauge(prefix, label, number * 1e9, "B", "bytes");
      case "GiB" -> gauge(prefix, label, number * 1073741824, "B", "bytes");
      case "%" -> gauge(prefix, label, number, "%", "percent");
      case "c" -> new Value(name(prefix, label, "total"), label, number, COUNTER);
      default -> gauge(prefix, label, number, "", "");
    };
  }

  private static final MetricInfo COUNTER =
      new MetricInfo(MetricInfo.Type.COUNTER, "/s", "A counter in a check's performance data.");

  private static Value gauge(
      String prefix, String label, double number, String unit, String suffix) {
    var help = "From a check's performance data.";
    return new Value(
        name(prefix, label, suffix),
        label,
        number,
        new MetricInfo(MetricInfo.Type.GAUGE, unit, help));
  }

  private static String name(String prefix, String label, String suffix) {
    var whole = prefix + "_" + label + (suffix.isEmpty() ? "" : "_" + suffix);
    var name = whole.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
    return name.length() > 120 ? name.substring(0, 120) : name;
  }
}
