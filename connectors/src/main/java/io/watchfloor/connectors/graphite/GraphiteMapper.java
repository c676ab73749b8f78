package io.watchfloor.connectors.graphite;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.model.signal.Change;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Makes samples of what `/render` answers and changes of events. A datapoint is value first, then
/// time in seconds; null is no value. The label `target` keeps what Graphite calls the series.
record GraphiteMapper(SourceId source, List<PathPattern> patterns, EntityRules rules) {
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_VERSION = 40;

  /// Points until `until` (seconds), oldest first; empty where there are none.
  Optional<Samples> samples(Node series, long until, Instant now) {
    var points = series.at("datapoints").list();
    var times = new long[points.size()];
    var values = new double[points.size()];
    int n = 0;
    for (var point : points) {
      double value = point.at(0).number();
      double at = point.at(1).number();
      if (Double.isNaN(value) || Double.isInfinite(value) || !(at > 0) || at > until) continue;
      long millis = Math.round(at * 1000);
      if (n > 0 && millis <= times[n - 1]) continue;
      times[n] = millis;
      values[n++] = value;
    }
    if (n == 0) return Optional.empty();
    var labels = labels(series);
    return Optional.of(
        new Samples(
            source,
            rules.entity(labels),
            labels,
            MetricInfo.UNKNOWN,
            now,
            java.util.Arrays.copyOf(times, n),
            java.util.Arrays.copyOf(values, n)));
  }

  private Labels labels(Node series) {
    var target = series.label("target");
    var path = series.at("tags").label("name");
    var named = path.isEmpty() ? target : path;
    var labels = new TreeMap<String, String>();
    var read =
        patterns.stream()
            .flatMap(pattern -> pattern.read(named).stream())
            .findFirst()
            .orElse(Map.of());
    labels.putAll(read);
    labels.remove(PathPattern.METRIC);
    for (var tag : series.at("tags").members().entrySet())
      if (!tag.getKey().equals("name") && labels.size() < MOST_TAGS)
        labels.putIfAbsent(
            SafeText.cut(tag.getKey(), 100), SafeText.cut(tag.getValue().text(), SafeText.LABEL));
    labels.put("target", target);
    labels.put(Labels.NAME, name(read.getOrDefault(PathPattern.METRIC, named)));
    return Labels.of(labels);
  }

  private static String name(String text) {
    var cut = text.length() > 200 ? text.substring(0, 200) : text;
    return cut.replaceAll("[^a-zA-Z0-9_:]", "_");
  }

  /// Its first tag says who it is about.
  Optional<Change> change(Node event, Instant now) {
    var what = event.label("what");
    var at = event.seconds("when", Instant.EPOCH);
    if (what.isEmpty() || at.equals(Instant.EPOCH) || at.isAfter(now.plusSeconds(86_400)))
      return Optional.empty();
    var data = SafeText.cut(event.text("data"), SafeText.LABEL);
    var tags = event.at("tags").list().stream().map(Node::text).toList();
    var labels =
        tags.isEmpty()
            ? Labels.EMPTY
            : Labels.of("tags", SafeText.cut(String.join(",", tags), 1_000));
    boolean isVersion = data.length() <= LONGEST_VERSION && data.matches("v?\\d+(\\.\\d+)+\\S*");
    return Optional.of(
        new Change(
            source,
            event.label("id"),
            tags.isEmpty() ? rules.entity(labels) : rules.named(SafeText.cut(tags.getFirst(), 200)),
            labels,
            what,
            isVersion ? data : "",
            data.isEmpty() ? what : what + ": " + data,
            at,
            now));
  }
}
