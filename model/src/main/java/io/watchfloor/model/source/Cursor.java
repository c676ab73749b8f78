package io.watchfloor.model.source;

import java.time.Instant;

/// Where a source's reading stands: everything before `upTo` has been taken, and `state` is the
/// source's own memory (text that only it understands, at most 1 MiB). [#START] has read nothing.
public record Cursor(Instant upTo, String state) {
  public static final Cursor START = new Cursor(Instant.EPOCH, "");

  public boolean isStart() {
    return upTo.equals(Instant.EPOCH);
  }
}
