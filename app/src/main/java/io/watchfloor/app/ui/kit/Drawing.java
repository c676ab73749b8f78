package io.watchfloor.app.ui.kit;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/// A region that is drawn by hand: a canvas of its own size, drawn again when size, content
/// ([#redraw]) or theme change, at most once a pulse and never while it has no size.
public abstract class Drawing extends Region {
  private final Canvas canvas = new Canvas();
  private final InvalidationListener themed = change -> redraw();
  private boolean dirty = true;

  protected Drawing() {
    getChildren().add(canvas);
    canvas.setMouseTransparent(true);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
  }

  /// Draws everything anew; the canvas is clear, `width` and `height` are in pixels and positive.
  protected abstract void draw(GraphicsContext pen, double width, double height, Palette palette);

  /// Asks for a drawing at the next pulse.
  protected final void redraw() {
    dirty = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth(), height = getHeight();
    if (width <= 0 || height <= 0) return;
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      dirty = true;
    }
    if (!dirty) return;
    dirty = false;
    var pen = canvas.getGraphicsContext2D();
    pen.clearRect(0, 0, width, height);
    pen.save();
    draw(pen, width, height, Theme.palette().get());
    pen.restore();
  }
}
