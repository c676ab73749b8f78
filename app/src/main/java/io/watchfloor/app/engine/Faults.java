package io.watchfloor.app.engine;

import io.watchfloor.model.signal.SourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// How often what a source sent made a turn fail: three times within a minute and it has run away.
/// The engine thread owns it.
final class Faults {
  private static final int MOST = 3;
  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final Map<SourceId, List<Instant>> recent = new TreeMap<>();

  /// Counts one more; whether it is one too many.
  boolean isRunaway(SourceId source, Instant now) {
    var own = recent.computeIfAbsent(source, id -> new ArrayList<>());
    own.removeIf(at -> at.isBefore(now.minus(WITHIN)));
    own.add(now);
    return own.size() >= MOST;
  }
}
