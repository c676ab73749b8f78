package io.watchfloor.app.ui.kit;

import io.watchfloor.app.engine.Backend;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A recording that stands where a test puts it.
public final class FakeSandbox implements Backend.Sandbox {
  public boolean isPlaying = true;
  public double factor = 4;
  public Duration at = Duration.ofSeconds(68);
  public boolean isOff;
  private final FakeBackend backend;

  public FakeSandbox(FakeBackend backend) {
    this.backend = backend;
  }

  @Override
  public String title() {
    return "Recorded incident: a bad deploy";
  }

  @Override
  public Instant recordedAt() {
    return Estate.NOW;
  }

  @Override
  public Duration length() {
    return Duration.ofSeconds(90);
  }

  @Override
  public Duration position() {
    return at;
  }

  @Override
  public boolean playing() {
    return isPlaying;
  }

  @Override
  public double speed() {
    return factor;
  }

  @Override
  public List<Milestone> milestones() {
    return List.of(
        new Milestone(Duration.ofSeconds(20), "change", "catalogue 1.9.0 is rolled out"),
        new Milestone(
            Duration.ofSeconds(20), "log", "A log pattern never seen before: KeyError('currency')"),
        new Milestone(Duration.ofSeconds(32), "alert", "HighErrorRate on catalogue and frontend"),
        new Milestone(
            Duration.ofSeconds(33), "cause", "Likely cause: deploy of catalogue 1.9.0 (81 %)"));
  }

  @Override
  public void play(boolean playing) {
    isPlaying = playing;
  }

  @Override
  public void speed(double times) {
    factor = times;
  }

  @Override
  public void switchOff() {
    isOff = true;
    backend.sandbox = java.util.Optional.empty();
  }
}
