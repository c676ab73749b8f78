package io.watchfloor.model.incident;

import io.watchfloor.model.signal.Alert;
import io.watchfloor.model.signal.Severity;
import java.time.Duration;
import java.time.Instant;

/// How ordinary it is that an alert fires and nothing else does. It gets less ordinary when the
/// alert lasts, is told again, or is borne out by a finding on the same entity; it is the more
/// ordinary the more often the same series fired alone before ([SeriesHistory]).
final class Loneliness {
  private static final double SURE = 13;
  private static final double PER_TIME = 10;
  private static final int MOST_TIMES = 8;
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final double TOLD_AGAIN_WITHIN = 340;

  private final SeriesHistory history = new SeriesHistory();

  void wasAlone(Sighting one, Instant now) {
    history.wasAlone(one.ref.key(), now);
  }

  /// The log of how often, per second and entity, this is seen for no reason.
  double of(Sighting one, Waiting waiting, Instant now) {
    int times = times(one, now);
    double ordinary = Likelihood.LONE + Math.log1p(PER_TIME * times);
    return isSure(one, waiting, times, now) ? ordinary - SURE : ordinary;
  }

  private boolean isSure(Sighting one, Waiting waiting, int times, Instant now) {
    if (!one.isFiring() || one.alert.alert().state() == Alert.State.SUPPRESSED) return false;
    if (!one.lasting) return times == 0 && isToldAgain(one);
    boolean over = Duration.between(one.from, now).compareTo(wait(one, times)) >= 0;
    return over || (times == 0 && waiting.isAbout(one.subject.entity()));
  }

  private static boolean isToldAgain(Sighting one) {
    return one.before != null
        && one.before.group == null
        && one.before.between.isEmpty()
        && one.at - one.before.at <= TOLD_AGAIN_WITHIN;
  }

  /// Nobody waits for something critical that is new; what often fires alone waits longer.
  private static Duration wait(Sighting one, int times) {
    if (one.alert.alert().severity() == Severity.CRITICAL && times == 0 && !one.alert.flapping())
      return Duration.ZERO;
    return WAIT.multipliedBy(1L + Math.min(times, MOST_TIMES) + (one.alert.flapping() ? 2 : 0));
  }

  private int times(Sighting one, Instant now) {
    return Math.min(MOST_TIMES, history.times(one.ref.key(), now));
  }

  String words(Sighting one, Instant now) {
    int times = history.times(one.ref.key(), now);
    return Reasons.alone(one, times, wait(one, times), now);
  }
}
