package io.watchfloor.connectors.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The time in the sandbox: starts at the real time, then runs at its own speed, can be halted, and
/// stands still at its limit. Never goes back. Safe for any thread.
public final class ReplayClock implements InstantSource {
  private final InstantSource real;
  private Instant realAnchor;
  private Instant anchor;
  private Instant limit = Instant.MAX;
  private double speed = 1;
  private boolean running = true;

  public ReplayClock(InstantSource real) {
    this.real = real;
    this.realAnchor = real.instant();
    this.anchor = realAnchor;
  }

  @Override
  public synchronized Instant instant() {
    if (!running) return anchor;
    var passed = Duration.between(realAnchor, real.instant());
    if (passed.isNegative()) return anchor;
    var now = anchor.plusNanos((long) (passed.toNanos() * speed));
    return now.isAfter(limit) ? limit : now;
  }

  public synchronized boolean running() {
    return running;
  }

  public synchronized double speed() {
    return speed;
  }

  synchronized void run(boolean go) {
    settle();
    running = go;
  }

  synchronized void speed(double times) {
    settle();
    speed = times;
  }

  synchronized void limit(Instant at) {
    settle();
    limit = at;
  }

  private void settle() {
    anchor = instant();
    realAnchor = real.instant();
  }
}
