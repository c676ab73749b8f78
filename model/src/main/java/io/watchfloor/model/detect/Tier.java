package io.watchfloor.model.detect;

/// How much is spent on a series: `DEEP` for what is looked at, `WIDE` for everything else.
public enum Tier {
  DEEP,
  WIDE;

  /// What judges a single series of this tier.
  public DetectorFamily family() {
    return switch (this) {
      case DEEP -> SurpriseDetector.DEEP;
      case WIDE -> SurpriseDetector.WIDE;
    };
  }

  /// What judges one entity's metrics together; `metrics` is how many.
  public GroupDetector group(int metrics) {
    return new GroupDetector(metrics, this == DEEP ? 4 : 2);
  }
}
