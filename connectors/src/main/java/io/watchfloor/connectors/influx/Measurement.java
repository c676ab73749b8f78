package io.watchfloor.connectors.influx;

import java.util.List;
import java.util.stream.Collectors;

/// A measurement and its numeric fields.
record Measurement(String name, List<String> fields) {
  Measurement {
    fields = List.copyOf(fields);
  }

  /// The mean of every field in whole steps, times in milliseconds, `from` inclusive.
  String question(long from, long to, long step, int mostPoints) {
    return "SELECT "
        + fields.stream()
            .map(field -> "mean(" + quoted(field) + ") AS " + quoted(field))
            .collect(Collectors.joining(", "))
        + " FROM "
        + quoted(name)
        + " WHERE time >= "
        + from
        + "ms AND time < "
        + to
        + "ms GROUP BY time("
        + step
        + "ms), * fill(none) LIMIT "
        + mostPoints;
  }

  /// An identifier: whatever stands in it, it stays one.
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /// The name of a field's metric; a field that is only called `value` adds nothing.
  String metric(String field) {
    var whole = field.equals("value") ? name : name + "_" + field;
    var cut = whole.length() > 200 ? whole.substring(0, 200) : whole;
    return cut.replaceAll("[^a-zA-Z0-9_:]", "_");
  }
}
