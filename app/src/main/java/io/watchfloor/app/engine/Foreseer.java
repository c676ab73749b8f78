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
  private final Background loop;

  public Foreseer(Engine engine, History history, InstantSource clock) {
    this.engine = engine;
    this.history = history;
    this.clock = clock;
    this.loop = new Background("foreseer", FIRST, AGAIN, this::look);
  }

  public void start() {
    loop.start();
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
    loop.close();
  }
}
