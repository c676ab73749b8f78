package io.watchfloor.model.remedy;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The life of a run. [#to] is the only way from one state to the next.
public enum RunState {
  APPROVED,
  RUNNING,
  /// The program ended well; its effect is being watched.
  VERIFYING,
  SUCCEEDED,
  /// It ended badly, or the symptoms did not go.
  FAILED,
  CANCELLED,
  /// We lost sight of it (a crash, a lost connection): probed, never blindly repeated.
  OUTCOME_UNKNOWN,
  ROLLED_BACK;

  private static final Map<RunState, Set<RunState>> NEXT =
      Map.of(
          APPROVED, EnumSet.of(RUNNING, CANCELLED, FAILED, OUTCOME_UNKNOWN),
          RUNNING, EnumSet.of(VERIFYING, FAILED, CANCELLED, OUTCOME_UNKNOWN),
          VERIFYING, EnumSet.of(SUCCEEDED, FAILED, OUTCOME_UNKNOWN),
          OUTCOME_UNKNOWN, EnumSet.of(VERIFYING, FAILED, SUCCEEDED),
          SUCCEEDED, EnumSet.of(ROLLED_BACK),
          FAILED, EnumSet.of(ROLLED_BACK),
          CANCELLED, EnumSet.of(ROLLED_BACK),
          ROLLED_BACK, EnumSet.noneOf(RunState.class));

  /// @throws IllegalStateException if a run cannot go there from here
  public RunState to(RunState next) {
    if (!NEXT.getOrDefault(this, Set.of()).contains(next))
      throw new IllegalStateException("a run cannot go from " + this + " to " + next);
    return next;
  }

  public boolean isFinished() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED || this == ROLLED_BACK;
  }
}
