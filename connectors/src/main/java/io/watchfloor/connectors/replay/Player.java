package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.replay.Recording.Fault;
import io.watchfloor.connectors.replay.Recording.Milestone;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.topology.EntityRules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Plays a recording on a clock of its own. What was healthy before the first trouble lies in the
/// past when it starts, so the first pull takes it in at once. The clock runs on evenly when the
/// recording jumps (a remedy worked, it was started again): only the place in the recording
/// changes. Safe for any thread.
public final class Player {
  private static final double FASTEST = 100;
  private static final double SLOWEST = 0.1;

  /// From this moment of the sandbox's clock on, this place of the recording is played.
  record Cut(Instant at, Instant place) {
    Duration shift() {
      return Duration.between(place, at);
    }
  }

  /// A stretch of the recording, from inclusive, to exclusive, and what to add to its times.
  record Stretch(Instant from, Instant to, Duration shift) {}

  private final Recording recording;
  private final ReplayClock clock;
  private final List<Cut> cuts = new ArrayList<>();

  /// Starts to play.
  public Player(Recording recording, InstantSource real) {
    this.recording = recording;
    this.clock = new ReplayClock(real);
    var healthy = Duration.between(recording.start(), recording.beginning());
    cut(new Cut(clock.instant().minus(healthy), recording.start()));
  }

  public Recording recording() {
    return recording;
  }

  /// The time in the sandbox; its engine and its pulls go by it.
  public ReplayClock clock() {
    return clock;
  }

  /// The sources that the recording is told through, each with its own kind of signal.
  public List<Source> sources(EntityRules rules) {
    return Stream.of(ReplaySource.Kind.values())
        .<Source>map(kind -> new ReplaySource(kind, this, rules))
        .toList();
  }

  public boolean playing() {
    return clock.running() && !ended();
  }

  public void play(boolean playing) {
    clock.run(playing);
  }

  public double speed() {
    return clock.speed();
  }

  /// How many times faster than it was; 0.1 to 100.
  public void speed(double times) {
    clock.speed(Math.clamp(times, SLOWEST, FASTEST));
  }

  public Duration length() {
    return recording.length();
  }

  /// How far it has been played.
  public Duration position() {
    return Duration.between(recording.start(), place());
  }

  public boolean ended() {
    return !place().isBefore(recording.end());
  }

  public List<Milestone> milestones() {
    return recording.milestones();
  }

  /// Plays it once more from shortly before the first trouble.
  public void restart() {
    jump(recording.beginning());
    clock.run(true);
  }

  /// The fault that is active at this place of the recording.
  Optional<Fault> fault() {
    return recording.faultAt(place());
  }

  synchronized void jump(Instant place) {
    cut(new Cut(clock.instant(), place));
  }

  private void cut(Cut cut) {
    cuts.add(cut);
    clock.limit(recording.end().plus(cut.shift()));
  }

  private synchronized Instant place() {
    return clock.instant().minus(cuts.getLast().shift());
  }

  synchronized List<Cut> cuts() {
    return List.copyOf(cuts);
  }

  /// What of the recording is played in `window` of the sandbox's clock, in order.
  List<Stretch> stretches(Window window) {
    var all = cuts();
    var stretches = new ArrayList<Stretch>();
    for (int i = 0; i < all.size(); i++) {
      var cut = all.get(i);
      var until = i + 1 < all.size() ? all.get(i + 1).at() : Instant.MAX;
      var from = window.from().isAfter(cut.at()) ? window.from() : cut.at();
      var to = window.to().isBefore(until) ? window.to() : until;
      if (from.isBefore(to))
        stretches.add(new Stretch(from.minus(cut.shift()), to.minus(cut.shift()), cut.shift()));
    }
    return stretches;
  }
}
