package io.watchfloor.model.detect;

class DeepDetectorTest extends DetectorKit {
  @Override
  DetectorFamily family() {
    return SurpriseDetector.DEEP;
  }
}
