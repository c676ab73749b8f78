package io.watchfloor.model.detect;

class WideDetectorTest extends DetectorKit {
  @Override
  DetectorFamily family() {
    return SurpriseDetector.WIDE;
  }
}
