package io.watchfloor.app.ui.kit;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Saying;
import io.watchfloor.model.detect.Sisters;
import io.watchfloor.model.pipeline.History;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// One anomaly and what has to be known to say it in one plain sentence: "3.4 × the usual for a
/// Tuesday 14:00; since 14:03; 2 of 3 sisters show it too".
///
/// @param known for how long the series had been seen when it began, as far as it matters
public record Unusual(Anomaly anomaly, Duration known, Sisters sisters) {
  private static final double LEAST_SHARE = 0.005;
  private static final int MOST_SERIES = 2_000;
  private static final int MOST_ANOMALIES = 2_000;
  private static final Duration AROUND = Duration.ofMinutes(10);
  private static final Duration MOMENT = Duration.ofHours(2);

  /// Reads what is to be known of anomalies of one series; asks the history, so off the FX thread.
  public static List<Unusual> of(
      SeriesId series, List<Anomaly> anomalies, Snapshot snapshot, History history) {
    if (anomalies.isEmpty()) return List.of();
    var sisters =
        history.find(series.metric(), MOST_SERIES).stream()
            .filter(id -> Sisters.areSisters(series, id))
            .toList();
    var others = sisters.isEmpty() ? List.<Anomaly>of() : around(anomalies, snapshot, history);
    var known = known(series, anomalies.getLast().from(), history);
    return anomalies.stream()
        .map(one -> new Unusual(one, known, Sisters.of(one, sisters, others)))
        .toList();
  }

  private static Collection<Anomaly> around(
      List<Anomaly> anomalies, Snapshot snapshot, History history) {
    var from = anomalies.getFirst().from();
    var to = anomalies.getFirst().at();
    for (var one : anomalies) {
      if (one.from().isBefore(from)) from = one.from();
      if (one.at().isAfter(to)) to = one.at();
    }
    var window = new Window(from.minus(AROUND), to.plus(AROUND));
    var all = new ArrayList<>(history.anomalies(window, MOST_ANOMALIES));
    all.addAll(snapshot.anomalies());
    return all;
  }

  private static Duration known(SeriesId series, Instant at, History history) {
    for (var least : List.of(Saying.KNOWS_DAYS, Saying.KNOWS_HOURS)) {
      var to = at.minus(least);
      if (!history.series(series, Window.before(to, MOMENT)).isEmpty()) return least;
    }
    return Duration.ZERO;
  }

  /// The sentence, for a reader in `times`' zone at `now`.
  public String sentence(Times times, Instant now) {
    var saying = Saying.of(anomaly, known, times.zone());
    var amount =
        switch (saying.form()) {
          case TIMES_THE_USUAL -> Text.of("saying.times", Figures.plain(saying.amount()));
          case SHARE_OF_THE_USUAL ->
              saying.amount() < LEAST_SHARE
                  ? Text.of("saying.instead", figure(anomaly.value()), figure(anomaly.expected()))
                  : Text.of("saying.share", Figures.share(saying.amount()));
          case ABOVE_THE_USUAL ->
              Text.of("saying.above", Figures.of(saying.amount(), anomaly.info()).toString());
          case BELOW_THE_USUAL ->
              Text.of("saying.below", Figures.of(saying.amount(), anomaly.info()).toString());
          case UNUSUAL_COURSE -> Text.of("saying.course");
          case NO_DATA -> Text.of("saying.noData");
        };
    return withSisters(withTime(withUsual(amount, saying), saying, times, now));
  }

  private String figure(double value) {
    return Figures.of(value, anomaly.info()).toString();
  }

  private static String withUsual(String said, Saying saying) {
    if (saying.form() == Saying.Form.NO_DATA || saying.form() == Saying.Form.UNUSUAL_COURSE)
      return said;
    var hour = saying.hour();
    if (hour.isEmpty()) return said;
    var time = hour.get().toString();
    return saying
        .day()
        .map(it -> it.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .map(day -> Text.of("saying.forDay", said, day, time))
        .orElseGet(() -> Text.of("saying.forHour", said, time));
  }

  private String withTime(String said, Saying saying, Times times, Instant now) {
    var from = times.brief(saying.since(), now);
    return anomaly
        .until()
        .map(until -> Text.of("saying.fromTo", said, from, times.brief(until, now)))
        .orElseGet(() -> Text.of("saying.since", said, from));
  }

  private String withSisters(String said) {
    if (sisters.known() == 0) return said;
    return sisters.showing() == 0
        ? Text.of("saying.alone", said, sisters.known())
        : Text.of("saying.sisters", said, sisters.showing(), sisters.known());
  }
}
