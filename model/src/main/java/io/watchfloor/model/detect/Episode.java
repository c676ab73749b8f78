package io.watchfloor.model.detect;

import io.watchfloor.model.signal.Samples;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Turns the grades of one series into episodes: begins when several points in a row are strange,
/// holds, and ends by hysteresis or when the new level has become normal.
final class Episode {
  private static final int BEGIN_AFTER = 3;
  private static final int BEGIN_AFTER_STRONG = 2;
  private static final double STRANGE = 0.45;
  private static final double STRONG = 0.85;
  private static final double CALM = 0.2;
  private static final int END_AFTER = 5;

  private int inRow;
  private int strongInRow;
  private int calmInRow;
  private long strangeSince;
  private @Nullable Anomaly open;

  @Nullable Anomaly open() {
    return open;
  }

  /// Takes one point's verdict; the answer is the episode if this point began, changed or ended it.
  @Nullable Anomaly take(Samples samples, int i, Verdicts verdicts, double factor) {
    double value = samples.values()[i];
    if (Double.isNaN(value)) return null;
    long at = samples.epochMillis()[i];
    double grade = Math.min(1, verdicts.grade[i] * factor);
    count(at, grade);
    if (open == null) return begins() ? begin(samples, i, verdicts, grade) : null;
    if (calmInRow >= END_AFTER) return end(at);
    if (grade > open.grade() + 0.05) return grow(samples, i, verdicts, grade);
    return null;
  }

  private void count(long at, double grade) {
    if (grade >= STRANGE) {
      if (inRow == 0) strangeSince = at;
      inRow++;
    } else {
      inRow = 0;
    }
    strongInRow = grade >= STRONG ? strongInRow + 1 : 0;
    calmInRow = grade <= CALM ? calmInRow + 1 : 0;
  }

  private boolean begins() {
    return inRow >= BEGIN_AFTER || strongInRow >= BEGIN_AFTER_STRONG;
  }

  private Anomaly begin(Samples samples, int i, Verdicts verdicts, double grade) {
    var from = Instant.ofEpochMilli(strangeSince);
    var id =
        Long.toHexString(samples.labels().fingerprint()) + "-" + Long.toString(strangeSince, 36);
    boolean above = samples.values()[i] >= verdicts.expected[i];
    open =
        new Anomaly(
            id,
            samples.series(),
            samples.entity(),
            samples.info(),
            from,
            Optional.empty(),
            Instant.ofEpochMilli(samples.epochMillis()[i]),
            above ? Anomaly.Kind.SPIKE : Anomaly.Kind.DIP,
            grade,
            samples.values()[i],
            verdicts.expected[i],
            verdicts.low[i],
            verdicts.high[i]);
    return open;
  }

  private @Nullable Anomaly grow(Samples samples, int i, Verdicts verdicts, double grade) {
    var before = open;
    if (before == null) return null;
    open =
        new Anomaly(
            before.id(),
            before.series(),
            before.entity(),
            samples.info(),
            before.from(),
            Optional.empty(),
            Instant.ofEpochMilli(samples.epochMillis()[i]),
            before.kind(),
            grade,
            samples.values()[i],
            verdicts.expected[i],
            verdicts.low[i],
            verdicts.high[i]);
    return open;
  }

  @Nullable Anomaly end(long at) {
    var before = open;
    if (before == null) return null;
    open = null;
    inRow = 0;
    strongInRow = 0;
    calmInRow = 0;
    var until = Instant.ofEpochMilli(at);
    return new Anomaly(
        before.id(),
        before.series(),
        before.entity(),
        before.info(),
        before.from(),
        Optional.of(until),
        until,
        before.kind(),
        before.grade(),
        before.value(),
        before.expected(),
        before.low(),
        before.high());
  }
}
