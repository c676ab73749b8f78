package io.watchfloor.connectors.machine;

import io.watchfloor.connectors.Opening;
import io.watchfloor.connectors.SourceKit;
import io.watchfloor.model.source.Source;

/// This machine keeps the kit's promises.
final class MachineKitTest extends SourceKit {
  @Override
  protected Source open(Opening opening) {
    return new MachineType().open(MachineType.USUAL, opening);
  }

  @Override
  protected boolean standsStill() {
    return false;
  }
}
