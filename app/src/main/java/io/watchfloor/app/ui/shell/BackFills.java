package io.watchfloor.app.ui.shell;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.SourceHealth;
import io.watchfloor.model.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which sources are filling a gap: their newest signal is well behind and comes nearer at least
/// twice as fast as time goes by. A source whose signals are merely old (a quiet log) stands still
/// and is not one. FX thread only.
final class BackFills {
  /// Behind by fewer intervals than this is the usual delay.
  private static final int USUAL_INTERVALS = 4;

  private static final Duration USUAL = Duration.ofMinutes(2);
  private static final int FASTER = 2;

  /// `done` is 0–1 of what was missing at first; `behind` is what still is.
  record BackFill(SourceId source, Instant since, double done, Duration behind) {}

  /// `newest` came at `at`; `since` and `atFirst` are when it was first seen behind, and how far.
  private record Seen(Instant at, Instant newest, Instant since, Duration atFirst, boolean fills) {
    Seen moved(Instant now, Instant newer, boolean isFast) {
      return new Seen(now, newer, since, atFirst, isFast);
    }
  }

  private final Map<SourceId, Seen> seen = new HashMap<>();

  List<BackFill> at(List<SourceStatus> sources, Instant now) {
    seen.keySet().retainAll(sources.stream().map(SourceStatus::id).toList());
    return sources.stream().flatMap(source -> fill(source, now).stream()).toList();
  }

  private Optional<BackFill> fill(SourceStatus source, Instant now) {
    var newest = source.newestSignal().orElse(now);
    var behind = Duration.between(newest, now);
    boolean isPlayed = source.id().isSandbox();
    if (isPlayed
        || source.health() == SourceHealth.PAUSED
        || behind.compareTo(usual(source)) <= 0) {
      seen.remove(source.id());
      return Optional.empty();
    }
    var state = next(seen.get(source.id()), source, newest, now);
    seen.put(source.id(), state);
    if (!state.fills()) return Optional.empty();
    double done = 1 - (double) behind.toMillis() / state.atFirst().toMillis();
    return Optional.of(new BackFill(source.id(), state.since(), Math.clamp(done, 0, 1), behind));
  }

  private static Seen next(
      @Nullable Seen before, SourceStatus source, Instant newest, Instant now) {
    if (before == null) return new Seen(now, newest, now, Duration.between(newest, now), false);
    var passed = Duration.between(before.at(), now);
    var came = Duration.between(before.newest(), newest);
    if (!came.isZero())
      return before.moved(now, newest, came.compareTo(passed.multipliedBy(FASTER)) >= 0);
    boolean stands = passed.compareTo(usual(source)) > 0;
    return stands ? before.moved(now, newest, false) : before;
  }

  private static Duration usual(SourceStatus source) {
    var several = source.interval().multipliedBy(USUAL_INTERVALS);
    return several.compareTo(USUAL) > 0 ? several : USUAL;
  }
}
