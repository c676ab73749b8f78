package io.watchfloor.model.detect;

/// A kind of detector: makes fresh ones and restores saved ones.
public interface DetectorFamily {
  String name();

  Detector fresh(long seed);

  /// @throws IllegalArgumentException if the state is of another version or damaged; start fresh
  ///   then
  Detector restore(byte[] state);
}
