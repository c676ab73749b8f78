package io.watchfloor.model.detect;

/// How much an [Ensemble] looks at and remembers, and where each part of it lives in the one array
/// of numbers it keeps: one array, because 100,000 series in turn are as fast as the memory they
/// touch.
final class Shape {
  /// For what is looked at.
  static final Shape DEEP = new Shape(4, 64, 256, 10, 5, 24, 10_000);

  /// For everything.
  static final Shape WIDE = new Shape(3, 6, 12, 50, 3, 6, 5_000);

  /// Kinds of surprise.
  static final int KINDS = 7;

  /// Points the neighbours look at, at least; at most twice as many.
  final int near;

  final int stretch;

  /// Points looked at together at most.
  final int width;

  /// Stretches of the past kept, one in how many takes a place once they are full, and how many of
  /// them count as neighbours.
  final int shingles;

  final int keepOneIn;
  final int nearest;

  /// Parts of a day, of which the last week is kept.
  final int slotsADay;

  /// How long usual sizes and courses are remembered, points.
  final int memory;

  /// Points a straight line is laid through.
  final int line;

  /// Where the parts are; the last values are first, twice [#width] of them.
  final int mean;

  final int covariance;
  final int factor;
  final int white;
  final int past;
  final int closestNear;
  final int closestAll;
  final int week;
  final int weekLength;
  final int usual;
  final int counted;

  /// Numbers in all.
  final int size;

  private Shape(
      int near, int width, int shingles, int keepOneIn, int nearest, int slotsADay, int memory) {
    this.near = near;
    this.width = width;
    this.shingles = shingles;
    this.keepOneIn = keepOneIn;
    this.nearest = nearest;
    this.slotsADay = slotsADay;
    this.memory = memory;
    stretch = 2 * near;
    weekLength = SameTime.DAYS * slotsADay + 1;
    line = Math.min(10, width - 1);
    mean = 2 * width;
    covariance = mean + width;
    factor = covariance + width * (width + 1) / 2;
    white = factor + width * (width + 1) / 2;
    past = white + width;
    closestNear = white; // both are of the moment: one after the other uses the place
    closestAll = closestNear + nearest;
    week = past + shingles * stretch;
    usual = week + weekLength;
    counted = usual + KINDS;
    size = counted + KINDS;
  }
}
