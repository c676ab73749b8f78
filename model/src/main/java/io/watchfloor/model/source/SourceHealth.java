package io.watchfloor.model.source;

/// How well we see through a source.
public enum SourceHealth {
  /// Asked for the first time, no answer yet.
  STARTING,
  /// Its last pull succeeded within its interval.
  OK,
  /// One interval without success.
  LATE,
  /// Two intervals or more without success: we see nothing of it.
  BLIND,
  /// Switched off by a person.
  PAUSED
}
