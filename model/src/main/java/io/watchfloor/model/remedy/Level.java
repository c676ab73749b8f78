package io.watchfloor.model.remedy;

/// How far a runbook may go by itself. APPROVE is the default; AUTO only where the configuration
/// says so.
public enum Level {
  /// Noted that it would fit, never suggested.
  OBSERVE,
  /// Shown, never run from here.
  SUGGEST,
  /// Runs after a person's approval.
  APPROVE,
  /// Runs by itself, within the limit of runs per hour, while the kill switch is off.
  AUTO
}
