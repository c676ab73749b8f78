package io.watchfloor.model.pipeline;

import io.watchfloor.model.detect.Detectors;
import io.watchfloor.model.detect.Switch;
import io.watchfloor.model.detect.Warmed;
import io.watchfloor.model.incident.Correlator;
import io.watchfloor.model.signal.SeriesId;
import io.watchfloor.model.signal.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which series are judged deeply, and why: those on the screen, in an open incident, or chosen by
/// a person. The engine thread owns it.
final class Attention {
  private static final int MOST_OF_ENTITY = 30;
  private static final int MOST_IN_INCIDENTS = 200;
  private static final Duration RECENT = Duration.ofMinutes(15);

  private final Supplier<Detectors> detectors;
  private final Correlator correlator;
  private final RecentSamples recent;

  Attention(Supplier<Detectors> detectors, Correlator correlator, RecentSamples recent) {
    this.detectors = detectors;
    this.correlator = correlator;
    this.recent = recent;
  }

  /// What somebody looks at now.
  void show(Set<SeriesId> onScreen) {
    var focus = detectors.get().focus();
    detectors.get().focus(focus.showing(onScreen));
  }

  Decided choose(Command.JudgeDeeply it) {
    var focus = detectors.get().focus();
    var series = it.series().toString();
    if (it.deeply() && focus.chosen().size() >= Detectors.MOST_CHOSEN)
      return Decided.refused(
          it.by(),
          "series.deep",
          series,
          "At most " + Detectors.MOST_CHOSEN + " series can be chosen. Let go of another one.");
    detectors.get().focus(focus.choosing(it.series(), it.deeply()));
    return Decided.accepted(
        it.deeply()
            ? "This series is judged deeply from now on."
            : "This series is judged like the others.",
        List.of(),
        Decided.line(it.by(), it.deeply() ? "series.deep" : "series.ordinary", series, ""));
  }

  /// The series that should change their tier now.
  List<Switch> switches(int most) {
    var focus = detectors.get().focus();
    detectors.get().focus(focus.investigating(inIncidents()));
    return detectors.get().switches(most);
  }

  private Set<SeriesId> inIncidents() {
    var series = new TreeSet<SeriesId>();
    for (var incident : correlator.all()) {
      if (!incident.isOpen()) continue;
      for (var entity : incident.entities()) {
        int taken = 0;
        for (var id : recent.seriesOf(entity)) {
          if (taken++ == MOST_OF_ENTITY || series.size() == MOST_IN_INCIDENTS) break;
          series.add(id);
        }
      }
    }
    return series;
  }

  void take(Warmed warmed, Instant now) {
    var newest = recent.series(warmed.series(), Window.before(now.plusMillis(1), RECENT));
    detectors.get().take(warmed, newest);
  }
}
