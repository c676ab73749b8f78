package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Foresight;
import io.watchfloor.model.pipeline.History;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks over the stored days of every series with a limit, again and again, on a thread of its own
/// that yields to all others; what it finds is given to the engine.
public final class Foreseer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Foreseer.class);
  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final Duration AGAIN = Duration.ofMinutes(20);

  private final Engine engine;
  private final History history;
  private final InstantSource clock;
  private final Thread thread;

  public Foreseer(Engine engine, History history, InstantSource clock) {
    this.engine = engine;
    this.history = history;
    this.clock = clock;
    this.thread =
        Thread.ofPlatform()
            .name("foreseer")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::loop);
  }

  public void start() {
    thread.start();
  }

  private void loop() {
    try {
      Thread.sleep(FIRST);
      while (true) {
        look();
        Thread.sleep(AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      var found = Foresight.look(history, clock.instant());
      engine.run(pipeline -> pipeline.foresee(found));
    } catch (RuntimeException e) {
      LOG.error("foresight failed", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
