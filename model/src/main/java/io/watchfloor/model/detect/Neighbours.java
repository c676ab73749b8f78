package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// How far the last values of a series are from the nearest stretches it has shown before: the mean
/// distance to the [Shape#nearest] closest of a sample of its past, for the newest [Shape#near]
/// values and for all [Shape#stretch]. The sample is filled first, then one stretch in a few takes
/// a random place, so that it ages exponentially.
///
/// After S. Ramaswamy et al., "Efficient algorithms for mining outliers" (2000). Allocates nothing
/// per point.
final class Neighbours {
  private static final int LEAST = 12;

  private final Shape shape;
  private final float[] memory;
  private int kept;
  private long chance;
  private float distanceNear = Float.NaN;
  private float distanceAll = Float.NaN;

  /// Keeps the past in `memory`, where `shape` says.
  Neighbours(Shape shape, float[] memory, long seed) {
    this.shape = shape;
    this.memory = memory;
    chance = seed * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L;
  }

  /// Takes the last values, newest first, from `memory[from]` on.
  void take(int from) {
    if (kept >= Math.min(LEAST, shape.shingles)) measure(from);
    keep(from);
  }

  /// The mean distance of the newest few values; NaN until something is known.
  double distanceNear() {
    return distanceNear;
  }

  /// The mean distance of twice as many.
  double distanceAll() {
    return distanceAll;
  }

  private void measure(int from) {
    int near = shape.near;
    int width = shape.stretch;
    int closestNear = shape.closestNear;
    int closestAll = shape.closestAll;
    int last = shape.nearest - 1;
    Arrays.fill(memory, closestNear, closestNear + 2 * shape.nearest, Float.MAX_VALUE);
    for (int at = shape.past; at < shape.past + kept * width; at += width) {
      float sum = 0;
      for (int i = 0; i < near; i++) {
        float apart = memory[from + i] - memory[at + i];
        sum += apart * apart;
      }
      if (sum < memory[closestNear + last]) insert(closestNear, sum);
      if (sum >= memory[closestAll + last]) continue;
      for (int i = near; i < width; i++) {
        float apart = memory[from + i] - memory[at + i];
        sum += apart * apart;
      }
      if (sum < memory[closestAll + last]) insert(closestAll, sum);
    }
    distanceNear = mean(closestNear);
    distanceAll = mean(closestAll);
  }

  /// Puts a square among the smallest, which are sorted from `start` on.
  private void insert(int start, float square) {
    int place = start + shape.nearest - 1;
    while (place > start && memory[place - 1] > square) {
      memory[place] = memory[place - 1];
      place--;
    }
    memory[place] = square;
  }

  private float mean(int start) {
    double sum = 0;
    for (int i = 0; i < shape.nearest; i++) sum += Math.sqrt(memory[start + i]);
    return (float) (sum / shape.nearest);
  }

  private void keep(int from) {
    int place = kept;
    if (kept == shape.shingles) {
      chance = chance * 6364136223846793005L + 1442695040888963407L;
      int drawn = (int) (chance >>> 33);
      if (drawn % shape.keepOneIn != 0) return;
      place = drawn / shape.keepOneIn % shape.shingles;
    } else {
      kept++;
    }
    System.arraycopy(memory, from, memory, shape.past + place * shape.stretch, shape.stretch);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(kept);
    out.writeLong(chance);
    out.writeFloat(distanceNear);
    out.writeFloat(distanceAll);
  }

  /// @throws IllegalArgumentException if what follows is no such state
  void read(DataInput in) throws IOException {
    kept = in.readInt();
    if (kept < 0 || kept > shape.shingles)
      throw new IllegalArgumentException("damaged state: " + kept);
    chance = in.readLong();
    distanceNear = in.readFloat();
    distanceAll = in.readFloat();
  }
}
