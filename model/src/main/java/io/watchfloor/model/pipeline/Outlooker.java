package io.watchfloor.model.pipeline;

import io.watchfloor.model.forecast.ForecastBook;
import io.watchfloor.model.forecast.ForecastRecord;
import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which series will reach a limit, worst first. Days of history say it where they were looked at
/// ([Foresight]); the last quarter of an hour says what fills up suddenly, and what is too young
/// for more. What was told is remembered and scored when its time has come ([ForecastBook]).
final class Outlooker {
  private static final int MOST = 200;
  private static final Duration GLANCE = Duration.ofMinutes(15);

  /// Where days of history are known, a quarter of an hour is believed so far ahead.
  private static final Duration SUDDEN = Duration.ofHours(1);

  private static final Duration YOUNG = Duration.ofDays(60);

  /// What was foreseen longer ago is not told any more.
  private static final Duration STALE = Duration.ofHours(2);

  private final RecentSamples recent;
  private Foresight foresight = Foresight.NONE;
  private ForecastBook book = new ForecastBook();

  Outlooker(RecentSamples recent) {
    this.recent = recent;
  }

  void foresee(Foresight newer) {
    foresight = newer;
  }

  List<Outlook> look(Instant now) {
    var found = new ArrayList<Outlook>();
    boolean isFresh = Duration.between(foresight.at(), now).compareTo(STALE) <= 0;
    Map<Object, Outlook> far = new HashMap<>();
    if (isFresh) for (var outlook : foresight.outlooks()) far.put(outlook.series(), outlook);
    for (var id : recent.all()) {
      if (!Outlooks.hasLimit(id.metric(), recent.info(id))) continue;
      boolean isKnown = isFresh && foresight.isWhole() && !foresight.young().contains(id);
      var series = recent.series(id, new Window(now.minus(GLANCE), now.plusSeconds(1)));
      var near =
          Outlooks.glance(
              series, recent.entity(id), recent.info(id), isKnown ? SUDDEN : YOUNG, now);
      sooner(near, Optional.ofNullable(far.get(id)).map(one -> one.of(recent.entity(id))))
          .ifPresent(found::add);
    }
    var told = Outlooks.worstFirst(found, MOST);
    book.score(recent::newest, now);
    book.note(told, now);
    return told;
  }

  /// How right such forecasts were.
  ForecastRecord record() {
    return book.record();
  }

  byte[] state() {
    return book.state();
  }

  /// Takes up the forecasts that wait to be scored; what can't be read is begun anew.
  void restore(byte[] saved) {
    try {
      book = ForecastBook.restore(saved);
    } catch (IllegalArgumentException _) {
      book = new ForecastBook();
    }
  }

  private static Optional<Outlook> sooner(Optional<Outlook> near, Optional<Outlook> far) {
    if (near.isEmpty() || far.isEmpty()) return near.or(() -> far);
    var first = near.get().likely().orElse(Instant.MAX);
    return first.isBefore(far.get().likely().orElse(Instant.MAX)) ? near : far;
  }
}
