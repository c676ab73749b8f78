package io.watchfloor.model.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What distances of several kinds usually are, so that they can be compared: a running mean each,
/// in which one outlier counts as [#CLIP] ordinary ones.
final class Measures {
  private static final double CLIP = 4;
  private static final int FREE = 20;
  private static final int YOUNG = 10;
  private static final int LONE = 1_000;

  /// The highest ratio told.
  static final double MOST = 1_000;

  private final double forget;
  private final double[] usual;
  private final int[] seen;

  /// `memory` is in points.
  Measures(int kinds, int memory) {
    forget = 1.0 / memory;
    usual = new double[kinds];
    seen = new int[kinds];
  }

  /// The distance in usual distances of its kind, 0 to [#MOST]; then learns it. 0 while young, and
  /// where the distance is not known (NaN).
  double ratio(int kind, double distance) {
    if (Double.isNaN(distance)) return 0;
    double mean = usual[kind];
    double ratio = 0;
    if (seen[kind] > YOUNG && distance > 0) ratio = distance < MOST * mean ? distance / mean : MOST;
    int count = Counts.next(seen[kind]);
    seen[kind] = count;
    double most = count > FREE && mean > 0 ? CLIP * mean : Double.MAX_VALUE;
    if (mean == 0 && count > FREE) usual[kind] = distance / LONE;
    else usual[kind] += Math.max(1.0 / count, forget) * (Math.min(distance, most) - mean);
    return ratio;
  }

  void write(DataOutput out) throws IOException {
    for (int kind = 0; kind < usual.length; kind++) {
      out.writeDouble(usual[kind]);
      out.writeInt(seen[kind]);
    }
  }

  void read(DataInput in) throws IOException {
    for (int kind = 0; kind < usual.length; kind++) {
      usual[kind] = in.readDouble();
      seen[kind] = Counts.read(in);
    }
  }
}
