package io.watchfloor.app.engine;

import io.watchfloor.model.pipeline.Command;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.remedy.Run;
import io.watchfloor.model.remedy.RunReport;
import io.watchfloor.model.signal.Signal;
import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.source.Cursor;
import io.watchfloor.model.source.Pull;
import io.watchfloor.model.source.SourceException;
import io.watchfloor.model.source.WriteBack;
import io.watchfloor.model.source.WriteEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Everything that can happen to the engine, one at a time.
sealed interface Message {
  /// Part of what a pull brought. The last part carries the pull itself: the cursor, notices, what
  /// it cost.
  record Pulled(
      SourceId source, List<Signal> signals, Optional<Pull> whole, Instant received, Duration skew)
      implements Message {}

  /// What a listening source was told; `stored` completes once it is.
  record Pushed(
      SourceId source, List<Signal> signals, Instant received, CompletableFuture<Boolean> stored)
      implements Message {}

  record PullFailed(SourceId source, SourceException error, Instant nextTry) implements Message {}

  record Asked(Command command, CompletableFuture<Decision> answer) implements Message {}

  record RunSaid(String run, List<Run.OutputLine> lines) implements Message {}

  record RunEnded(String run, RunReport report, boolean probe) implements Message {}

  /// A write-back's end. `alerts` are the keys it was for.
  record Written(SourceId source, WriteBack.Act act, List<String> alerts, WriteEnd end)
      implements Message {}

  /// Anything else to do on the engine thread: a source added, a setting changed.
  record Do(Runnable task) implements Message {}

  record Tick() implements Message {}

  record Stop() implements Message {}

  /// People first, then what ends or begins something, then batches.
  default int priority() {
    return switch (this) {
      case Stop _, Asked _, Do _ -> 0;
      case RunSaid _, RunEnded _, Written _ -> 1;
      case Tick _ -> 2;
      case Pulled _, Pushed _, PullFailed _ -> 3;
    };
  }

  /// What the next pull starts from, where this one was whole.
  static Optional<Cursor> cursor(Pulled pulled) {
    return pulled.whole().map(Pull::next);
  }
}
