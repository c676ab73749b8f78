package io.watchfloor.connectors.otlp;

import io.watchfloor.model.signal.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The series that were told of lately and what each said last. At most `most` are taken at once: a
/// sender that puts ids into attributes makes new ones without end. Not thread-safe.
final class SeriesBook {
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final int most;
  private final Map<Labels, Point> last = new HashMap<>();

  SeriesBook(int most) {
    this.most = most;
  }

  /// Whether the series is known or there is room for it besides those of `learnt`.
  boolean admits(Labels series, Map<Labels, Point> learnt) {
    return last.containsKey(series)
        || learnt.containsKey(series)
        || last.size() + learnt.size() < most;
  }

  String full() {
    return "points were dropped: there are more than " + most + " series.";
  }

  @Nullable Point last(Labels series) {
    return last.get(series);
  }

  void keep(Map<Labels, Point> learnt, Instant now) {
    last.putAll(learnt);
    if (last.size() >= most)
      last.values().removeIf(point -> point.at().isBefore(now.minus(FORGOTTEN)));
  }
}
