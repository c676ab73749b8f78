package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// When a group's excess of surprise is an alert: begins once above [#BEGIN], holds while it comes
/// back above [#HOLD], ends after a few calm rows. A new normal ends it too, because the surprise
/// of what lasts fades as it is learnt.
final class GroupEpisode {
  static final double BEGIN = 0.6;
  private static final double HOLD = 0.18;
  private static final int CALM_ROWS = 3;

  private boolean isOpen;
  private int calm;
  private boolean isRaised;
  private long raisedSince;
  private long from;

  boolean isOpen() {
    return isOpen;
  }

  /// When the open episode set in, epoch milliseconds.
  long from() {
    return from;
  }

  /// `sensitivity` is 1 as shipped, more tells more.
  void take(long at, double excess, double sensitivity) {
    double moved = excess * sensitivity;
    if (moved <= HOLD) isRaised = false;
    else if (!isRaised) {
      isRaised = true;
      raisedSince = at;
    }
    if (!isOpen) {
      if (moved <= BEGIN) return;
      isOpen = true;
      from = raisedSince;
    }
    calm = moved < HOLD ? calm + 1 : 0;
    if (calm >= CALM_ROWS) isOpen = false;
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(isOpen);
    out.writeInt(calm);
    out.writeBoolean(isRaised);
    out.writeLong(raisedSince);
    out.writeLong(from);
  }

  void read(DataInput in) throws IOException {
    isOpen = in.readBoolean();
    calm = in.readInt();
    isRaised = in.readBoolean();
    raisedSince = in.readLong();
    from = in.readLong();
  }
}
