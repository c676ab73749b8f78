package io.watchfloor.model.pipeline;

import io.watchfloor.model.detect.Anomaly;
import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.detect.Retold;
import io.watchfloor.model.detect.Tier;
import io.watchfloor.model.signal.EntityId;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/// What would have alerted: the stored history of some series, judged again at several
/// sensitivities. Takes seconds to minutes: ask it off the engine thread.
///
/// @param sides one for each sensitivity, in the order asked for
/// @param looked how many series were judged
/// @param of how many were asked for
/// @param known how much of the window the store knows
public record Hindsight(Window window, List<Side> sides, int looked, int of, Duration known) {
  /// Less than this is too little to say how much that is a day.
  public static final Duration LEAST_KNOWN = Duration.ofHours(6);

  /// Episodes kept of one side; the least strange go first.
  public static final int MOST = 2_000;

  private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final Duration LEAST_LEARNT = Duration.ofHours(2);
  private static final Duration MOST_LEARNT = Duration.ofDays(2);

  /// What one sensitivity tells: `told` episodes, and the strangest of them, oldest first.
  public record Side(double sensitivity, int told, List<Anomaly> episodes) {}

  /// Is told how far it is, and says whether to go on.
  public interface Watcher {
    boolean goesOn(int looked, int of);
  }

  public Hindsight {
    sides = List.copyOf(sides);
  }

  /// Whether every series asked for was judged.
  public boolean isWhole() {
    return looked == of;
  }

  /// Episodes a day of one side, if all series tell as those that were looked at; NaN where too
  /// little is known to say.
  public double perDay(Side side) {
    boolean isTooLittle = looked == 0 || known.compareTo(LEAST_KNOWN.minusMinutes(1)) < 0;
    return isTooLittle ? Double.NaN : side.told() * DAY_MILLIS / known.toMillis() * of / looked;
  }

  /// Judges series after series until `watcher` has enough. What lies before the window is learnt
  /// from, as it would have been. `own` moves one series' sensitivity, as people have said.
  public static Hindsight look(
      History history,
      List<SeriesId> ids,
      Window window,
      double[] sensitivities,
      ToDoubleFunction<SeriesId> own,
      Watcher watcher) {
    var gathered = new ArrayList<Gathered>();
    for (double one : sensitivities) gathered.add(new Gathered(one));
    var read = new Window(window.from().minus(learnt(window)), window.to());
    var tier = ids.size() <= Detectors.MOST_DEEP ? Tier.DEEP : Tier.WIDE;
    int looked = 0;
    long oldest = window.to().toEpochMilli();
    for (var id : ids) {
      if (!watcher.goesOn(looked, ids.size())) break;
      double factor = own.applyAsDouble(id);
      var moved = new double[sensitivities.length];
      for (int s = 0; s < moved.length; s++) moved[s] = sensitivities[s] * factor;
      var series = history.series(id, read);
      if (!series.isEmpty()) oldest = Math.min(oldest, series.epochMillis()[0]);
      var told = Retold.of(series, EntityId.NONE, tier, moved, window.from());
      for (int s = 0; s < moved.length; s++) gathered.get(s).add(told.get(s));
      looked++;
    }
    watcher.goesOn(looked, ids.size());
    long from = Math.max(oldest, window.from().toEpochMilli());
    return new Hindsight(
        window,
        gathered.stream().map(Gathered::side).toList(),
        looked,
        ids.size(),
        Duration.ofMillis(window.to().toEpochMilli() - from));
  }

  private static Duration learnt(Window window) {
    var length = window.length();
    if (length.compareTo(LEAST_LEARNT) < 0) return LEAST_LEARNT;
    return length.compareTo(MOST_LEARNT) > 0 ? MOST_LEARNT : length;
  }

  /// At most `most` of them, evenly spread over their order.
  public static List<SeriesId> sample(List<SeriesId> all, int most) {
    if (all.size() <= most) return all;
    var some = new ArrayList<SeriesId>();
    for (int i = 0; i < most; i++) some.add(all.get((int) ((long) i * all.size() / most)));
    return some;
  }

  private static final class Gathered {
    private final double sensitivity;
    private final PriorityQueue<Anomaly> strangest =
        new PriorityQueue<>(Comparator.comparingDouble(Anomaly::grade));
    private int told;

    Gathered(double sensitivity) {
      this.sensitivity = sensitivity;
    }

    void add(List<Anomaly> episodes) {
      told += episodes.size();
      strangest.addAll(episodes);
      while (strangest.size() > MOST) strangest.poll();
    }

    Side side() {
      var inOrder = new ArrayList<>(strangest);
      inOrder.sort(Comparator.comparing(Anomaly::from).thenComparing(Anomaly::id));
      return new Side(sensitivity, told, List.copyOf(inOrder));
    }
  }
}
