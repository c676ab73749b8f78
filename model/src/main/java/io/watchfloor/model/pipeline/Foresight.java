package io.watchfloor.model.pipeline;

import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/// What all series with a limit are expected to do, from the days of them that are stored. Takes
/// seconds on a large estate: ask it off the engine thread.
///
/// @param outlooks of those that are likely to reach their limit, worst first
/// @param young those with too little history to say
/// @param looked how many were looked at
/// @param isWhole whether that was all of them
public record Foresight(
    List<Outlook> outlooks, List<SeriesId> young, int looked, boolean isWhole, Instant at) {
  /// How far back a series is read.
  public static final Duration PAST = Duration.ofDays(14);

  /// Series looked at in one go.
  public static final int MOST = 1_000;

  private static final int MOST_KNOWN = 200_000;

  public static final Foresight NONE = new Foresight(List.of(), List.of(), 0, true, Instant.EPOCH);

  public Foresight {
    outlooks = List.copyOf(outlooks);
    young = List.copyOf(young);
  }

  /// Stops early, not whole, when the thread is interrupted.
  public static Foresight look(History history, Instant now) {
    return look(history, now, done -> {});
  }

  /// The same, telling `far` how much has been looked through, 0–1.
  public static Foresight look(History history, Instant now, DoubleConsumer far) {
    var outlooks = new ArrayList<Outlook>();
    var young = new ArrayList<SeriesId>();
    var window = Window.before(now.plusMillis(1), PAST);
    int looked = 0;
    var known = history.find("", MOST_KNOWN);
    int at = 0;
    for (var id : known) {
      far.accept((double) at++ / known.size());
      if (!Outlooks.mayHaveLimit(id.metric())) continue;
      if (looked == MOST || Thread.currentThread().isInterrupted())
        return new Foresight(Outlooks.worstFirst(outlooks, MOST), young, looked, false, now);
      var series = history.series(id, window);
      if (series.isEmpty() || !Outlooks.hasLimit(id.metric(), series.info())) continue;
      looked++;
      if (!Outlooks.suffices(series)) young.add(id);
      else Outlooks.outlook(series, EntityId.NONE, series.info(), now).ifPresent(outlooks::add);
    }
    return new Foresight(Outlooks.worstFirst(outlooks, MOST), young, looked, true, now);
  }
}
