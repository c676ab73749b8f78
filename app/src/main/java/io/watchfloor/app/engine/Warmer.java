package io.watchfloor.app.engine;

import io.watchfloor.model.detect.Switch;
import io.watchfloor.model.detect.Warmed;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.signal.Series;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes the tier of series whose attention has changed: reads their stored history, lets a
/// detector of the other tier learn it, and gives that to the engine. On a thread of its own that
/// yields to all others.
public final class Warmer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Warmer.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final Duration PAST = Duration.ofDays(3);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int AT_ONCE = 8;

  /// A deep detector remembers no more than about so many points.
  private static final int MOST_POINTS = 20_000;

  private final Engine engine;
  private final History history;
  private final InstantSource clock;
  private final Background loop;

  public Warmer(Engine engine, History history, InstantSource clock) {
    this.engine = engine;
    this.history = history;
    this.clock = clock;
    this.loop = new Background("warmer", EVERY, EVERY, this::look);
  }

  public void start() {
    loop.start();
  }

  private void look() throws InterruptedException {
    for (var one : wanted()) if (!loop.isStopping()) warm(one);
  }

  private List<Switch> wanted() throws InterruptedException {
    var wanted = new CompletableFuture<List<Switch>>();
    engine.run(
        pipeline -> {
          try {
            wanted.complete(pipeline.switches(AT_ONCE));
          } catch (RuntimeException e) {
            wanted.completeExceptionally(e);
          }
        });
    try {
      return wanted.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return List.of();
    } catch (ExecutionException e) {
      LOG.error("tiers not decided", e.getCause());
      return List.of();
    }
  }

  private void warm(Switch one) {
    try {
      var now = clock.instant();
      var series = history.series(one.series(), Window.before(now.plusMillis(1), PAST));
      var warmed = Warmed.of(newest(series), one.to());
      engine.run(pipeline -> pipeline.take(warmed, clock.instant()));
    } catch (RuntimeException e) {
      LOG.error("series not warmed series={}", one.series(), e);
    }
  }

  private static Series newest(Series series) {
    int n = series.size();
    if (n <= MOST_POINTS) return series;
    return new Series(
        series.id(),
        series.info(),
        Arrays.copyOfRange(series.epochMillis(), n - MOST_POINTS, n),
        Arrays.copyOfRange(series.values(), n - MOST_POINTS, n));
  }

  @Override
  public void close() {
    loop.close();
  }
}
