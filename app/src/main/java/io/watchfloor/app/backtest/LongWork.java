package io.watchfloor.app.backtest;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Work through many series, one after the other: tells how far it is every two seconds, and ends
/// in order when the process is asked to end (Ctrl-C): the series at hand is finished, the store is
/// closed, what was done stays. Close it when all is done. One thread at a time.
final class LongWork implements AutoCloseable {
  private static final long TELL_EVERY_NANOS = 2_000_000_000L;
  private static final long STOP_SECONDS = 5;

  private final PrintWriter err;
  private final int of;
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().unstarted(this::waitForTheEnd);
  private long toldAt = System.nanoTime();
  private int done;

  LongWork(int of, PrintWriter err) {
    this.of = of;
    this.err = err;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void waitForTheEnd() {
    stop();
    try {
      boolean isClean = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
      if (!isClean) err.println("watchfloor: it did not stop in time");
      err.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Asks the work to end after the series at hand. Any thread.
  void stop() {
    isStopped.set(true);
  }

  /// Whether to take the next series.
  boolean goesOn() {
    return !isStopped.get();
  }

  /// One more series is done; `what` was done in all so far, for people.
  void done(String what) {
    done++;
    if (System.nanoTime() - toldAt < TELL_EVERY_NANOS) return;
    toldAt = System.nanoTime();
    err.println("watchfloor: " + done + " of " + of + " series, " + what);
    err.flush();
  }

  /// Says that it was stopped, where it was; whether all was done.
  boolean isWhole() {
    if (done == of) return true;
    err.println("watchfloor: stopped after " + done + " of " + of + " series; those are whole");
    err.flush();
    return false;
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook has just been told that all is done.
    }
  }
}
