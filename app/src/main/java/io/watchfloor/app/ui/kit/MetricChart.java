package io.watchfloor.app.ui.kit;

import java.nio.IntBuffer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// One series with its expected band, episodes, forecast, limit and blind stretches, on a time axis
/// that can be dragged (zoom), shift-dragged (pan), turned by wheel, and driven by keys: arrows
/// move the cursor, with Shift they pan, `+` `-` zoom, `0` fits. `view` and `cursor` are
/// properties, so that several charts share one axis and one cursor. FX thread only.
public final class MetricChart extends Region {
  static final double LEFT = 64, RIGHT = 24, TOP = 12, BOTTOM = 28;

  private final ZoneId zone;
  private final Canvas ground = new Canvas();
  private final ImageView picture = new ImageView();
  private final Canvas marks = new Canvas();
  private final Canvas pointer = new Canvas();
  private final ObjectProperty<Span> whole;
  private final ObjectProperty<Span> view;
  private final ObjectProperty<Optional<Instant>> cursor =
      new SimpleObjectProperty<>(Optional.empty());
  private final InvalidationListener themed = change -> redraw();
  private @Nullable ChartData data;
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private @Nullable Raster raster;
  private boolean dirty = true;
  private double pressedAt = Double.NaN;
  private double draggedTo = Double.NaN;
  private @Nullable Span pannedFrom;
  private final ReadOnlyIntegerWrapper columns = new ReadOnlyIntegerWrapper();

  public MetricChart(Span whole, ZoneId zone) {
    this.zone = zone;
    this.whole = new SimpleObjectProperty<>(whole);
    this.view = new SimpleObjectProperty<>(whole);
    getStyleClass().add("wf-chart");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setMinHeight(120);
    for (var layer : new Canvas[] {ground, marks, pointer}) layer.setMouseTransparent(true);
    picture.setMouseTransparent(true);
    getChildren().addAll(ground, picture, marks, pointer);
    Theme.palette().addListener(new WeakInvalidationListener(themed));
    view.addListener(change -> redraw());
    cursor.addListener(change -> drawPointer());
    addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> cursor.set(Optional.empty()));
    addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    addEventHandler(ScrollEvent.SCROLL, this::turn);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  public void setData(ChartData data) {
    this.data = data;
    setAccessibleText(ChartWords.of(data, view.get()));
    redraw();
  }

  /// What is shown; change it to zoom and pan.
  public ObjectProperty<Span> view() {
    return view;
  }

  /// What `0` fits to.
  public ObjectProperty<Span> whole() {
    return whole;
  }

  public ObjectProperty<Optional<Instant>> cursor() {
    return cursor;
  }

  /// Pixels of the last drawing's time axis.
  public ReadOnlyIntegerProperty columns() {
    return columns.getReadOnlyProperty();
  }

  public void fit() {
    view.set(whole.get());
  }

  /// Zooms about the cursor, or the middle.
  public void zoom(double factor) {
    long middle = view.get().from() + view.get().length() / 2;
    long anchor = cursor.get().map(Instant::toEpochMilli).orElse(middle);
    view.set(view.get().zoomed(factor, anchor, whole.get()));
  }

  /// Moves by a share of what is shown.
  public void pan(double share) {
    view.set(view.get().panned(Math.round(view.get().length() * share), whole.get()));
  }

  private void redraw() {
    dirty = true;
    requestLayout();
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - LEFT - RIGHT);
  }

  private double plotHeight() {
    return Math.max(1, getHeight() - TOP - BOTTOM);
  }

  @Override
  protected double computePrefHeight(double width) {
    return 280;
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() <= LEFT + RIGHT || getHeight() <= TOP + BOTTOM) return;
    for (var layer : new Canvas[] {ground, marks, pointer}) {
      if (layer.getWidth() == getWidth() && layer.getHeight() == getHeight()) continue;
      layer.setWidth(getWidth());
      layer.setHeight(getHeight());
      dirty = true;
    }
    picture.relocate(LEFT, TOP);
    if (!dirty) return;
    dirty = false;
    draw();
  }

  private void draw() {
    for (var layer : new Canvas[] {ground, marks})
      layer.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    if (data == null) return;
    columns.set((int) plotWidth());
    var target = rasterFor((int) plotWidth(), (int) plotHeight());
    var painter =
        new ChartPainter(
            Plot.of(data, view.get(), zone, Theme.palette().get(), plotWidth(), plotHeight()));
    painter.ground(ground.getGraphicsContext2D());
    painter.raster(target);
    if (buffer != null) buffer.updateBuffer(pixels -> null);
    painter.marks(marks.getGraphicsContext2D());
    drawPointer();
  }

  private Raster rasterFor(int width, int height) {
    if (raster != null && raster.width == width && raster.height == height) return raster;
    var pixels = IntBuffer.allocate(width * height);
    buffer = new PixelBuffer<>(width, height, pixels, PixelFormat.getIntArgbPreInstance());
    picture.setImage(new WritableImage(buffer));
    raster = new Raster(pixels.array(), width, height);
    return raster;
  }

  private void drawPointer() {
    var pen = pointer.getGraphicsContext2D();
    pen.clearRect(0, 0, getWidth(), getHeight());
    if (data == null || getWidth() <= LEFT + RIGHT) return;
    var painter =
        new ChartPainter(
            Plot.of(data, view.get(), zone, Theme.palette().get(), plotWidth(), plotHeight()));
    if (!Double.isNaN(draggedTo)) painter.selection(pen, pressedAt, draggedTo);
    else cursor.get().ifPresent(at -> painter.cursor(pen, at.toEpochMilli()));
  }

  private long millisAt(double x) {
    return view.get().millis(x - LEFT, plotWidth());
  }

  private void hover(MouseEvent event) {
    boolean inside = event.getX() >= LEFT && event.getX() <= getWidth() - RIGHT;
    cursor.set(
        inside ? Optional.of(Instant.ofEpochMilli(millisAt(event.getX()))) : Optional.empty());
  }

  private void press(MouseEvent event) {
    if (!event.isPrimaryButtonDown()) return;
    requestFocus();
    pressedAt = event.getX();
    pannedFrom = event.isShiftDown() ? view.get() : null;
  }

  private void drag(MouseEvent event) {
    if (Double.isNaN(pressedAt)) return;
    if (pannedFrom == null) {
      draggedTo = Math.clamp(event.getX(), LEFT, getWidth() - RIGHT);
      drawPointer();
      return;
    }
    setCursor(Cursor.MOVE);
    long by = Math.round((pressedAt - event.getX()) / plotWidth() * pannedFrom.length());
    view.set(pannedFrom.panned(by, whole.get()));
  }

  private void release(MouseEvent event) {
    if (!Double.isNaN(draggedTo) && Math.abs(draggedTo - pressedAt) > 4)
      view.set(view.get().between(millisAt(pressedAt), millisAt(draggedTo)));
    pressedAt = Double.NaN;
    draggedTo = Double.NaN;
    pannedFrom = null;
    setCursor(Cursor.DEFAULT);
    drawPointer();
  }

  private void turn(ScrollEvent event) {
    if (event.getDeltaY() == 0) return;
    double factor = event.getDeltaY() > 0 ? 0.8 : 1.25;
    view.set(view.get().zoomed(factor, millisAt(event.getX()), whole.get()));
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) return;
    switch (event.getCode()) {
      case LEFT, RIGHT -> arrow(event.getCode() == KeyCode.LEFT ? -1 : 1, event.isShiftDown());
      case PLUS, EQUALS, ADD -> zoom(0.5);
      case MINUS, SUBTRACT -> zoom(2);
      case DIGIT0, NUMPAD0 -> fit();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void arrow(int direction, boolean isPan) {
    if (isPan) {
      pan(direction * 0.1);
      return;
    }
    var span = view.get();
    long step = Math.max(1, span.length() / 200);
    long from = cursor.get().map(Instant::toEpochMilli).orElse(span.from() + span.length() / 2);
    long next = Math.clamp(from + direction * step, span.from(), span.to());
    cursor.set(Optional.of(Instant.ofEpochMilli(next)));
  }
}
