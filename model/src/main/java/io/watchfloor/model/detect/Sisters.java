package io.watchfloor.model.detect;

import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;

/// Whether a series is alone with its anomaly. Sisters are the series of the same source and metric
/// whose labels differ in one value only: the other instances of a service, the other disks of a
/// host. `showing` of the `known` ones left their bands in the same direction at about the same
/// time.
public record Sisters(int known, int showing) {
  private static final Duration ABOUT = Duration.ofMinutes(2);

  /// Nothing is known of any.
  public static final Sisters NONE = new Sisters(0, 0);

  public static boolean areSisters(SeriesId one, SeriesId other) {
    if (!one.source().equals(other.source())) return false;
    var labels = one.labels().map();
    var others = other.labels().map();
    if (labels.size() != others.size() || !one.metric().equals(other.metric())) return false;
    int different = 0;
    for (var label : labels.entrySet()) {
      var value = others.get(label.getKey());
      if (value == null) return false;
      if (!value.equals(label.getValue()) && ++different > 1) return false;
    }
    return different == 1;
  }

  /// `series` and `anomalies` are those to look among; what is no sister is passed over.
  public static Sisters of(
      Anomaly anomaly, Collection<SeriesId> series, Collection<Anomaly> anomalies) {
    var known = new HashSet<SeriesId>();
    for (var id : series) if (areSisters(anomaly.series(), id)) known.add(id);
    var showing = new HashSet<SeriesId>();
    for (var other : anomalies)
      if (known.contains(other.series()) && isSame(anomaly, other)) showing.add(other.series());
    return new Sisters(known.size(), showing.size());
  }

  private static boolean isSame(Anomaly one, Anomaly other) {
    if (one.direction() != other.direction()) return false;
    var from = one.from().minus(ABOUT);
    boolean isOver = other.until().filter(until -> until.isBefore(from)).isPresent();
    boolean isLater =
        one.until().filter(until -> other.from().isAfter(until.plus(ABOUT))).isPresent();
    return !isOver && !isLater;
  }
}
