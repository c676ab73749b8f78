package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What a metric usually is in each half hour of the day (UTC), of about the last three days.
final class HalfHours {
  private static final int SLOTS = 48;
  private static final long SLOT = DayProfile.DAY / SLOTS;
  private static final int DAYS = 3;

  private final float[] usual = new float[SLOTS];
  private final short[] seen = new short[SLOTS];

  /// NaN for a half hour that was never seen.
  double at(long millis) {
    int slot = slot(millis);
    return seen[slot] == 0 ? Double.NaN : usual[slot];
  }

  /// Learns a value of which the caller has cut off what is strange; `step` is the time since the
  /// metric's last value, milliseconds.
  void learn(long millis, double value, long step) {
    int slot = slot(millis);
    if (seen[slot] < Short.MAX_VALUE) seen[slot]++;
    double share = Math.clamp(step, 0L, SLOT) / (double) (DAYS * SLOT);
    usual[slot] += (float) (Math.max(1.0 / seen[slot], share) * (value - usual[slot]));
  }

  private static int slot(long millis) {
    return (int) (Math.floorMod(millis, DayProfile.DAY) / SLOT);
  }

  void write(DataOutput out) throws IOException {
    for (int i = 0; i < SLOTS; i++) {
      out.writeFloat(usual[i]);
      out.writeShort(seen[i]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < SLOTS; i++) {
      usual[i] = in.readFloat();
      seen[i] = in.readShort();
    }
  }
}
