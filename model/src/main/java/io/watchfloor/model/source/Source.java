package io.watchfloor.model.source;

import io.watchfloor.model.signal.SourceId;
import io.watchfloor.model.signal.Window;
import java.util.List;

/// A system that can be asked. Blocking, interruptible, stateless between calls: all memory is in
/// the cursor. One thread at a time calls [#pull].
public interface Source extends AutoCloseable {
  SourceId id();

  /// Everything observed in `window`, at least once; duplicates are welcome, gaps are not.
  ///
  /// @throws SourceException says whether trying again may help
  Pull pull(Window window, Cursor from) throws SourceException, InterruptedException;

  /// Whether the system can be asked again for what it told before. Samples of one that can't (this
  /// machine, pushed data) are written every turn.
  default boolean canBeAskedAgain() {
    return true;
  }

  /// What can be written back to it; empty where nothing can.
  default List<WriteBack> writeBacks() {
    return List.of();
  }

  @Override
  default void close() {}
}
