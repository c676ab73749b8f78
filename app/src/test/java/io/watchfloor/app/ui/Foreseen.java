package io.watchfloor.app.ui;

import io.watchfloor.app.ui.kit.Estate;
import io.watchfloor.app.ui.kit.FakeBackend;
import io.watchfloor.app.ui.kit.FakeHistory;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.signal.MetricInfo;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.SeriesId;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/// The busy estate with four weeks of history: volumes that fill at several paces, one that is
/// cleaned up every night, one that has just appeared, and services with days and weeks.
public final class Foreseen {
  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int A_DAY = 48;
  private static final MetricInfo SHARE = new MetricInfo(MetricInfo.Type.GAUGE, "ratio", "");
  private static final MetricInfo BYTES = new MetricInfo(MetricInfo.Type.GAUGE, "B", "");

  private Foreseen() {}

  public static FakeBackend backend() {
    var busy = Estate.busy();
    busy.forecastRecord = new ForecastRecord(12, 11, 2, 5, 1.2);
    var estate = busy.build();
    var backend = new FakeBackend(estate);
    var history = new FakeHistory();
    backend.history = history;
    var random = new SplittableRandom(5);
    put(history, "filesystem_avail_bytes", "db", BYTES, 14 * A_DAY, i -> 9e10 - 1.1e8 * i);
    put(
        history,
        "filesystem_avail_bytes",
        "logs",
        BYTES,
        14 * A_DAY,
        i -> 4e10 - 2.6e7 * i - 8e7 * (i % A_DAY) + 4e7 * random.nextGaussian());
    put(
        history,
        "disk_used_ratio",
        "uploads",
        SHARE,
        14 * A_DAY,
        i -> 0.55 + 0.23 * i / (14 * A_DAY) + 0.02 * Math.sin(2 * Math.PI * i / A_DAY));
    put(history, "memory_used_ratio", "cart", SHARE, 14 * A_DAY, i -> 0.6 + 0.01 * (i % 7));
    put(history, "disk_used_ratio", "reports", SHARE, 12, i -> 0.2 + 0.01 * i);
    for (var service : estate.services())
      service
          .series()
          .ifPresent(
              id -> {
                double level = Double.isFinite(service.value()) ? service.value() : 1;
                history.series.putIfAbsent(
                    id,
                    series(
                        id,
                        service.info(),
                        28 * A_DAY,
                        i -> level * (0.2 + week(i) * (1 + 0.1 * random.nextGaussian()))));
              });
    return backend;
  }

  private static double week(int step) {
    int day = step / A_DAY % 7;
    double daily = Math.max(0, Math.sin(2 * Math.PI * (step % A_DAY - 12) / A_DAY));
    return daily * (day >= 5 ? 0.4 : 1);
  }

  private static void put(
      FakeHistory history,
      String metric,
      String service,
      MetricInfo info,
      int points,
      IntToDoubleFunction value) {
    var id = Estate.series(metric, service);
    history.series.put(id, series(id, info, points, value));
  }

  private static Series series(
      SeriesId id, MetricInfo info, int points, IntToDoubleFunction value) {
    var at = new long[points];
    var values = new double[points];
    for (int i = 0; i < points; i++) {
      at[i] = Estate.NOW.minus(STEP.multipliedBy(points - 1 - i)).toEpochMilli();
      values[i] = value.applyAsDouble(i);
    }
    return new Series(id, info, at, values);
  }
}
