package io.watchfloor.connectors.listen;

import java.time.Duration;

/// Waits for a thread that was told to end, so that its port is free when `close` returns.
public final class Endings {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private Endings() {}

  public static void await(Thread thread) {
    boolean interrupted = Thread.interrupted();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
