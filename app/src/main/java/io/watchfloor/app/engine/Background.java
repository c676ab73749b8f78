package io.watchfloor.app.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Work done again and again on a thread of its own that yields to all others. It is never
/// interrupted: an interrupted read would close the store's file.
final class Background implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// One turn of the work; it must see to its own failures.
  interface Work {
    void run() throws InterruptedException;
  }

  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  Background(String name, Duration first, Duration again, Work work) {
    this.thread =
        Thread.ofPlatform()
            .name(name)
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(() -> loop(first, again, work));
  }

  void start() {
    thread.start();
  }

  boolean isStopping() {
    return stop.getCount() == 0;
  }

  private void loop(Duration first, Duration again, Work work) {
    try {
      var wait = first;
      while (!stop.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        work.run();
        wait = again;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits, not for ever, for the turn at hand.
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
