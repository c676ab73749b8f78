package io.watchfloor.connectors.replay;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceKit;
import io.watchfloor.model.source.Source;
import io.watchfloor.model.topology.EntityRules;
import java.time.Instant;

/// The recorded incident keeps the kit's promises, as the sources it stands for do.
final class ReplayKitTest extends SourceKit {
  private final HandClock clock = new HandClock();
  private Player player;

  private Player player() throws Exception {
    if (player == null) player = new Player(Recording.bundled("half-hour"), clock);
    return player;
  }

  @Override
  protected Instant start() {
    return clock.instant();
  }

  @Override
  protected Source open(Opening opening) throws Exception {
    return player().sources(EntityRules.DEFAULT).getFirst();
  }

  @Override
  protected boolean standsStill() {
    return false;
  }
}
