package io.watchfloor.app.ui.kit;

import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// A small framed word.
public final class Chip extends Label {
  public Chip(String text) {
    super(text);
    getStyleClass().add("wf-chip");
    setMinWidth(Region.USE_PREF_SIZE);
  }

  /// "Sandbox": blue, never mistaken for real.
  public static Chip sandbox() {
    var chip = new Chip(Text.of("chip.sandbox"));
    chip.pseudoClassStateChanged(PseudoClass.getPseudoClass("sandbox"), true);
    return chip;
  }

  /// On a raised ground, without frame.
  public Chip filled() {
    getStyleClass().add("filled");
    return this;
  }
}
