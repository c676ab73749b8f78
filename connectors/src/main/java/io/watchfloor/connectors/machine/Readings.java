package io.watchfloor.connectors.machine;

import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.Labels;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Samples;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Collects what was read at one moment. Values that are no number, or negative, are left out: a
/// sensor that is not there has no value.
final class Readings {
  private final SourceId source;
  private final EntityId entity;
  private final Instant at;
  private final List<Signal> signals = new ArrayList<>();

  Readings(SourceId source, EntityId entity, Instant at) {
    this.source = source;
    this.entity = entity;
    this.at = at;
  }

  Instant at() {
    return at;
  }

  List<Signal> signals() {
    return signals;
  }

  void ratio(String metric, double value, String help, String... labels) {
    gauge(metric, value, "ratio", help, labels);
  }

  void gauge(String metric, double value, String unit, String help, String... labels) {
    if (Double.isFinite(value) && value >= 0)
      add(metric, value, new MetricInfo(MetricInfo.Type.GAUGE, unit, help), labels);
  }

  void gauge(String metric, long value, String unit, String help, String... labels) {
    gauge(metric, (double) value, unit, help, labels);
  }

  void rate(String metric, OptionalDouble value, String unit, String help, String... labels) {
    if (value.isPresent())
      add(metric, value.getAsDouble(), new MetricInfo(MetricInfo.Type.COUNTER, unit, help), labels);
  }

  /// Says that a series has ended.
  void gone(String metric, String unit, String help, String... labels) {
    add(metric, Double.NaN, new MetricInfo(MetricInfo.Type.GAUGE, unit, help), labels);
  }

  private void add(String metric, double value, MetricInfo info, String... labels) {
    var all = Labels.of(labels).with(Labels.NAME, metric).with("host", entity.name());
    signals.add(
        new Samples(
            source, entity, all, info, at, new long[] {at.toEpochMilli()}, new double[] {value}));
  }
}
