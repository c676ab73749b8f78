package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// How far the last values of a series are from the nearest stretches it has shown before: the mean
/// distance to the `nearest` closest of a sample of its past, for the newest `near` values and for
/// all `width`. The sample is filled first, then one stretch in a few takes a random place, so that
/// it ages exponentially.
///
/// After S. Ramaswamy et al., "Efficient algorithms for mining outliers" (2000). Allocates nothing
/// per point.
final class Neighbours {
  private static final int LEAST = 12;

  private final int width;
  private final int near;
  private final int size;
  private final int keepOneIn;
  private final float[] past;
  private final float[] closestNear;
  private final float[] closestAll;
  private int kept;
  private long chance;
  private double distanceNear = Double.NaN;
  private double distanceAll = Double.NaN;

  Neighbours(int width, int near, int size, int keepOneIn, int nearest, long seed) {
    this.width = width;
    this.near = near;
    this.size = size;
    this.keepOneIn = keepOneIn;
    past = new float[size * width];
    closestNear = new float[nearest];
    closestAll = new float[nearest];
    chance = seed * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
  }

  /// Takes the last `width` values, newest first, from `values[from]` on.
  void take(float[] values, int from) {
    if (kept >= LEAST) measure(values, from);
    keep(values, from);
  }

  /// The mean distance of the newest `near` values; NaN until something is known.
  double distanceNear() {
    return distanceNear;
  }

  /// The mean distance of all `width` values.
  double distanceAll() {
    return distanceAll;
  }

  private void measure(float[] values, int from) {
    Arrays.fill(closestNear, Float.MAX_VALUE);
    Arrays.fill(closestAll, Float.MAX_VALUE);
    int last = closestNear.length - 1;
    for (int at = 0; at < kept * width; at += width) {
      float sum = 0;
      for (int i = 0; i < near; i++) {
        float apart = values[from + i] - past[at + i];
        sum += apart * apart;
      }
      if (sum < closestNear[last]) insert(closestNear, sum);
      if (sum >= closestAll[last]) continue;
      for (int i = near; i < width; i++) {
        float apart = values[from + i] - past[at + i];
        sum += apart * apart;
      }
      if (sum < closestAll[last]) insert(closestAll, sum);
    }
    distanceNear = mean(closestNear);
    distanceAll = mean(closestAll);
  }

  private static void insert(float[] sorted, float value) {
    int place = sorted.length - 1;
    while (place > 0 && sorted[place - 1] > value) {
      sorted[place] = sorted[place - 1];
      place--;
    }
    sorted[place] = value;
  }

  private static double mean(float[] squares) {
    double sum = 0;
    for (float square : squares) sum += Math.sqrt(square);
    return sum / squares.length;
  }

  private void keep(float[] values, int from) {
    int place = kept;
    if (kept == size) {
      chance = chance * 6364136223846793005L + 1442695040888963407L;
      int drawn = (int) (chance >>> 33);
      if (drawn % keepOneIn != 0) return;
      place = drawn / keepOneIn % size;
    } else {
      kept++;
    }
    System.arraycopy(values, from, past, place * width, width);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(kept);
    out.writeLong(chance);
    out.writeDouble(distanceNear);
    out.writeDouble(distanceAll);
    Floats.write(out, past);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  void read(DataInput in) throws IOException {
    kept = in.readInt();
    if (kept < 0 || kept > size) throw new IllegalArgumentException("damaged state: " + kept);
    chance = in.readLong();
    distanceNear = in.readDouble();
    distanceAll = in.readDouble();
    Floats.read(in, past);
  }
}
