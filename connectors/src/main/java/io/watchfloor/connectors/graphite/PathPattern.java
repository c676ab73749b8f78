package io.watchfloor.connectors.graphite;

import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads labels out of a path: `shop.{service}.{host}.{metric*}`. A part in braces is a label, `*`
/// any part, every other part stands for itself; `{metric*}` takes all that is left.
record PathPattern(List<String> parts) {
  static final String METRIC = "metric";
  private static final String REST = "{metric*}";

  /// @throws SourceException says what is wrong with it
  static PathPattern of(String text) throws SourceException {
    var parts = List.of(text.strip().split("\\.", -1));
    int rest = parts.indexOf(REST);
    boolean good = rest == parts.size() - 1 || (rest < 0 && parts.contains("{metric}"));
    for (var part : parts)
      good &= part.equals(REST) || part.matches("\\{[a-zA-Z_]\\w{0,40}}|[^{}\\s]+");
    if (!good)
      throw new SourceException(
          "patterns: \""
              + SafeText.words(text)
              + "\" can't be read; write it like shop.{service}.{metric*}.",
          false,
          null);
    return new PathPattern(parts);
  }

  /// The labels of the path, `metric` among them; empty where it does not fit.
  Optional<Map<String, String>> read(String path) {
    var given = path.split("\\.", -1);
    var labels = new TreeMap<String, String>();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      if (i >= given.length) return Optional.empty();
      if (part.equals(REST)) {
        labels.put(
            METRIC, String.join("_", new ArrayList<>(List.of(given).subList(i, given.length))));
        return Optional.of(labels);
      }
      if (part.startsWith("{")) labels.put(part.substring(1, part.length() - 1), given[i]);
      else if (!part.equals("*") && !part.equals(given[i])) return Optional.empty();
    }
    return given.length == parts.size() ? Optional.of(labels) : Optional.empty();
  }
}
