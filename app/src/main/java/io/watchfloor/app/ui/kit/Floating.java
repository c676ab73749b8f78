package io.watchfloor.app.ui.kit;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Node;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/// Pop-overs in our look: they stand at what they explain and go when one clicks elsewhere. FX
/// thread only.
public final class Floating {
  private Floating() {}

  /// Not shown yet; give it its content, then show it at a node.
  public static PopOver popOver(ArrowLocation arrow) {
    var popOver = new PopOver();
    popOver.setArrowLocation(arrow);
    popOver.setAnimated(false);
    // its own sheet lies on its root, where only another sheet of the root wins
    popOver.getRoot().getStylesheets().add(Theme.floating());
    if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW))
      popOver.getScene().setFill(Theme.palette().get().of(Ink.CARD));
    return popOver;
  }

  public static PopOver popOver(ArrowLocation arrow, Node content) {
    var popOver = popOver(arrow);
    popOver.setContentNode(content);
    return popOver;
  }
}
