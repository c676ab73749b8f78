package io.watchfloor.app.ui.kit;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A key as it stands on a button or in a row of hints.
public final class KeyHint extends Label {
  public KeyHint(String key) {
    super(key);
    getStyleClass().add("wf-key");
    setMinWidth(Region.USE_PREF_SIZE);
  }
}
