package io.watchfloor.app.ui.shell;

import java.util.List;
import javafx.scene.Node;

/// One screen of the window. Made once, when first visited; subscribes on [#shown], lets go on
/// [#hidden]. FX thread only.
public interface Screen {
  /// The word that [Navigator#go] takes: `incidents`.
  String id();

  Node view();

  /// It is on screen now: subscribe, read, start timers.
  void shown();

  /// It no longer is: let go of all that costs.
  void hidden();

  /// Shows `target`, if this screen can; called after [#shown].
  default boolean open(Target target) {
    return false;
  }

  /// Its keys, for handling and for the `?` sheet; asked each time, so they may change.
  default List<KeyAction> keys() {
    return List.of();
  }

  /// Esc: goes one step back inside the screen; false when there is none.
  default boolean back() {
    return false;
  }
}
