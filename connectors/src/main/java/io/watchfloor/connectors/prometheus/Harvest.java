package io.watchfloor.connectors.prometheus;

import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/// Makes signals of raw series: gauges as they are, counters as rates, a `_sum`/`_count` pair as
/// calls per second and mean, and one NaN where a series has ended.
///
/// A rate is measured over the last four scrape intervals, as Grafana's `$__rate_interval`, so that
/// one lost scrape does not leave a hole and few events do not look like noise.
final class Harvest {
  private static final int RATE_STEPS = 4;

  private final SourceId source;
  private final EntityRules rules;
  private final Instant received;
  private final SeriesMemory memory;
  private final ToLongFunction<Labels> stepOf;
  private final long lateness;
  private final long from;
  private final long to;
  private final List<Signal> signals = new ArrayList<>();
  private int infinite;

  /// `from` (exclusive) and `to` are what this pull is to hand on, in the source's milliseconds.
  Harvest(
      SourceId source,
      EntityRules rules,
      Instant received,
      SeriesMemory memory,
      ToLongFunction<Labels> stepOf,
      long lateness,
      long from,
      long to) {
    this.source = source;
    this.rules = rules;
    this.received = received;
    this.memory = memory;
    this.stepOf = stepOf;
    this.lateness = lateness;
    this.from = from;
    this.to = to;
  }

  List<Signal> reap(Map<Labels, RawSeries> series, Map<String, Meaning> meanings) {
    for (var raw : series.values()) {
      var meaning = meanings.get(raw.labels.metric());
      if (meaning == null) continue;
      switch (meaning.use()) {
        case GAUGE -> gauge(raw, meaning.info());
        case COUNTER -> rate(raw, new Increase(raw), meaning.info());
        case COUNT -> {
          var calls = new Increase(raw);
          rate(raw, calls, meaning.info());
          var sum = series.get(raw.labels.with(Labels.NAME, meaning.base() + "_sum"));
          var unit = meanings.get(meaning.base() + "_sum");
          if (sum != null && unit != null)
            mean(raw.labels.with(Labels.NAME, meaning.mean()), raw, calls, sum, unit.info());
        }
        case SUM, LEFT_OUT -> {}
      }
    }
    endTheMissing();
    memory.forget(to);
    return signals;
  }

  int infinite() {
    return infinite;
  }

  private void gauge(RawSeries raw, MetricInfo info) {
    var out = new Out(raw.labels, info, raw);
    for (int i = out.first; i < raw.size(); i++) {
      double value = raw.value(i);
      if (Double.isInfinite(value)) {
        infinite++;
        value = Double.NaN;
      }
      out.add(raw.time(i), value);
    }
    out.end();
  }

  private void rate(RawSeries raw, Increase risen, MetricInfo info) {
    var out = new Out(raw.labels, info, raw);
    for (int i = out.first; i < raw.size(); i++) {
      int since = risen.since(i, out.step * RATE_STEPS);
      if (since >= 0) out.add(raw.time(i), risen.perSecond(since, i));
    }
    out.end();
  }

  /// The mean of what was counted within the window; NaN where nothing was.
  private void mean(
      Labels labels, RawSeries count, Increase calls, RawSeries sum, MetricInfo info) {
    var out = new Out(labels, info, count);
    var total = new Increase(sum);
    for (int i = out.first; i < count.size(); i++) {
      int since = calls.since(i, out.step * RATE_STEPS);
      if (since < 0) continue;
      int sumTo = sum.firstAfter(count.time(i)) - 1;
      int sumFrom = sum.firstAfter(count.time(since)) - 1;
      if (sumFrom < 0 || sum.time(sumTo) != count.time(i)) continue;
      double n = calls.between(since, i);
      out.add(count.time(i), n > 0 ? total.between(sumFrom, sumTo) / n : Double.NaN);
    }
    out.end();
  }

  /// Series that the answer does not hold at all any more.
  private void endTheMissing() {
    for (var entry : List.copyOf(memory.all().entrySet())) {
      var seen = entry.getValue();
      if (seen.stale() || to - seen.last() <= staleAfter(seen.step())) continue;
      long end = seen.last() + seen.step();
      emit(entry.getKey(), seen.info(), new long[] {end}, new double[] {Double.NaN});
      memory.put(entry.getKey(), new SeriesMemory.Seen(end, true, seen.info(), seen.step()));
    }
  }

  private long staleAfter(long step) {
    return step * 5 / 2 + lateness;
  }

  private void emit(Labels labels, MetricInfo info, long[] times, double[] values) {
    signals.add(new Samples(source, rules.entity(labels), labels, info, received, times, values));
  }

  /// The columns of one series being handed on.
  private final class Out {
    final Labels labels;
    final MetricInfo info;
    final long step;
    final int first;
    final long lastRaw;
    final boolean wasStale;
    private final long[] times;
    private final double[] values;
    private int size;

    Out(Labels labels, MetricInfo info, RawSeries raw) {
      this.labels = labels;
      this.info = info;
      this.step = stepOf.applyAsLong(raw.labels);
      var seen = memory.of(labels);
      this.wasStale = seen != null && seen.stale();
      this.first = raw.firstAfter(seen == null ? from : seen.last());
      this.lastRaw = raw.lastTime();
      int room = Math.max(raw.size() - first, 0) + 1;
      this.times = new long[room];
      this.values = new double[room];
    }

    void add(long time, double value) {
      times[size] = time;
      values[size++] = value;
    }

    /// Ends with a gap if the series has ended, and hands on what there is.
    void end() {
      boolean stale = to - lastRaw > staleAfter(step);
      long gap = lastRaw + step;
      if (stale && gap > from && !(wasStale && size == 0)) add(gap, Double.NaN);
      if (size == 0) return;
      emit(labels, info, Arrays.copyOf(times, size), Arrays.copyOf(values, size));
      memory.put(labels, new SeriesMemory.Seen(times[size - 1], stale, info, step));
    }
  }
}
