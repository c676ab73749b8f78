package io.watchfloor.connectors;

import io.watchfloor.connectors.SettingsForm.Field;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes samples of checks' performance data: each check result is told once, counters become rates
/// per second. A cache of what was told, not more: after a restart the newest results are told
/// again. Not thread-safe.
public final class CheckSamples {
  /// Whether they are wanted, as the forms ask.
  public static final Field SETTING =
      Field.of(
          "metrics",
          "Check metrics",
          "The performance data of the checks.",
          Field.Kind.FLAG,
          "true",
          false);

  private static final int MOST_CHECKS = 100_000;

  private record Told(Instant at, Map<String, Double> counters) {}

  private final SourceId source;
  private final Map<String, Told> told =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
          return size() > MOST_CHECKS;
        }
      };

  public CheckSamples(SourceId source) {
    this.source = source;
  }

  /// The samples of one result of the check `check` (its key, unique in the source); none where it
  /// was told before.
  public List<Samples> of(
      String check,
      EntityId entity,
      Labels labels,
      List<Perfdata.Value> values,
      Instant at,
      Instant received) {
    var before = told.get(check);
    if (values.isEmpty() || (before != null && !at.isAfter(before.at()))) return List.of();
    var counters = new LinkedHashMap<String, Double>();
    var samples = new ArrayList<Samples>();
    for (var value : values) {
      double shown = value.value();
      if (value.info().type() == MetricInfo.Type.COUNTER) {
        counters.put(value.metric(), shown);
        shown = before == null ? Double.NaN : rate(before, value, at);
      }
      if (Double.isNaN(shown) || Double.isInfinite(shown)) continue;
      samples.add(
          new Samples(
              source,
              entity,
              labels.with(Labels.NAME, value.metric()),
              value.info(),
              received,
              new long[] {at.toEpochMilli()},
              new double[] {shown}));
    }
    told.put(check, new Told(at, counters));
    return samples;
  }

  /// NaN at the first value and after a reset.
  private static double rate(Told before, Perfdata.Value value, Instant at) {
    double last = before.counters().getOrDefault(value.metric(), Double.NaN);
    double seconds = (at.toEpochMilli() - before.at().toEpochMilli()) / 1000.0;
    return value.value() < last ? Double.NaN : (value.value() - last) / seconds;
  }
}
