package io.watchfloor.app.ui.shell;

import io.watchfloor.app.ui.kit.Icon;
import io.watchfloor.model.pipeline.Snapshot;
import io.watchfloor.model.signal.Severity;
import java.util.function.Function;

/// A screen's place in the side bar. Its words are `screen.<id>` in the bundle; `key` follows `g`.
public record Place(
    String id,
    Group group,
    Icon icon,
    String key,
    Function<Snapshot, Count> count,
    Function<Navigator, Screen> screen) {

  public enum Group {
    WATCH,
    EXPLORE,
    ACT,
    SYSTEM,
    /// Takes the whole window and stands in no side bar.
    WALL
  }

  /// How many, and the worst of them: zero shows nothing, below warning no shape.
  public record Count(int number, Severity worst) {
    public static final Count NONE = new Count(0, Severity.OK);
  }
}
