package io.watchfloor.model.detect;

/// What distances of several kinds usually are, so that they can be compared: a running mean each,
/// in which one outlier counts as [#CLIP] ordinary ones.
final class Measures {
  private static final double CLIP = 4;
  private static final int FREE = 20;
  private static final int YOUNG = 10;
  private static final int LONE = 1_000;

  /// The highest ratio told.
  static final double MOST = 1_000;

  private Measures() {}

  /// The distance in usual distances of its kind, 0 to [#MOST]; then learns it in `memory`, where
  /// `shape` says. 0 while young, and where the distance is not known (NaN).
  static double ratio(Shape shape, float[] memory, int kind, double distance) {
    if (Double.isNaN(distance)) return 0;
    double mean = memory[shape.usual + kind];
    float count = memory[shape.counted + kind];
    double ratio = 0;
    if (count > YOUNG && distance > 0) ratio = distance < MOST * mean ? distance / mean : MOST;
    if (count < shape.memory) memory[shape.counted + kind] = ++count;
    double most = count > FREE && mean > 0 ? CLIP * mean : Float.MAX_VALUE;
    double learnt =
        mean == 0 && count > FREE
            ? distance / LONE
            : mean + (Math.min(distance, most) - mean) / count;
    memory[shape.usual + kind] = (float) learnt;
    return ratio;
  }
}
