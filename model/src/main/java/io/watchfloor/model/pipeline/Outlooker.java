package io.watchfloor.model.pipeline;

import io.watchfloor.model.forecast.Outlook;
import io.watchfloor.model.forecast.Outlooks;
import io.watchfloor.model.signal.Window;
import io.watchfloor.model.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks over all series for those that will reach a limit, worst first.
final class Outlooker {
  private static final int MOST = 50;
  private static final Duration HISTORY = Duration.ofMinutes(15);

  private final RecentSamples recent;

  Outlooker(RecentSamples recent) {
    this.recent = recent;
  }

  List<Outlook> look(Topology topology, Instant now) {
    var found = new ArrayList<Outlook>();
    for (var id : recent.all()) {
      if (!Outlooks.hasLimit(id.metric(), recent.info(id))) continue;
      var series = recent.series(id, new Window(now.minus(HISTORY), now.plusSeconds(1)));
      Outlooks.outlook(series, recent.entity(id), recent.info(id), now).ifPresent(found::add);
    }
    return Outlooks.worstFirst(found, MOST);
  }
}
