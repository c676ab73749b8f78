package io.watchfloor.connectors.replay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock turned by hand.
final class HandClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void turn(Duration by) {
    now = now.plus(by);
  }
}
