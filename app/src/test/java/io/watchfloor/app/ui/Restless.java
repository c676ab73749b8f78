package io.watchfloor.app.ui;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.util.SplittableRandom;

/// The busy estate with two days of history every 15 s: a queue that jumps five times, by little
/// and by much, the sizes of a few files that only grow, and noise.
public final class Restless {
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final int POINTS = 2 * 5760;

  /// The series that jumps.
  public static final SeriesId QUEUE = Estate.series("queue_length", "cart");

  private Restless() {}

  public static FakeBackend backend() {
    var backend = new FakeBackend(Estate.busy().build());
    var history = new FakeHistory();
    backend.history = history;
    put(history, QUEUE, 20, 7);
    for (int i = 0; i < 4; i++)
      put(history, Estate.series("requests_per_second", "service-" + i), 100, i);
    return backend;
  }

  private static void put(FakeHistory history, SeriesId id, double level, int seed) {
    var random = new SplittableRandom(seed);
    var at = new long[POINTS];
    var value = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      at[i] = Estate.NOW.minus(STEP.multipliedBy(POINTS - 1 - i)).toEpochMilli();
      value[i] = level + level / 20 * random.nextGaussian();
      boolean isJump = id.equals(QUEUE) && i > 6_000 && i % 1_000 < 60;
      if (isJump) value[i] += level * (0.25 + (i - 6_000) / 1_000 * 0.25);
    }
    history.series.put(
        id, new Series(id, new MetricInfo(MetricInfo.Type.GAUGE, "", ""), at, value));
  }
}
