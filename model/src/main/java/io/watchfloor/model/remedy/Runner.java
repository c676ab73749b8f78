package io.watchfloor.model.remedy;

import java.util.function.Consumer;

/// Executes one filled-in action: what was approved and nothing else. Blocking; interrupting
/// cancels it. Called on a thread of its own.
public interface Runner {
  boolean canRun(Action action);

  /// @param output takes each line as it comes, from this thread or another
  RunReport run(Plan plan, Action action, Consumer<Run.OutputLine> output)
      throws InterruptedException;
}
