package io.watchfloor.app.store;

import java.nio.file.Path;

/// The disk has no room. Nothing of the turn has been kept; trying again helps once there is room.
public final class StoreFull extends StoreFailed {
  private static final long serialVersionUID = 1;

  StoreFull(Path place, long freeBytes) {
    super(
        "The disk that holds "
            + place
            + " is full ("
            + (freeBytes >> 20)
            + " MiB left). Free some space, or lower retention in the settings.");
  }

  StoreFull(Path place, Throwable cause) {
    super(
        "The disk that holds "
            + place
            + " is full. Free some space, or lower retention in the settings.",
        cause);
  }
}
