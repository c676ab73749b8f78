package io.watchfloor.app.ui.wallboard;

import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;

/// Lays its content out for a screen of 2560×1440 and scales it to the room there is, so that what
/// can be read from five metres there can be read here too.
final class Scaled extends Region {
  private static final double WIDTH = 2560, HEIGHT = 1440;
  private static final double LEAST = 0.3;

  private final Region content;
  private final Scale scale = new Scale(1, 1, 0, 0);

  Scaled(Region content) {
    this.content = content;
    content.getTransforms().add(scale);
    getChildren().add(content);
  }

  @Override
  protected void layoutChildren() {
    double share = Math.max(LEAST, Math.min(getWidth() / WIDTH, getHeight() / HEIGHT));
    scale.setX(share);
    scale.setY(share);
    content.resizeRelocate(0, 0, getWidth() / share, getHeight() / share);
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 0;
  }
}
