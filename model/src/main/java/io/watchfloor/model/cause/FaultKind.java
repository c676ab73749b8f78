package io.watchfloor.model.cause;

/// What kind of thing is wrong. Runbooks are bound to these, not to systems.
public enum FaultKind {
  /// It does not answer at all.
  DOWN,
  /// It answers, wrongly.
  ERRORS,
  /// It answers late.
  LATENCY,
  CPU,
  MEMORY,
  DISK,
  /// A pool, queue or set of workers is used up.
  SATURATION,
  /// Somebody holds a lock that others need.
  LOCK,
  /// More (or less) is asked of it than usual.
  TRAFFIC,
  /// A certificate ends soon or is not valid.
  CERTIFICATE,
  /// Somebody attacks or guesses.
  SECURITY,
  /// Not broken itself: what watches it does not answer.
  MONITORING,
  UNKNOWN
}
