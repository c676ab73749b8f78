package io.watchfloor.connectors.otlp;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The messages of OTLP 1.x as a table: message, number and JSON name of each field, and what it is
/// (another message, or how its bytes are read); `*` marks what may repeat. Fields that nobody here
/// asks for are missing and skipped.
final class Shapes {
  private static final String TABLE =
      """
      MetricsRequest 1 resourceMetrics ResourceMetrics*
      ResourceMetrics 1 resource Resource
      ResourceMetrics 2 scopeMetrics ScopeMetrics*
      Resource 1 attributes KeyValue*
      ScopeMetrics 1 scope Scope
      ScopeMetrics 2 metrics Metric*
      Scope 1 name text
      Metric 1 name text
      Metric 2 description text
      Metric 3 unit text
      Metric 5 gauge Gauge
      Metric 7 sum Sum
      Metric 9 histogram Histogram
      Metric 10 exponentialHistogram ExponentialHistogram
      Metric 11 summary Summary
      Gauge 1 dataPoints NumberPoint*
      Sum 1 dataPoints NumberPoint*
      Sum 2 aggregationTemporality varint
      Sum 3 isMonotonic bool
      Histogram 1 dataPoints HistogramPoint*
      Histogram 2 aggregationTemporality varint
      ExponentialHistogram 1 dataPoints ExponentialPoint*
      ExponentialHistogram 2 aggregationTemporality varint
      Summary 1 dataPoints SummaryPoint*
      NumberPoint 7 attributes KeyValue*
      NumberPoint 2 startTimeUnixNano fixed64
      NumberPoint 3 timeUnixNano fixed64
      NumberPoint 4 asDouble double
      NumberPoint 6 asInt fixed64
      NumberPoint 8 flags varint
      HistogramPoint 9 attributes KeyValue*
      HistogramPoint 2 startTimeUnixNano fixed64
      HistogramPoint 3 timeUnixNano fixed64
      HistogramPoint 4 count fixed64
      HistogramPoint 5 sum double
      HistogramPoint 6 bucketCounts fixed64*
      HistogramPoint 7 explicitBounds double*
      HistogramPoint 10 flags varint
      ExponentialPoint 1 attributes KeyValue*
      ExponentialPoint 2 startTimeUnixNano fixed64
      ExponentialPoint 3 timeUnixNano fixed64
      ExponentialPoint 4 count fixed64
      ExponentialPoint 5 sum double
      ExponentialPoint 10 flags varint
      SummaryPoint 7 attributes KeyValue*
      SummaryPoint 2 startTimeUnixNano fixed64
      SummaryPoint 3 timeUnixNano fixed64
      SummaryPoint 4 count fixed64
      SummaryPoint 5 sum double
      SummaryPoint 6 quantileValues Quantile*
      SummaryPoint 8 flags varint
      Quantile 1 quantile double
      Quantile 2 value double
      KeyValue 1 key text
      KeyValue 2 value AnyValue
      AnyValue 1 stringValue text
      AnyValue 2 boolValue bool
      AnyValue 3 intValue varint
      AnyValue 4 doubleValue double
      AnyValue 5 arrayValue ArrayValue
      AnyValue 6 kvlistValue KeyValueList
      AnyValue 7 bytesValue hex
      ArrayValue 1 values AnyValue*
      KeyValueList 1 values KeyValue*
      LogsRequest 1 resourceLogs ResourceLogs*
      ResourceLogs 1 resource Resource
      ResourceLogs 2 scopeLogs ScopeLogs*
      ScopeLogs 1 scope Scope
      ScopeLogs 2 logRecords LogRecord*
      LogRecord 1 timeUnixNano fixed64
      LogRecord 2 severityNumber varint
      LogRecord 3 severityText text
      LogRecord 5 body AnyValue
      LogRecord 6 attributes KeyValue*
      LogRecord 9 traceId hex
      LogRecord 10 spanId hex
      LogRecord 11 observedTimeUnixNano fixed64
      LogRecord 12 eventName text
      """;

  private static final Map<String, Map<Integer, Part>> ALL = read();

  /// How a field's bytes become a value.
  enum How {
    TEXT,
    HEX,
    BOOL,
    VARINT,
    FIXED64,
    DOUBLE,
    MESSAGE
  }

  /// One field; `message` names what it holds where that is a message.
  record Part(String name, How how, String message, boolean repeats) {}

  private Shapes() {}

  static Map<Integer, Part> of(String message) {
    return Objects.requireNonNull(ALL.get(message), message);
  }

  private static Map<String, Map<Integer, Part>> read() {
    var all = new HashMap<String, Map<Integer, Part>>();
    for (var line : TABLE.lines().toList()) {
      var words = line.split(" ");
      boolean repeats = words[3].endsWith("*");
      var what = repeats ? words[3].substring(0, words[3].length() - 1) : words[3];
      boolean isMessage = Character.isUpperCase(what.charAt(0));
      var how = isMessage ? How.MESSAGE : How.valueOf(what.toUpperCase(java.util.Locale.ROOT));
      all.computeIfAbsent(words[0], _ -> new HashMap<>())
          .put(Integer.valueOf(words[1]), new Part(words[2], how, what, repeats));
    }
    return all;
  }
}
