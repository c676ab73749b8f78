package io.watchfloor.connectors.otlp;

import io.watchfloor.connectors.http.Node;
import io.watchfloor.connectors.http.SafeText;
import io.watchfloor.connectors.listen.SenderClocks;
import io.watchfloor.connectors.listen.Tally;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes samples of one request's metrics. Gauges stay as they are; what only grows becomes a rate
/// per second; a histogram becomes `_count` (rate), `_avg` and `_p95` of what came since the last
/// point. The first point of a series that counts from its start says nothing yet. What was learnt
/// of the series is kept by [SeriesBook#keep] once the samples are stored, so that a request that
/// is sent again is read as the first time. Used for one request.
final class MetricMapper {
  private static final int DELTA = 1;
  private static final double SHARE = 0.95;

  private final SourceId source;
  private final EntityRules rules;
  private final SeriesBook book;
  private final SenderClocks clocks;
  private final Tally tally;
  private final Instant now;
  private final Map<Labels, Point> learnt = new HashMap<>();
  private final List<Signal> samples = new ArrayList<>();
  private int rejected;

  MetricMapper(
      SourceId source,
      EntityRules rules,
      SeriesBook book,
      SenderClocks clocks,
      Tally tally,
      Instant now) {
    this.source = source;
    this.rules = rules;
    this.book = book;
    this.clocks = clocks;
    this.tally = tally;
    this.now = now;
  }

  List<Signal> samples(Node request) {
    for (var resource : request.at("resourceMetrics").list()) {
      var who = Attributes.who(resource.at("resource"));
      for (var scope : resource.at("scopeMetrics").list())
        for (var metric : scope.at("metrics").list()) read(who, metric);
    }
    return samples;
  }

  Map<Labels, Point> learnt() {
    return learnt;
  }

  /// How many points were not taken.
  int rejected() {
    return rejected;
  }

  private void read(Map<String, String> who, Node metric) {
    var sum = metric.at("sum");
    for (var point : metric.at("gauge").at("dataPoints").list())
      gauge(who, metric, point, value(point));
    boolean grows = sum.flag("isMonotonic");
    boolean delta = temporality(sum) == DELTA;
    for (var point : sum.at("dataPoints").list()) {
      if (grows) counter(who, metric, point, delta);
      else if (delta) reject("points tell only how much a level changed; send them cumulative.");
      else gauge(who, metric, point, value(point));
    }
    for (var name : new String[] {"histogram", "exponentialHistogram", "summary"}) {
      var histogram = metric.at(name);
      boolean fresh = temporality(histogram) == DELTA;
      for (var point : histogram.at("dataPoints").list()) histogram(who, metric, point, fresh);
    }
    for (var point : metric.at("summary").at("dataPoints").list())
      for (var each : point.at("quantileValues").list())
        gauge(with(who, "quantile", each.text("quantile")), metric, point, each.number("value"));
  }

  private static Map<String, String> with(Map<String, String> who, String name, String value) {
    var more = new TreeMap<>(who);
    more.put(name, SafeText.cut(value, 24));
    return more;
  }

  /// A number, or the enumeration's name as some JSON writers have it.
  private static int temporality(Node holder) {
    var text = holder.text("aggregationTemporality");
    return text.equals("1") || text.endsWith("DELTA") ? DELTA : 2;
  }

  private static double value(Node point) {
    return point.at("asDouble").isThere() ? point.number("asDouble") : point.number("asInt");
  }

  private void gauge(Map<String, String> who, Node metric, Node point, double value) {
    if (isEmpty(point)) return;
    var labels = labels(who, metric, point, "");
    if (book.admits(labels, learnt)) {
      var at = at(point);
      learnt.put(labels, Point.ofSum(at, at, 0));
      add(labels, info(metric, MetricInfo.Type.GAUGE, metric.text("unit")), at, value);
    } else reject(book.full());
  }

  private void counter(Map<String, String> who, Node metric, Node point, boolean delta) {
    if (isEmpty(point)) return;
    var labels = labels(who, metric, point, "");
    var next = Point.ofSum(start(point), at(point), value(point));
    var since = since(labels, next, delta);
    if (since == null) return;
    double rate = since.count() / since.seconds();
    add(labels, info(metric, MetricInfo.Type.COUNTER, perSecond(metric)), next.at(), rate);
  }

  private void histogram(Map<String, String> who, Node metric, Node point, boolean delta) {
    if (isEmpty(point)) return;
    var labels = labels(who, metric, point, "_count");
    var next = Point.ofHistogram(start(point), at(point), point);
    var since = since(labels, next, delta);
    if (since == null) return;
    double rate = since.count() / since.seconds();
    add(labels, info(metric, MetricInfo.Type.COUNTER, "/s"), next.at(), rate);
    var gauge = info(metric, MetricInfo.Type.GAUGE, metric.text("unit"));
    if (since.count() > 0)
      add(labels(who, metric, point, "_avg"), gauge, next.at(), since.sum() / since.count());
    double high = since.quantile(SHARE, Point.numbers(point, "explicitBounds"));
    add(labels(who, metric, point, "_p95"), gauge, next.at(), high);
  }

  /// What came since the last point; null where that can't be told yet.
  private @Nullable Point since(Labels labels, Point next, boolean delta) {
    if (!book.admits(labels, learnt)) {
      reject(book.full());
      return null;
    }
    var before = learnt.containsKey(labels) ? learnt.get(labels) : book.last(labels);
    if (before != null && !next.at().isAfter(before.at())) return null;
    learnt.put(labels, next);
    boolean timed = !next.start().equals(Instant.EPOCH) && next.at().isAfter(next.start());
    if (delta) return timed ? next : null;
    return before == null || !next.goesOnFrom(before) ? null : next.since(before);
  }

  /// The sender says itself that there is no value.
  private static boolean isEmpty(Node point) {
    return (point.whole("flags", 0) & 1) != 0;
  }

  private void reject(String why) {
    rejected++;
    tally.count(why);
  }

  private Instant at(Node point) {
    return Times.of(point, "timeUnixNano", now).orElse(now);
  }

  private Instant start(Node point) {
    return Times.of(point, "startTimeUnixNano", now).orElse(Instant.EPOCH);
  }

  private static Labels labels(Map<String, String> who, Node metric, Node point, String suffix) {
    var labels = new TreeMap<>(who);
    Attributes.add(labels, point);
    labels.put(Labels.NAME, Attributes.name(metric.text("name")) + suffix);
    return Labels.of(labels);
  }

  private static String perSecond(Node metric) {
    var unit = metric.text("unit");
    return unit.isEmpty() || unit.startsWith("{") || unit.equals("1") ? "/s" : unit + "/s";
  }

  private static MetricInfo info(Node metric, MetricInfo.Type type, String unit) {
    var shown = unit.startsWith("{") || unit.equals("1") ? "" : SafeText.cut(unit, 24);
    return new MetricInfo(type, shown, SafeText.words(metric.text("description")));
  }

  private void add(Labels labels, MetricInfo info, Instant at, double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) return;
    var entity = rules.entity(labels);
    clocks.heard(entity.isNone() ? "a sender" : entity.name(), at, now);
    samples.add(
        new Samples(
            source,
            entity,
            labels,
            info,
            now,
            new long[] {at.toEpochMilli()},
            new double[] {value}));
  }
}
