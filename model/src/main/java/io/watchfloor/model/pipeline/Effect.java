package io.watchfloor.model.pipeline;

import io.watchfloor.model.remedy.Action;
import io.watchfloor.model.remedy.Plan;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.WriteBack;
import java.util.List;

/// Something to be done outside, decided by a turn; done only after the turn's facts are stored
/// (and synced where they hold a decision).
public sealed interface Effect {
  /// Execute an approved plan, or (`probe`) look what became of it.
  record StartRun(String run, Plan plan, Action action, boolean probe) implements Effect {}

  record CancelRun(String run) implements Effect {}

  /// Write back to a source; `alerts` are the keys it is for, `dispatch` what is told of it (empty
  /// for what needs no telling: renewing what stands).
  record Write(SourceId source, WriteBack.Act act, List<String> alerts, String dispatch)
      implements Effect {}

  record PauseSource(SourceId source, boolean paused) implements Effect {}

  record PullNow(SourceId source) implements Effect {}
}
